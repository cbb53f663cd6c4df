import { describe, expect, it } from 'vitest';
import { checkMigration, measureMigration, NO_STATE } from '../../src/measure/migration.js';
import { type MigrationRate, measureDisposals, measureMigrationRates } from '../../src/measure/migration-rates.js';
import { loanText } from '../../src/model/loan-facts.js';
import type { Month } from '../../src/model/portfolio.js';
import { type Decimal, ratioValue } from '../../src/model/ratio.js';
import { type LedgerText, ledger } from '../support/ledger.js';
import { type Months, openMonthsOf } from '../support/period.js';

const HEAD = 'loan_id,balance,class';

function migrate(months: Months) {
  const { months: opened, lineage, background } = openMonthsOf(months);
  const all = opened.map(({ month }) => month);
  const statesOf = ({ portfolio, classified }: Month) => ({ portfolio, stateOf: (loan: number) => classified.used[loan] as number });
  const migration = measureMigration({
    states: 5,
    opening: statesOf(all[0] as Month),
    closing: statesOf(all.at(-1) as Month),
    families: lineage.families,
  });
  const disposals = measureDisposals(all, lineage.families, background.events);
  return { migration, disposals, rates: measureMigrationRates(migration, disposals) };
}

const between = (opening: LedgerText, closing: LedgerText, more: Partial<Months> = {}) => migrate({ ledgers: [opening, closing], ...more });

const percent = (rates: readonly MigrationRate[], formula: MigrationRate['formula'], of: MigrationRate['of']): string | undefined => {
  const rate = rates.find((one) => one.formula === formula && one.of === of)?.rate;
  return rate === undefined ? undefined : (ratioValue(rate) as Decimal).times(100).toFixed(2);
};

const yuan = (cents: bigint) => Number(cents) / 100;

describe('migration rates', () => {
  it('银监发〔2005〕89号: 10000 opening, 800 migrated, 600 decreased: 800 / 9400 = 8.51 %', () => {
    // A 800 turned special-mention as it was; B fell from 9200 to 8600.
    const { rates } = between(
      ledger('2023-12-31', HEAD, 'A,800,normal', 'B,9200,normal'),
      ledger('2024-12-31', HEAD, 'A,800,special-mention', 'B,8600,normal'),
    );
    expect(percent(rates, '2005', 0)).toBe('8.51');
    // By that of 2022 what is divided by is the opening: 800 / 10000, of a whole year.
    expect(percent(rates, '2022', 0)).toBe('8.00');
    // Nothing became NPL.
    expect([percent(rates, '2005', 'combined'), percent(rates, '2022', 'combined')]).toEqual(['0.00', '0.00']);
    // There was no doubtful loan.
    expect(percent(rates, '2005', 3)).toBeUndefined();
  });
  it('a loan that leaves is a decrease; combined counts what became NPL alone', () => {
    // Normal 1000: A 400 stays, B 300 special-mention, C 200 substandard, D 100 repaid. Special-mention 500: E 500 -> 450 doubtful.
    const { rates, migration } = between(
      ledger('2023-12-31', HEAD, 'A,400,normal', 'B,300,normal', 'C,200,normal', 'D,100,normal', 'E,500,special-mention'),
      ledger('2024-12-31', HEAD, 'A,400,normal', 'B,300,special-mention', 'C,200,substandard', 'E,450,doubtful', 'F,70,normal'),
    );
    // (300 + 200) / (1000 - 100) = 55.56 %; 450 / (500 - 50) = 100 %; (200 + 450) / (900 + 450) = 48.15 %.
    expect([percent(rates, '2005', 0), percent(rates, '2005', 1), percent(rates, '2005', 'combined')]).toEqual([
      '55.56',
      '100.00',
      '48.15',
    ]);
    // 500 / 1000, 450 / 500, 650 / 1500.
    expect([percent(rates, '2022', 0), percent(rates, '2022', 1), percent(rates, '2022', 'combined')]).toEqual(['50.00', '90.00', '43.33']);
    expect(migration.counts[0]).toEqual([1, 1, 1, 0, 0]);
    expect(migration.exits[0]).toEqual({ count: 1, balance: 100_00n });
    expect(migration.entries[0]).toEqual({ count: 1, balance: 70_00n });
    expect(migration.opening[1]?.map(yuan)).toEqual([0, 0, 0, 500, 0]);
    expect(migration.closing[1]?.map(yuan)).toEqual([0, 0, 0, 450, 0]);
  });
  it('2022: what worsened and was disposed of counts, at the class of the last ledger before; a half year is doubled', () => {
    // A: normal 300 in December, substandard in March, written off in May. B: doubtful 200, sold in February.
    const { rates, disposals } = migrate({
      ledgers: [
        ledger('2023-12-31', HEAD, 'A,300,normal', 'B,200,doubtful', 'C,700,normal'),
        ledger('2024-03-31', HEAD, 'A,300,substandard', 'C,700,normal'),
        ledger('2024-06-30', HEAD, 'C,700,normal'),
      ],
      events: 'date,loan_id,kind,principal\n2024-05-10,A,write-off,300\n2024-02-10,B,transfer,200\n',
    });
    expect(disposals.byClass[0]?.map(yuan)).toEqual([0, 0, 300, 0, 0]);
    expect(disposals.byClass[3]?.map(yuan)).toEqual([0, 0, 0, 200, 0]);
    // 300 / 1000 x 12 / 6 = 60 %; B was disposed of in the class it had.
    expect([percent(rates, '2022', 0), percent(rates, '2022', 3), percent(rates, '2022', 'combined')]).toEqual(['60.00', '0.00', '60.00']);
  });
  it('a new loan that is disposed of in the period is none of the opening', () => {
    const { disposals } = between(ledger('2023-12-31', HEAD, 'C,700,normal'), ledger('2024-06-30', HEAD, 'C,700,normal'), {
      events: 'date,loan_id,kind,principal\n2024-05-01,N,formation,40\n2024-05-10,N,write-off,40\n',
    });
    expect(disposals.ofEntries.map(yuan)).toEqual([0, 0, 40, 0, 0]);
  });
  it('a period that is not whole months is not annualised', () => {
    const { rates } = between(ledger('2023-12-31', HEAD, 'A,100,normal'), ledger('2024-03-15', HEAD, 'A,100,loss'));
    expect(rates.find((one) => one.formula === '2022')?.annualised).toBeUndefined();
    expect(percent(rates, '2022', 0)).toBe('100.00');
  });
});

