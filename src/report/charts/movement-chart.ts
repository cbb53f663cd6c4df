import { CHANNELS_IN, CHANNELS_OUT } from '../../model/channels.js';
import { type Cents, sumOf } from '../../model/money.js';
import { money, moneyChange } from '../cells.js';
import type { Chart, Waterfall, WaterfallStep } from '../chart.js';
import type { Cell } from '../document.js';
import type { MovementColumn } from '../sections/movement-rows.js';
import type { Words } from '../words/words.js';

/** A roll-forward from opening to closing, its columns added up; channels that nothing went through are left out. */
export function movementChart(
  words: Words,
  columns: readonly MovementColumn[],
  names: { readonly opening: string; readonly closing: string },
): Chart {
  const total = (of: (column: MovementColumn) => Cents) => sumOf(columns, of);
  const step = (label: string, cents: Cents): WaterfallStep[] => (cents === 0n ? [] : [{ label, cents }]);
  const opening = { label: names.opening, cents: total((column) => column.opening) };
  const closing = { label: names.closing, cents: total((column) => column.closing) };
  const steps = [
    ...CHANNELS_IN.flatMap((channel) =>
      step(
        words.channel[channel],
        total((column) => column.channels[channel]),
      ),
    ),
    ...step(
      words.item.unexplainedRise,
      total((column) => column.unexplainedRises),
    ),
    ...CHANNELS_OUT.flatMap((channel) => step(words.channel[channel], -total((column) => column.channels[channel]))),
    ...step(words.item.unexplained, -total((column) => column.unexplainedFalls)),
    ...step(
      words.period.reclassified,
      total((column) => column.reclassified ?? 0n),
    ),
  ];
  return drawnWaterfall(words, words.page.chart.movement, { opening, steps, closing });
}

type Steps = Omit<Waterfall, 'kind'>;

/** Any bridge whose steps add up, without those of nothing; undefined where nothing moved. */
export function waterfallChart(words: Words, title: string, { steps, ...ends }: Steps): Chart | undefined {
  const some = steps.filter(({ cents }) => cents !== 0n);
  return some.length === 0 ? undefined : drawnWaterfall(words, title, { ...ends, steps: some });
}

function drawnWaterfall(words: Words, title: string, { opening, steps, closing }: Steps): Chart {
  return {
    title,
    says: [
      `${opening.label} `,
      money(opening.cents),
      ...steps.flatMap(({ label, cents }): (string | Cell)[] => [`${words.comma}${label} `, moneyChange(cents)]),
      `${words.comma}${closing.label} `,
      money(closing.cents),
    ],
    shape: { kind: 'waterfall', opening, steps, closing },
  };
}
