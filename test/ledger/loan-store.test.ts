import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KeptFields } from '../../src/ledger/kept-fields.js';
import { closeStore, type LoanStore, makeRoom, regionOf, type StoreSize, sharedStore, type Written } from '../../src/ledger/loan-store.js';
import { areMoved, moveRead, newMoving, tellRead } from '../../src/ledger/moving.js';
import type { LoanField } from '../../src/model/loan-fields.js';
import { NO_TEXT, textAt } from '../../src/model/text-index.js';
import { appendBytes, NoRoom, type TextList } from '../../src/model/text-list.js';

const KEPT: KeptFields = new Map([
  ['balance', 'cents'],
  ['dueDate', 'day'],
  ['declaredClass', 'choice'],
  ['borrowerId', 'coded'],
  ['borrowerName', 'listed'],
]);

interface Loan {
  readonly key: string;
  readonly name: string;
  readonly balance: number;
  readonly dueDate: number;
  readonly declaredClass: number;
  /** Of the range's own dictionary; NO_TEXT where blank. */
  readonly borrowerId: number;
  readonly line: number;
  readonly hash: number;
}

interface Range {
  readonly loans: readonly Loan[];
  /** Room that is not needed: of loans, bytes of keys, and bytes of names. */
  readonly spare: readonly [number, number, number];
  readonly lines: number;
  /** It is the first of its file. */
  readonly begins: boolean;
  /** Codes of the range's dictionary to those of the run. */
  readonly codes: readonly number[];
}

const CODES = 4;
const WORD = fc.oneof(fc.constant(''), fc.constantFrom('a', '张三', '李 四'), fc.string({ maxLength: 12 }));
const LOAN: fc.Arbitrary<Loan> = fc.record({
  key: WORD,
  name: WORD,
  balance: fc.oneof(fc.constant(Number.NaN), fc.integer()),
  dueDate: fc.integer(),
  declaredClass: fc.nat(255),
  borrowerId: fc.oneof(fc.nat(CODES - 1), fc.constant(NO_TEXT)),
  line: fc.nat(1e6),
  hash: fc.nat(0xffffffff),
});
const RANGES: fc.Arbitrary<readonly Range[]> = fc.array(
  fc.record({
    loans: fc.array(LOAN, { maxLength: 7 }),
    spare: fc.tuple(fc.nat(4), fc.nat(9), fc.nat(9)),
    lines: fc.nat(1e6),
    begins: fc.boolean(),
    codes: fc.array(fc.nat(90), { minLength: CODES, maxLength: CODES }),
  }),
  { minLength: 1, maxLength: 6 },
);

const bytesOf = (texts: readonly string[]) => texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);

function sizeOf({ loans, spare: [more, keys, names] }: Range): StoreSize {
  return {
    loans: loans.length + more,
    keyBytes: bytesOf(loans.map(({ key }) => key)) + keys,
    listBytes: new Map([['borrowerName', bytesOf(loans.map(({ name }) => name)) + names]]),
  };
}

function appendText(list: TextList, text: string): void {
  appendBytes(list, Buffer.from(text), 0, Buffer.byteLength(text));
}

/** As a thread does: one loan after the other. */
function write(region: LoanStore, loans: readonly Loan[], source: number): void {
  for (const loan of loans) {
    makeRoom(region, 1);
    const at = region.count++;
    for (const column of region.columns) column.data[at] = loan[column.field as 'balance'];
    appendText(region.keys, loan.key);
    appendText(region.lists.get('borrowerName') as TextList, loan.name);
    region.keyHashes[at] = loan.hash;
    region.lineOf[at] = loan.line;
    region.sourceOf[at] = source;
  }
}

function contentsOf(store: LoanStore): unknown {
  const { count } = store;
  const texts = (list: TextList) => Array.from({ length: list.size }, (_, i) => textAt(list, i));
  return {
    columns: Object.fromEntries(store.columns.map(({ field, data }) => [field, Array.from(data.subarray(0, count))])),
    keys: texts(store.keys),
    names: texts(store.lists.get('borrowerName') as TextList),
    hashes: Array.from(store.keyHashes.subarray(0, count)),
    lines: Array.from(store.lineOf.subarray(0, count)),
    sources: Array.from(store.sourceOf.subarray(0, count)),
  };
}

describe('a shared store', () => {
  it('holds what its ranges have written, in order, whichever is read first', () => {
    fc.assert(
      fc.property(RANGES, fc.array(fc.nat()), (ranges, ranks) => {
        const sizes = ranges.map(sizeOf);
        const whole = sharedStore(KEPT, sizes);
        const order = ranges.map((_, i) => i);
        const moving = newMoving(ranges.length);
        const begins = ranges.map((range, i) => i === 0 || range.begins);
        // Threads end in any order, and move what they can.
        for (const i of order.toSorted((a, b) => (ranks[a] ?? a) - (ranks[b] ?? b))) {
          expect(areMoved(moving, ranges.length)).toBe(false);
          const { loans, lines } = ranges[i] as Range;
          write(regionOf(whole, sizes, i), loans, i);
          tellRead(moving, i, loans.length, lines);
          moveRead(moving, whole, sizes, begins);
        }
        expect(areMoved(moving, ranges.length)).toBe(true);
        const written = ranges.map(
          ({ loans, codes }): Written => ({
            count: loans.length,
            codes: new Map<LoanField, Uint32Array>([['borrowerId', Uint32Array.from(codes)]]),
          }),
        );
        closeStore(whole, written);
        let behind = 0;
        const before = ranges.map(({ lines }, i) => {
          const own = begins[i] ? 0 : behind;
          behind = own + lines;
          return own;
        });
        const all = ranges.flatMap(({ loans, codes }, source) =>
          loans.map((loan) => ({
            ...loan,
            source,
            line: loan.line + (before[source] as number),
            borrowerId: loan.borrowerId === NO_TEXT ? NO_TEXT : (codes[loan.borrowerId] as number),
          })),
        );
        const column = <K extends keyof (typeof all)[number]>(name: K) => all.map((loan) => loan[name]);
        expect(whole.count).toBe(all.length);
        expect(contentsOf(whole)).toEqual({
          columns: {
            balance: column('balance'),
            dueDate: column('dueDate'),
            declaredClass: column('declaredClass'),
            borrowerId: column('borrowerId'),
          },
          keys: column('key'),
          names: column('name'),
          hashes: column('hash'),
          lines: column('line'),
          sources: column('source'),
        });
      }),
      { numRuns: 1000 },
    );
  });

  it('lets no range write into the next: it has no room', () => {
    const loan: Loan = { key: 'K1', name: '', balance: 1, dueDate: 2, declaredClass: 3, borrowerId: NO_TEXT, line: 4, hash: 5 };
    const sizes = [1, 1].map((loans): StoreSize => ({ loans, keyBytes: 2, listBytes: new Map([['borrowerName', 0]]) }));
    const whole = sharedStore(KEPT, sizes);
    const [first, second] = [regionOf(whole, sizes, 0), regionOf(whole, sizes, 1)];
    write(second, [loan], 1);
    write(first, [loan], 0);
    expect(() => makeRoom(first, 1)).toThrow(NoRoom);
    expect(() => appendText(first.keys, 'x')).toThrow(NoRoom);
    expect(() => appendText(first.lists.get('borrowerName') as TextList, 'x')).toThrow(NoRoom);
    expect(contentsOf(second)).toMatchObject({ keys: ['K1'], names: [''], sources: [1], lines: [4] });
  });
});
