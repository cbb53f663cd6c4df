import type { Chart, ProgressRow } from '../chart.js';
import type { Words } from '../words/words.js';
import { barsChart, chartTitle, progressChart } from './bar-charts.js';

/** Needed against held; where the ledger states no allowance, needed alone. */
export function provisionChart(words: Words, heading: string, rows: readonly ProgressRow[]): Chart | undefined {
  const { needed, heldColumn } = words.recovery.provision;
  if (rows.every(({ reached }) => reached === undefined)) {
    const bars = rows.map(({ goal, reached: _, ...named }) => ({ ...named, amounts: [goal] }));
    return barsChart(words, { title: chartTitle(words, heading, needed), series: [needed], bars, order: 'table' });
  }
  return progressChart(words, { title: chartTitle(words, heading, needed, heldColumn), goal: needed, reached: heldColumn, rows });
}
