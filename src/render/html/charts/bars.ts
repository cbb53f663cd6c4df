import type { TopLevelSpec } from 'vega-lite';
import { sumOf } from '../../../model/money.js';
import type { Bars } from '../../../report/chart.js';
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

/** A row for each bar: its name, the bar, the amount and ratio in figures. */
export function barsSpec({ series, bars, saysParts }: Bars, drawing: Drawing): TopLevelSpec {
  const said = bars.map(({ amounts, ratio }) => {
    const parts = saysParts === true ? amounts.filter((cents) => cents !== 0n) : [sumOf(amounts, (cents) => cents)];
    return withRatio(parts.map((cents) => amountText(cents, drawing)).join(' + '), ratio, drawing);
  });
  const labels = itemLabels(bars, said);
  const plot = CHART_WIDTH - roomFor(labels) - LABEL_GAP * 2;
  const ends = bars.map(({ amounts }) =>
    Math.max(
      0,
      lengthOf(
        sumOf(amounts, (cents) => cents),
        drawing,
      ),
    ),
  );
  const longest = Math.max(...ends, 0);
  const scale = { domain: [0, domainEnd(longest, plot, roomFor(said) + LABEL_GAP * 2)], nice: false };
  const y = rowAxis('bar', 'labels');
  return {
    width: plot,
    height: { step: ROW_HEIGHT },
    params: [
      { name: 'labels', value: labels },
      { name: 'series', value: series },
    ],
    layer: [
      {
        data: {
          values: bars.flatMap(({ amounts }, bar) =>
            amounts.map((cents, index) => ({ bar, series: index, amount: Math.max(0, lengthOf(cents, drawing)) })),
          ),
        },
        mark: { type: 'bar', size: ROW_HEIGHT * 0.62 },
        encoding: {
          y,
          x: { field: 'amount', type: 'quantitative', stack: 'zero', scale, axis: null },
          order: { field: 'series' },
          color: {
            field: 'series',
            type: 'ordinal',
            scale: { domain: series.map((_, index) => index), range: SERIES.slice(0, series.length) },
            legend: series.length < 2 ? null : { labelExpr: 'series[datum.value]', title: null },
          },
        },
      },
      {
        data: { values: ends.map((end, bar) => ({ bar, end, said: said[bar] })) },
        mark: { type: 'text', align: 'left', dx: LABEL_GAP, fontSize: FONT_SIZE, fill: INK },
        encoding: { y, x: { field: 'end', type: 'quantitative', scale }, text: { field: 'said' } },
      },
    ],
  };
}
