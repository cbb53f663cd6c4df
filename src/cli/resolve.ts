import type { Lang } from '../report/document.js';
import type { OutputOptions } from '../run/deliver.js';
import { formatOf } from '../run/formats.js';
import type { LedgerOptions } from '../run/inputs.js';
import type { OutputValues, ReadingValues } from './options.js';
import { colorLevel, terminalWidth } from './terminal.js';

/** Options as typed to options as a journey takes them. */
export function readingOptions(values: ReadingValues): LedgerOptions {
  const { excelDates, ...rest } = values;
  return { ...rest, allowEmpty: rest.allowEmpty ?? false, ...(excelDates === undefined ? {} : { excelEpoch: excelDates }) };
}

export function outputOptions(values: OutputValues, lang: Lang): OutputOptions {
  const { output, unit, color } = values;
  return {
    format: formatOf(values.format, output),
    ...(output === undefined ? {} : { output }),
    lang,
    unit,
    color: colorLevel(color, output !== undefined),
    width: terminalWidth(output !== undefined),
  };
}
