import fc from 'fast-check';
import { expect, test } from 'vitest';
import { measureByDimension } from '../../src/measure/by-dimension.js';
import { measureNplReport } from '../../src/measure/npl-report.js';
import { compareOverdue } from '../../src/measure/overdue-comparison.js';
import { tallyClassCells } from '../../src/measure/tallies.js';
import { isNpl, NO_CLASS } from '../../src/model/loan-class.js';
import { sumOf } from '../../src/model/money.js';
import { textAt } from '../../src/model/text-index.js';
import { appendBytes, newTextList } from '../../src/model/text-list.js';
import { measureBook, reportInputOf } from '../support/book.js';
import { day, ledger, monthOf } from '../support/ledger.js';

/** What is found in one pass for several figures, or for a few of all loans, against what each figure says of every loan. */
const DATE = '2024-06-30';
const HEADER = 'loan_id,balance,branch,product,principal_overdue_since,interest_overdue_since,due_date,extended_due_date';
const since = fc.constantFrom('', '', '2024-06-30', '2024-06-29', '2024-05-01', '2024-03-31', '2023-01-01');
const due = fc.constantFrom('', '2024-06-30', '2024-06-29', '2025-01-01');
interface Row {
  readonly cents: number;
  readonly branch: string;
  readonly product: string;
  readonly principal: string;
  readonly interest: string;
  readonly due: string;
  readonly extended: string;
}
const row: fc.Arbitrary<Row> = fc.record({
  cents: fc.constantFrom(0, 1, 100, 100, 900_719_925_474_0991),
  branch: fc.constantFrom('', 'east', 'west'),
  product: fc.constantFrom('', 'card'),
  principal: since,
  interest: since,
  due,
  extended: due,
});
const rows = fc.array(row, { minLength: 1, maxLength: 25 });

function monthOfRows(list: readonly Row[]) {
  const yuan = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
  const line = (one: Row, i: number) =>
    [`L${i}`, yuan(one.cents), one.branch, one.product, one.principal, one.interest, one.due, one.extended].join(',');
  return monthOf(ledger(DATE, HEADER, ...list.map(line)));
}

test('days past due are the longer of two dates; what else fell due is counted', () => {
  fc.assert(
    fc.property(rows, (list) => {
      const { classified } = monthOfRows(list);
      const daysSince = (text: string) => (text === '' ? 0 : day(DATE) - day(text));
      const days = list.map(({ principal, interest }) => Math.max(daysSince(principal), daysSince(interest)));
      expect(Array.from(classified.daysPastDue)).toEqual(days);
      expect(Array.from(classified.overdue ?? [])).toEqual(days.flatMap((one, i) => (one > 0 ? [i] : [])));
      const fellDue = list.filter((one, i) => {
        const last = [one.due, one.extended].sort().at(-1) as string;
        return days[i] === 0 && last !== '' && last < DATE;
      });
      expect(classified.notes.pastDueWithoutDays).toBe(fellDue.length);
    }),
    { numRuns: 100 },
  );
});

test('classes that a split by dimension finds are those of a pass of their own', () => {
  fc.assert(
    fc.property(rows, fc.subarray(['branch', 'product', 'class'] as const, { minLength: 1, maxLength: 2 }), (list, by) => {
      const { portfolio, classified } = monthOfRows(list);
      const { rows: split, classes } = measureByDimension(portfolio, classified, undefined, by);
      expect(tallyClassCells(portfolio, classified, classes)).toEqual(tallyClassCells(portfolio, classified));
      for (const one of split) {
        const loans = list.flatMap((_, i) => (by.every((dimension) => shownOf(i, dimension) === one.key[dimension]) ? [i] : []));
        const npl = loans.filter((loan) => isNpl(classified.used[loan] as number));
        expect(one.loans).toEqual({ count: loans.length, balance: balanceOf(loans) });
        expect(one.npl).toEqual({ count: npl.length, balance: balanceOf(npl) });
        expect(one.specialMention.count).toBe(loans.filter((loan) => classified.used[loan] === 1).length);
      }
      expect(split.reduce((sum, one) => sum + one.loans.count, 0)).toBe(list.length);
      function shownOf(loan: number, dimension: 'branch' | 'product' | 'class'): string {
        if (dimension === 'class')
          return ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'][classified.used[loan] as number] as string;
        return (list[loan] as Row)[dimension];
      }
      function balanceOf(loans: readonly number[]): bigint {
        return sumOf(loans, (loan) => BigInt((list[loan] as Row).cents));
      }
    }),
    { numRuns: 100 },
  );
});

