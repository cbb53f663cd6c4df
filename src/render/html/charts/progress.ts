import type { TopLevelSpec } from 'vega-lite';
import type { Progress } from '../../../report/chart.js';
import { amountText, type Drawing, lengthOf, ROW_HEIGHT, rowsOf, withRatio } from './drawing.js';
import { SERIES } from './palette.js';

const [GOAL, REACHED] = [0, 1];
const THICKNESS = [ROW_HEIGHT * 0.72, ROW_HEIGHT * 0.36];

/** A row for each item: its name, a wide bar for the goal with a narrow one for what was reached in it, and that in figures. */
export function progressSpec({ goal, reached, rows }: Progress, drawing: Drawing): TopLevelSpec {
  const said = rows.map(({ reached: cents, ratio }) => {
    return withRatio(cents === undefined ? '' : amountText(cents, drawing), ratio, drawing);
  });
  const lengths = rows.map((row) => [row.goal, row.reached ?? 0n].map((cents) => Math.max(0, lengthOf(cents, drawing))));
  const ends = lengths.map((both) => Math.max(...both));
  const { labels, plot, scale, y, behind } = rowsOf('row', rows, said, ends);
  const color = {
    field: 'series',
    type: 'ordinal',
    scale: { domain: [GOAL, REACHED], range: [SERIES[2] as string, SERIES[0] as string] },
    legend: { labelExpr: 'series[datum.value]', title: null },
  } as const;
  return {
    width: plot,
    height: { step: ROW_HEIGHT },
    params: [
      { name: 'labels', value: labels },
      { name: 'series', value: [goal, reached] },
    ],
    layer: [
      ...[GOAL, REACHED].map((series) => ({
        data: { values: lengths.map((both, row) => ({ row, series, amount: both[series] })) },
        mark: { type: 'bar' as const, size: THICKNESS[series] as number },
        encoding: { y, x: { field: 'amount', type: 'quantitative' as const, scale, axis: null }, color },
      })),
      behind,
    ],
  };
}