describe('who is followed', () => {
  const opening = ledger('2023-12-31', HEAD, 'A,100,normal', 'B,200,normal');
  it('a loan that alone took the place of one other is it; a split leaves and comes', () => {
    const { migration } = between(opening, ledger('2024-12-31', HEAD, 'A2,90,loss', 'B1,120,normal', 'B2,80,normal'), {
      idMap: 'old_loan,new_loan,share,kind\nA,A2,1,migration\nB,B1,0.6,split\nB,B2,0.4,split\n',
    });
    expect(migration.counts[0]).toEqual([0, 0, 0, 0, 1]);
    expect(migration.exits[0]).toEqual({ count: 1, balance: 200_00n });
    expect(migration.entries[0]).toEqual({ count: 2, balance: 200_00n });
  });
  it('two loans merged into one leave, and it comes', () => {
    const { migration } = between(opening, ledger('2024-12-31', HEAD, 'M,300,normal'), {
      idMap: 'old_loan,new_loan,share,kind\nA,M,1,merger\nB,M,1,merger\n',
    });
    expect([migration.exits[0]?.count, migration.entries[0]?.count]).toEqual([2, 1]);
  });
});

describe('states that some loans do not state', () => {
  it('are in no cell, no opening, no decrease and no closing; the matrices tie', () => {
    // The product is the state: x is 0, y is 1. 1: x 100, y 90. 2: blank 200, x 200. 3: y 300, blank 300. 4: y 40, gone. 5: y 50, new.
    // 6: blank 6, gone. 7: blank, new at 7. So opening x 100, y 40; closing y 90 + 50; not stated 2, 3, 6 and 7: 200 + 300 + 6 + 7 = 513.
    const head = 'loan_id,balance,class,product';
    const { months, lineage } = openMonthsOf({
      ledgers: [
        ledger('2024-12-31', head, '1,100,normal,x', '2,200,normal,', '3,300,normal,y', '4,40,normal,y', '6,6,normal,'),
        ledger('2025-01-31', head, '1,90,normal,y', '2,200,normal,x', '3,300,normal,', '5,50,normal,y', '7,7,normal,'),
      ],
    });
    const statesOf = ({ month: { portfolio } }: (typeof months)[number]) => ({
      portfolio,
      stateOf: (loan: number) => ({ x: 0, y: 1 })[loanText(portfolio, 'product', loan) ?? ''] ?? NO_STATE,
    });
    const [before, after] = months.map(statesOf) as [ReturnType<typeof statesOf>, ReturnType<typeof statesOf>];
    const found = measureMigration({ states: 2, opening: before, closing: after, families: lineage.families });
    const tallies = (list: typeof found.entries) => list.map(({ count, balance }) => [count, yuan(balance)]);
    expect(found.counts).toEqual([
      [0, 1],
      [0, 0],
    ]);
    expect(tallies(found.openingTotal)).toEqual([
      [1, 100],
      [1, 40],
    ]);
    expect(tallies(found.closingTotal)).toEqual([
      [0, 0],
      [2, 140],
    ]);
    expect([tallies(found.entries), tallies(found.exits)]).toEqual([
      [
        [0, 0],
        [1, 50],
      ],
      [
        [0, 0],
        [1, 40],
      ],
    ]);
    expect([found.notStated.count, yuan(found.notStated.balance)]).toEqual([4, 513]);
    checkMigration(found);
  });
});
