import type { TopLevelSpec } from 'vega-lite';
import type { Progress } from '../../../report/chart.js';
import {
  amountText,
  CHART_WIDTH,
  type Drawing,
  domainEnd,
  FONT_SIZE,
  itemLabels,
  LABEL_GAP,
  lengthOf,
  roomFor,
  rowAxis,
  withRatio,
} from './drawing.js';
import { INK, SERIES } from './palette.js';

const ROW_HEIGHT = 26;
const [GOAL, REACHED] = [0, 1];
const THICKNESS = [ROW_HEIGHT * 0.72, ROW_HEIGHT * 0.36];

/** A row for each item: its name, a wide bar for the goal with a narrow one for what was reached in it, and that in figures. */
export function progressSpec({ goal, reached, rows }: Progress, drawing: Drawing): TopLevelSpec {
  const said = rows.map(({ reached: cents, ratio }) => {
    return withRatio(cents === undefined ? '' : amountText(cents, drawing), ratio, drawing);
  });
  const labels = itemLabels(rows, said);
  const plot = CHART_WIDTH - roomFor(labels) - LABEL_GAP * 2;
  const lengths = rows.map((row) => [row.goal, row.reached ?? 0n].map((cents) => Math.max(0, lengthOf(cents, drawing))));
  const ends = lengths.map((both) => Math.max(...both));
  const scale = { domain: [0, domainEnd(Math.max(0, ...ends), plot, roomFor(said) + LABEL_GAP * 2)], nice: false };
  const y = rowAxis('row', 'labels');
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
      {
        data: { values: ends.map((end, row) => ({ row, end, said: said[row] })) },
        mark: { type: 'text', align: 'left', dx: LABEL_GAP, fontSize: FONT_SIZE, fill: INK },
        encoding: { y, x: { field: 'end', type: 'quantitative', scale }, text: { field: 'said' } },
      },
    ],
  };
}
