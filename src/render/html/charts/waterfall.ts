import type { TopLevelSpec } from 'vega-lite';
import type { Waterfall } from '../../../report/chart.js';
import { formatCell } from '../../format-cell.js';
import { amountText, CHART_WIDTH, type Drawing, FONT_SIZE, LABEL_GAP, lengthOf, ROW_HEIGHT, roomFor, rowAxis } from './drawing.js';
import { FALL, INK, LEVEL, RISE, SOFT_INK } from './palette.js';
import { fittingText } from './text-width.js';

const WIDEST_LABEL = 13;
const BAR = 0.62;

/** Down the page: the opening amount, a step for each channel where the one before ended, the closing amount. */
export function waterfallSpec({ opening, steps, closing }: Waterfall, drawing: Drawing): TopLevelSpec {
  const labels = [opening, ...steps, closing].map(({ label }) => fittingText(label, WIDEST_LABEL));
  let level = opening.cents;
  const rows = [
    { from: 0n, to: opening.cents, kind: 0, said: amountText(opening.cents, drawing) },
    ...steps.map(({ cents }) => {
      const from = level;
      level += cents;
      return { from, to: level, kind: cents < 0n ? 2 : 1, said: formatCell({ kind: 'money-change', cents }, drawing.format) };
    }),
    { from: 0n, to: closing.cents, kind: 0, said: amountText(closing.cents, drawing) },
  ].map((row, index) => {
    const [from, to] = [lengthOf(row.from, drawing), lengthOf(row.to, drawing)];
    return { row: index, from, to, kind: row.kind, said: row.said, end: Math.max(from, to) };
  });
  const plot = CHART_WIDTH - roomFor(labels) - LABEL_GAP * 2;
  const room = roomFor(rows.map(({ said }) => said)) + LABEL_GAP * 2;
  const least = Math.min(0, ...rows.map(({ from, to }) => Math.min(from, to)));
  const most = Math.max(0, ...rows.map(({ end }) => end));
  const span = most - least === 0 ? 1 : ((most - least) * plot) / Math.max(plot - room, plot / 4);
  const scale = { domain: [least, least + span], nice: false, zero: false };
  const y = rowAxis('row', 'labels');
  return {
    width: plot,
    height: { step: ROW_HEIGHT },
    params: [{ name: 'labels', value: labels }],
    data: { values: rows },
    layer: [
      {
        // Where a step began: the level that the one before left.
        data: { values: rows.slice(0, -1).map(({ row, to }) => ({ row, next: row + 1, to })) },
        mark: { type: 'rule', stroke: SOFT_INK, strokeDash: [2, 2], yOffset: 0 },
        encoding: { y, y2: { field: 'next' }, x: { field: 'to', type: 'quantitative', scale, axis: null } },
      },
      {
        mark: { type: 'bar', size: ROW_HEIGHT * BAR },
        encoding: {
          y,
          x: { field: 'from', type: 'quantitative', scale, axis: null },
          x2: { field: 'to' },
          color: { field: 'kind', type: 'ordinal', scale: { domain: [0, 1, 2], range: [LEVEL, RISE, FALL] }, legend: null },
        },
      },
      {
        mark: { type: 'text', align: 'left', dx: LABEL_GAP, fontSize: FONT_SIZE, fill: INK },
        encoding: { y, x: { field: 'end', type: 'quantitative', scale }, text: { field: 'said' } },
      },
    ],
  };
}