test('what a split finds of classes stands for the pass over declared, computed and used only where these cannot differ', () => {
  const by = ['branch'] as const;
  // A is declared doubtful and is normal by its days; B the other way round, and overrides take C to loss.
  const month = monthOf(
    ledger(DATE, 'loan_id,balance,branch,class,overdue_days', 'A,1,east,doubtful,0', 'B,2,west,normal,400', 'C,4,east,normal,0'),
  );
  const { computed, used } = month.classified;
  const cellsOf = ({ declaredClass, ...rest }: typeof month.portfolio, classified: typeof month.classified, isDeclared: boolean) => {
    const portfolio = isDeclared && declaredClass !== undefined ? { ...rest, declaredClass } : rest;
    const { classes } = measureByDimension(portfolio, classified, undefined, by);
    const cells = tallyClassCells(portfolio, classified, classes);
    return cells.map(({ declared, computed, used, tally }) => [declared, computed, used, tally.count, tally.balance]);
  };
  const lastRaised = { ...month.classified, used: used.with(2, 4) };
  expect(Array.from(computed)).toEqual([0, 4, 0]);
  expect(cellsOf(month.portfolio, lastRaised, true)).toEqual([
    [0, 0, 4, 1, 400n],
    [0, 4, 4, 1, 200n],
    [3, 0, 3, 1, 100n],
  ]);
  expect(cellsOf(month.portfolio, lastRaised, false)).toEqual([
    [NO_CLASS, 0, 3, 1, 100n],
    [NO_CLASS, 0, 4, 1, 400n],
    [NO_CLASS, 4, 4, 1, 200n],
  ]);
  // By the rules alone they are declared as A is, and used as computed.
  expect(cellsOf(month.portfolio, { ...month.classified, used: computed }, true)).toEqual([
    [0, 0, 0, 1, 400n],
    [0, 4, 4, 1, 200n],
    [3, 0, 0, 1, 100n],
  ]);
});

test('overdue beyond each limit, in any order of limits', () => {
  const limits = fc.array(fc.constantFrom(-1, 0, 1, 59, 60, 90, 400), { maxLength: 4 });
  fc.assert(
    fc.property(rows, limits, (list, given) => {
      const { portfolio, classified } = monthOfRows(list);
      const compared = compareOverdue(portfolio, classified, 7n, given);
      expect(compared.map(({ days }) => days)).toEqual(given);
      for (const { days, overdue, gap, notNpl, loans } of compared) {
        const beyond = list.flatMap((_, i) => ((classified.daysPastDue[i] as number) > days ? [i] : []));
        const others = beyond.filter((loan) => !isNpl(classified.used[loan] as number));
        const sum = (of: readonly number[]) => sumOf(of, (loan) => BigInt((list[loan] as Row).cents));
        expect({ overdue, gap, notNpl }).toEqual({
          overdue: { count: beyond.length, balance: sum(beyond) },
          gap: sum(beyond) - 7n,
          notNpl: { count: others.length, balance: sum(others) },
        });
        const key = (loan: number) => textAt(portfolio.keys, loan);
        const largestFirst = (a: number, b: number) => (list[b] as Row).cents - (list[a] as Row).cents || (key(a) < key(b) ? -1 : 1);
        expect(loans).toEqual(others.sort(largestFirst));
      }
    }),
    { numRuns: 100 },
  );
});

test('a split tells old NPLs from new ones', () => {
  const header = 'loan_id,balance,branch,overdue_days';
  const base = ledger('2023-12-31', header, 'A,10,east,100', 'B,20,west,400', 'C,40,east,0');
  const now = ledger('2024-06-30', header, 'A,9,east,300', 'B,20,west,500', 'C,40,east,120', 'D,80,west,5');
  const { by } = measureBook({ now, locks: [base], by: ['branch'] }).figures;
  expect(by?.map(({ key, old, new: fresh, specialMention, loans }) => [key.branch, old, fresh, specialMention, loans])).toEqual([
    ['east', { count: 1, balance: 900n }, { count: 1, balance: 4000n }, { count: 0, balance: 0n }, { count: 2, balance: 4900n }],
    ['west', { count: 1, balance: 2000n }, { count: 0, balance: 0n }, { count: 1, balance: 8000n }, { count: 2, balance: 10_000n }],
  ]);
});

test('a borrower without an id is known by the name, however the column is held', () => {
  const header = 'loan_id,borrower_id,borrower_name,balance,overdue_days,issue_date';
  const base = ledger('2023-12-31', header, 'A,,Wang,100,100,2020-01-01', 'B,b1,Li,100,100,2020-01-01', 'C,,Zhao,50,100,2020-01-01');
  const now = ledger(
    '2024-06-30',
    header,
    'C,,Zhao,50,300,2020-01-01',
    'D,,Wang,100,0,2024-02-01',
    'E,b1,Li,100,0,2024-02-01',
    'F,,Zhao,70,200,2023-01-01',
  );
  const input = reportInputOf({ now, locks: [base] });
  const { portfolio } = input.current;
  const listed = newTextList();
  for (const id of ['', '', 'b1', '']) appendBytes(listed, Buffer.from(id), 0, id.length);
  const texts = { ...portfolio.texts, borrowerId: { list: listed } };
  for (const current of [input.current, { ...input.current, portfolio: { ...portfolio, texts } }]) {
    const { suspected, segments } = measureNplReport({ ...input, current });
    expect(suspected.map(({ oldLoan, newLoan }) => [oldLoan, newLoan])).toEqual([
      ['A', 'D'],
      ['B', 'E'],
    ]);
    expect(segments?.newOfLockedBorrowers).toEqual({ count: 1, balance: 7000n });
  }
});

test('a borrower id is of its institution: the same one elsewhere has no locked loan', () => {
  const header = 'institution,loan_id,borrower_id,balance,overdue_days';
  const base = ledger('2023-12-31', header, 'X,A,b1,100,100', 'Y,A,b2,100,100');
  const now = ledger('2024-06-30', header, 'X,A,b1,100,300', 'Y,A,b2,100,300', 'X,B,b1,10,120', 'Y,B,b1,20,120', 'Y,C,b2,40,120');
  const { figures } = measureBook({ now, locks: [base] });
  // X's loan B of b1 and Y's loan C of b2; Y's b1 is another borrower.
  expect(figures.segments?.newOfLockedBorrowers).toEqual({ count: 2, balance: 5000n });
});
