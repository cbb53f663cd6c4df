import type { TopLevelSpec } from 'vega-lite';
import { sumOf } from '../../../model/money.js';
import { ratioOf } from '../../../model/ratio.js';
import type { HeatMap } from '../../../report/chart.js';
import { formatCell } from '../../format-cell.js';
import { CHART_WIDTH, type Drawing, FONT_SIZE, LABEL_GAP, roomFor, rowAxis } from './drawing.js';
import { INK, LEVEL, RULE } from './palette.js';
import { fittingText } from './text-width.js';

const WIDEST_LABEL = 9;
const ROW_HEIGHT = 34;
/** The darkest shade that ink can still be read on, on paper and on a dark screen. */
const DARKEST = 0.55;

/** A square for each pair of states, shaded by its share of the row and saying it. */
export function heatMapSpec({ columns, rows }: HeatMap, drawing: Drawing): TopLevelSpec {
  const rowLabels = rows.map(({ label }) => fittingText(label, WIDEST_LABEL));
  const plot = CHART_WIDTH - roomFor(rowLabels) - LABEL_GAP * 2;
  const columnLabels = columns.map((label) => fittingText(label, plot / Math.max(1, columns.length) / FONT_SIZE));
  const values = rows.flatMap(({ cells }, row) => {
    const whole = sumOf(cells, (cents) => cents);
    return cells.map((cents, column) => {
      const ratio = ratioOf(cents, whole);
      const share = ratio === undefined ? 0 : Number((cents * 10_000n) / whole) / 10_000;
      return { row, column, share, said: ratio === undefined || cents === 0n ? '' : formatCell({ kind: 'ratio', ratio }, drawing.format) };
    });
  });
  const x = {
    field: 'column',
    type: 'ordinal',
    sort: null,
    title: null,
    axis: { orient: 'top', labelExpr: 'columns[datum.value]', labelAngle: 0 },
  } as const;
  const y = rowAxis('row', 'rows');
  return {
    width: plot,
    height: { step: ROW_HEIGHT },
    params: [
      { name: 'rows', value: rowLabels },
      { name: 'columns', value: columnLabels },
    ],
    data: { values },
    layer: [
      {
        mark: { type: 'rect', fill: LEVEL, stroke: RULE },
        encoding: {
          x,
          y,
          fillOpacity: { field: 'share', type: 'quantitative', scale: { domain: [0, 1], range: [0, DARKEST] }, legend: null },
        },
      },
      { mark: { type: 'text', fontSize: FONT_SIZE, fill: INK }, encoding: { x, y, text: { field: 'said' } } },
    ],
  };
}
