import { isoDate } from '../../model/civil-date.js';
import { yuan } from '../../model/money.js';
import { ratioJson } from '../json-values.js';
import { placeOf } from '../sections/notes.js';
import { recoveryJson } from './frame.js';
import type { QualityReport } from './quality-content.js';
import { amountsJson, qualityFigures, viewJson } from './quality-figures.js';

/** npl.quality/1: the figures of the quality report. */
export function qualityJson(report: QualityReport): object {
  const { figures, quality, by } = report;
  const against = figures.doubleReduction?.against;
  return recoveryJson('npl.quality/1', report, {
    against: against === undefined ? undefined : isoDate(against),
    ...qualityFigures(quality),
    channels: quality.fall?.ways && amountsJson({ ...quality.fall.ways.channels }),
    by: by.map(({ key, printed, takenOff, restored }) => ({
      key,
      ...viewJson(printed),
      takenOff: takenOff === undefined ? undefined : yuan(takenOff),
      restoredRatio: ratioJson(restored),
    })),
    ignoredEvents: figures.ignoredEvents.map(placeOf),
    unknownEvents: figures.unknownEvents.map(placeOf),
  });
}
