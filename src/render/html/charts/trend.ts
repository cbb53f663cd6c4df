import type { TopLevelSpec } from 'vega-lite';
import { ratioValue } from '../../../model/ratio.js';
import type { Trend } from '../../../report/chart.js';
import { formatCell } from '../../format-cell.js';
import { axisFormat, CHART_WIDTH, type Drawing, FONT_SIZE, LABEL_GAP, lengthOf, roomFor } from './drawing.js';
import { INK, RISE, SERIES, SOFT_INK } from './palette.js';

const AMOUNTS_HEIGHT = 190;
const RATIO_HEIGHT = 84;
const WIDEST_BAR = 36;
const LINE = 2;
const AMOUNT_TICKS = 5;
const RATIO_TICKS = 3;

/** Bars of amounts, date by date, and a line of the ratio in a panel of its own: two scales in one picture would lie. */
export function trendSpec(trend: Trend, drawing: Drawing): TopLevelSpec {
  const { points, series, ratio, estimate } = trend;
  const stacked = points.map(({ amounts }) =>
    amounts.reduce((sum: number, cents) => sum + Math.max(0, cents === undefined ? 0 : lengthOf(cents, drawing)), 0),
  );
  const estimates = points.flatMap((point, at) =>
    point.estimate === undefined ? [] : [{ at, amount: lengthOf(point.estimate, drawing) }],
  );
  const largest = Math.max(0, ...stacked, ...estimates.map(({ amount }) => amount));
  const format = axisFormat(largest);
  const axisRoom = roomFor([formatCell({ kind: 'count', value: Math.ceil(largest) }, drawing.format)]) + LABEL_GAP * 3;
  const plot = CHART_WIDTH - axisRoom;
  const labels = points.map(({ label }) => label);
  const step = plot / Math.max(1, points.length);
  const isUpright = roomFor(labels) + LABEL_GAP < step;
  const x = {
    field: 'at',
    type: 'ordinal',
    sort: null,
    title: null,
    scale: { domain: points.map((_, at) => at) },
    axis: { labelExpr: 'labels[datum.value]', labelAngle: isUpright ? 0 : -45, labelOverlap: true, labelPadding: LABEL_GAP },
  } as const;
  const withRatio = ratio !== undefined && points.some((point) => point.ratio !== undefined);
  const marked = estimate === undefined ? series : [...series, estimate];
  const amounts = {
    width: plot,
    height: AMOUNTS_HEIGHT,
    layer: [
      {
        data: {
          values: points.flatMap((point, at) =>
            point.amounts.flatMap((cents, index) =>
              cents === undefined ? [] : [{ at, series: index, amount: Math.max(0, lengthOf(cents, drawing)) }],
            ),
          ),
        },
        mark: { type: 'bar' as const, size: Math.min(WIDEST_BAR, step * 0.7) },
        encoding: {
          x: withRatio ? { ...x, axis: null } : x,
          y: {
            field: 'amount',
            type: 'quantitative' as const,
            stack: 'zero' as const,
            title: null,
            scale: { nice: AMOUNT_TICKS },
            axis: { format, tickCount: AMOUNT_TICKS },
          },
          order: { field: 'series' },
          color: {
            field: 'series',
            type: 'ordinal' as const,
            scale: { domain: marked.map((_, index) => index), range: [...SERIES.slice(0, series.length), INK] },
            legend: marked.length < 2 ? null : { labelExpr: 'series[datum.value]', title: null },
          },
        },
      },
      ...(estimates.length === 0
        ? []
        : [
            {
              data: { values: estimates.map((one) => ({ ...one, series: series.length })) },
              mark: { type: 'tick' as const, thickness: 3, size: Math.min(WIDEST_BAR, step * 0.7) + LABEL_GAP },
              encoding: {
                x,
                y: { field: 'amount', type: 'quantitative' as const },
                color: { field: 'series', type: 'ordinal' as const },
              },
            },
          ]),
    ],
  };
  const params = [
    { name: 'labels', value: labels },
    { name: 'series', value: marked },
  ];
  if (!withRatio) return { ...amounts, params } as TopLevelSpec;
  const ratios = points.flatMap((point, at) =>
    point.ratio === undefined
      ? []
      : [
          {
            at,
            percent: ratioValue(point.ratio).times(100).toNumber(),
            said: formatCell({ kind: 'ratio', ratio: point.ratio }, drawing.format),
          },
        ],
  );
  const fits = roomFor(ratios.map(({ said }) => said)) < step;
  const y = {
    field: 'percent',
    type: 'quantitative' as const,
    title: null,
    scale: { zero: false, nice: RATIO_TICKS },
    axis: { tickCount: RATIO_TICKS, format: '.2~f', labelExpr: "datum.label + '%'" },
  };
  const panel = {
    width: plot,
    height: RATIO_HEIGHT,
    data: { values: ratios },
    layer: [
      { mark: { type: 'line' as const, stroke: RISE, strokeWidth: LINE }, encoding: { x, y } },
      { mark: { type: 'point' as const, filled: true, size: 36, fill: RISE, opacity: 1 }, encoding: { x, y } },
      ...(fits
        ? [
            {
              mark: { type: 'text' as const, dy: -FONT_SIZE, fontSize: FONT_SIZE - 1, fill: SOFT_INK },
              encoding: { x, y, text: { field: 'said' } },
            },
          ]
        : []),
    ],
  };
  return { vconcat: [amounts, panel], params, spacing: 20, resolve: { scale: { x: 'shared' } } } as TopLevelSpec;
}
