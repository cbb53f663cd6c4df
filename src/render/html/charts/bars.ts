import type { TopLevelSpec } from 'vega-lite';
import { sumOf } from '../../../model/money.js';
import type { Bars } from '../../../report/chart.js';
import { amountText, type Drawing, lengthOf, ROW_HEIGHT, rowsOf, withRatio } from './drawing.js';
import { SERIES } from './palette.js';

/** A row for each bar: its name, the bar, the amount and ratio in figures. */
export function barsSpec({ series, bars, saysParts }: Bars, drawing: Drawing): TopLevelSpec {
  const said = bars.map(({ amounts, ratio }) => {
    const parts = saysParts === true ? amounts.filter((cents) => cents !== 0n) : [sumOf(amounts, (cents) => cents)];
    return withRatio(parts.map((cents) => amountText(cents, drawing)).join(' + '), ratio, drawing);
  });
  const ends = bars.map(({ amounts }) =>
    Math.max(
      0,
      lengthOf(
        sumOf(amounts, (cents) => cents),
        drawing,
      ),
    ),
  );
  const { labels, plot, scale, y, behind } = rowsOf('bar', bars, said, ends);
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
      behind,
    ],
  };
}
