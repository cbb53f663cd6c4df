import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate, NO_DAY } from '../../src/model/civil-date.js';
import { LOAN_CLASSES, NO_CLASS } from '../../src/model/loan-class.js';
import { yuan } from '../../src/model/money.js';
import { type Classified, KEY_SEPARATOR, type Portfolio, shownKey, type TextColumn } from '../../src/model/portfolio.js';
import { internText, NO_TEXT, newTextIndex } from '../../src/model/text-index.js';
import { harmlessField, quotedField } from '../../src/render/csv-field.js';
import { classifyCsvChunks } from '../../src/render/loan-list.js';
import type { ClassifyList } from '../../src/report/classify.js';

/** What a loan's line is made of, as a test states it. */
interface Stated {
  readonly key: string;
  readonly borrowerId: string | undefined;
  readonly borrowerName: string | undefined;
  readonly cents: number;
  readonly days: number | undefined;
  readonly declared: number | undefined;
  readonly computed: number | undefined;
  readonly used: number;
  readonly inherited: number | undefined;
  readonly fired: readonly number[];
  readonly overridden: boolean;
  readonly next: { readonly class: number; readonly on: number } | undefined;
  readonly line: number;
  readonly listed: boolean;
}

/** A rule's id is free text of a policy: the last one must be quoted. */
const RULES = ['over-90', 'any-overdue', 'the "matrix", by guarantee'];
const SOURCE = '=台账, "总行".csv';

function columnOf(texts: readonly (string | undefined)[]): TextColumn {
  const dictionary = newTextIndex();
  const codes = Uint32Array.from(texts, (text) => (text === undefined ? NO_TEXT : internText(dictionary, text)));
  return { codes, dictionary };
}

function listOf(loans: readonly Stated[], incomplete: ClassifyList['incomplete']): ClassifyList {
  const classes = (of: (loan: Stated) => number | undefined) => Uint8Array.from(loans, (loan) => of(loan) ?? NO_CLASS);
  const keys = newTextIndex();
  for (const { key } of loans) internText(keys, key);
  const portfolio = {
    count: loans.length,
    keys,
    balance: Float64Array.from(loans, ({ cents }) => cents),
    declaredClass: classes(({ declared }) => declared),
    texts: { borrowerId: columnOf(loans.map((loan) => loan.borrowerId)), borrowerName: columnOf(loans.map((loan) => loan.borrowerName)) },
    sourceOf: new Uint16Array(loans.length),
    lineOf: Uint32Array.from(loans, ({ line }) => line),
    sources: [{ name: SOURCE }],
  } as unknown as Portfolio;
  const classified = {
    daysPastDue: Int32Array.from(loans, ({ days }) => days ?? NO_DAY),
    computed: classes(({ computed }) => computed),
    used: classes(({ used }) => used),
    inherited: classes(({ inherited }) => inherited),
    fired: Uint32Array.from(loans, ({ fired }) => fired.reduce((bits, rule) => bits | (1 << rule), 0)),
    overridden: Uint32Array.from(loans, ({ overridden }) => (overridden ? 7 : 0)),
  } as unknown as Classified;
  return {
    portfolio,
    classified,
    has: (loan: number) => loans[loan]?.listed === true,
    rules: (loan: number) => rulesOf(loans[loan] as Stated),
    next: (loan: number) => loans[loan]?.next,
    ...(incomplete === undefined ? {} : { incomplete }),
  } as unknown as ClassifyList;
}

function rulesOf({ fired }: Stated): string[] {
  return RULES.filter((_, bit) => fired.includes(bit));
}

/** The list said plainly, a text a field. */
function plainCsv(loans: readonly Stated[], mark: readonly string[]): string {
  const named = (code: number | undefined) => (code === undefined ? '' : (LOAN_CLASSES[code] as string));
  const header =
    'loan_id,borrower_id,balance,days_past_due,declared,computed,class,rules,inherited,overridden,next_class,next_on,source,line';
  const lines = loans
    .filter((loan) => loan.listed)
    .map((loan) =>
      [
        harmlessField(shownKey(loan.key)),
        harmlessField(loan.borrowerId ?? loan.borrowerName ?? ''),
        yuan(BigInt(loan.cents)),
        String(loan.days ?? ''),
        named(loan.declared),
        named(loan.computed),
        named(loan.used),
        rulesOf(loan).join(' '),
        named(loan.inherited),
        loan.overridden ? 'yes' : '',
        named(loan.next?.class),
        loan.next === undefined ? '' : isoDate(loan.next.on),
        harmlessField(SOURCE),
        String(loan.line),
        ...mark,
      ]
        .map(quotedField)
        .join(','),
    );
  return [[header, ...mark.map(() => 'incomplete')].join(','), ...lines, ''].join('\n');
}

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.string({
    unit: fc.constantFrom('a', 'Z', '7', '-', '=', '+', '@', '＝', '﹢', ' ', '　', '\t', '\r', '\n', '"', ',', '客', '户', '龥', '́', 'é'),
    maxLength: 8,
  }),
);
const key = fc.oneof(
  text,
  fc.tuple(text, text).map((parts) => parts.map((part) => part.replaceAll(KEY_SEPARATOR, '')).join(KEY_SEPARATOR)),
);
const classCode = fc.integer({ min: 0, max: 4 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });
const loan: fc.Arbitrary<Stated> = fc.record({
  key: key.filter((value) => value.split(KEY_SEPARATOR).length <= 2),
  borrowerId: maybe(text),
  borrowerName: maybe(text),
  cents: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1200, max: 1200 })),
  days: maybe(fc.integer({ min: -2147483647 })),
  declared: maybe(classCode),
  computed: maybe(classCode),
  used: classCode,
  inherited: maybe(classCode),
  fired: fc.uniqueArray(fc.integer({ min: 0, max: RULES.length - 1 })),
  overridden: fc.boolean(),
  next: maybe(fc.record({ class: classCode, on: fc.integer({ min: -700_000, max: 2_900_000 }) })),
  line: fc.nat(4_294_967_295),
  listed: fc.boolean(),
});

function csvOf(list: ClassifyList): string {
  // A chunk is good until the next is asked for: each is copied as it comes.
  return Buffer.concat(Array.from(classifyCsvChunks(list), (chunk) => Buffer.from(chunk))).toString('utf8');
}

describe('the list of loans as CSV', () => {
  it('is, byte for byte, what it is said plainly', () => {
    fc.assert(
      fc.property(fc.uniqueArray(loan, { selector: ({ key }) => key, maxLength: 12 }), fc.boolean(), (loans, cut) => {
        const incomplete = cut ? { rejected: 3, read: 1000 } : undefined;
        const mark = cut ? ['INCOMPLETE: 3 of 1000 rows'] : [];
        expect(csvOf(listOf(loans, incomplete as ClassifyList['incomplete']))).toBe(plainCsv(loans, mark));
      }),
      { numRuns: 2000 },
    );
  });

  it('is whole beyond one chunk, with a text that is longer than a chunk', () => {
    const [one] = fc.sample(loan, { numRuns: 1, seed: 1 }) as [Stated];
    const loans = Array.from({ length: 30_000 }, (_, i): Stated => ({ ...one, key: `JD${i}`, listed: true, line: i + 2 }));
    loans[7] = { ...(loans[7] as Stated), borrowerId: '客'.repeat(1_000_000) };
    expect(csvOf(listOf(loans, undefined))).toBe(plainCsv(loans, []));
  });
});
