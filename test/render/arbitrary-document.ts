import fc from 'fast-check';
import { Decimal } from '../../src/model/ratio.js';
import type { Block, Cell, Document } from '../../src/report/document.js';

/** Words without digits, so that every digit on screen comes from a figure: Chinese, Latin, marks, emoji, wide Tangut. */
const words = fc
  .array(
    fc.constantFrom(
      '淮',
      '北',
      '行',
      '，',
      '。',
      '（',
      '）',
      '“',
      '”',
      ' ',
      ' ',
      'a',
      'loan',
      'x_y',
      '/',
      '=',
      '-',
      '\u202e',
      '\u001b[m',
      'ོ',
      '𗀀',
      '👍',
      '　',
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(''));

const cents = fc.bigInt({ min: -(2n ** 66n), max: 2n ** 66n });
const good = fc.constantFrom('up' as const, 'down' as const);

const figure: fc.Arbitrary<Cell> = fc.oneof(
  fc.nat().map((value): Cell => ({ kind: 'count', value })),
  fc.nat(100_000).map((value): Cell => ({ kind: 'days', value })),
  cents.map((value): Cell => ({ kind: 'money', cents: value })),
  fc.tuple(cents, good).map(([value, direction]): Cell => ({ kind: 'money-change', cents: value, good: direction })),
  fc.integer().map((value): Cell => ({ kind: 'count-change', value })),
  fc
    .tuple(cents, fc.bigInt({ min: 1n, max: 2n ** 60n }))
    .map(([numerator, denominator]): Cell => ({ kind: 'ratio', ratio: { numerator, denominator } })),
  fc.integer().map((value): Cell => ({ kind: 'points-change', value: new Decimal(value).div(1_000_000) })),
  fc.integer({ min: -100_000, max: 100_000 }).map((day): Cell => ({ kind: 'date', day })),
);
const cell: fc.Arbitrary<Cell> = fc.oneof(
  { weight: 3, arbitrary: figure },
  { weight: 1, arbitrary: words.map((text): Cell => ({ kind: 'text', text })) },
  { weight: 1, arbitrary: words.map((text): Cell => ({ kind: 'label', text })) },
  { weight: 1, arbitrary: fc.constant<Cell>({ kind: 'absent' }) },
);

const paragraph: fc.Arbitrary<Block> = fc.record({
  kind: fc.constant('paragraph' as const),
  tone: fc.constantFrom('lead' as const, 'plain' as const, 'warning' as const, 'note' as const),
  pieces: fc.array(fc.oneof(words, cell), { maxLength: 8 }).map(parted),
});

const table: fc.Arbitrary<Block> = fc.integer({ min: 1, max: 9 }).chain((width) =>
  fc.record({
    kind: fc.constant('table' as const),
    id: fc.constant('t'),
    columns: fc.array(fc.record({ id: fc.constant('c'), header: words, align: fc.constantFrom('left' as const, 'right' as const) }), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(
      fc.record(
        { cells: fc.array(cell, { minLength: width, maxLength: width }), tone: fc.constantFrom('total' as const, 'emphasis' as const) },
        { requiredKeys: ['cells'] },
      ),
      { maxLength: 5 },
    ),
  }),
);

export const arbitraryDocument: fc.Arbitrary<Document> = fc.record({
  lang: fc.constantFrom('zh' as const, 'en' as const),
  title: words,
  subtitle: fc.array(words, { maxLength: 3 }),
  sections: fc.array(fc.record({ id: fc.constant('s'), heading: words, blocks: fc.array(fc.oneof(paragraph, table), { maxLength: 3 }) }), {
    maxLength: 3,
  }),
});

/** Two figures that touch, or a sign before one, could not be told apart on screen; reports do not write them. */
function parted(pieces: readonly (string | Cell)[]): (string | Cell)[] {
  return pieces.flatMap((piece) => ['、', piece]);
}
