import { describe, expect, it } from 'vitest';
import { suspectedSince } from '../../src/measure/npl-report.js';
import { measurePlans, type PlanReport } from '../../src/measure/plan/plan-report.js';
import { suspectedCash } from '../../src/measure/suspected-renewals.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import { shownKey } from '../../src/model/portfolio.js';
import { textAt } from '../../src/model/text-index.js';
import { readPlans } from '../../src/registers/plans.js';
import { type Book, backgroundOf, reportInputOf } from '../support/book.js';
import { CN_2023, day, ledger, readText, yuan } from '../support/ledger.js';

const HEADER = 'loan_id,borrower_id,borrower_name,household,balance,class,branch';

/*
 * Locked at the end of 2018: A1 100, B1 60, C1 80, D1 50, E1 30, 320 in all. In 2019 A1 pays 20, B1 10, D1 all of its 50; C1 is written off
 * and 25 of it come back; F1 70 turns bad. c1, c2 and c7 are one group, G1. At the end A1 80 + B1 50 + F1 70 + E1 30 = 230 are NPL.
 */
const start = ledger(
  '2018-12-31',
  HEADER,
  'A1,c1,甲公司,G1,100,次级,东',
  'A2,c1,甲公司,G1,40,正常,东',
  'B1,c2,乙公司,G1,60,可疑,西',
  'C1,c3,丙,,80,损失,西',
  'D1,c4,丁,,50,次级,东',
  'E1,c5,戊,,30,次级,东',
);
const now = ledger(
  '2019-12-31',
  HEADER,
  'A1,c1,甲公司,G1,80,次级,东',
  'A2,c1,甲公司,G1,35,正常,东',
  'B1,c2,乙公司,G1,50,可疑,西',
  'E1,c5,戊,,30,次级,东',
  'F1,c6,己,,70,次级,东',
  'M1,c7,庚,G1,90,正常,东',
);
const BOOK: Book = {
  now,
  since: [start],
  locks: [start],
  events: 'date,loan_id,kind,principal\n2019-10-01,F1,formation,70\n',
  writeOffs: 'date,loan_id,principal\n2019-06-30,C1,80\n',
  recoveries: ['date,loan_id,principal', '2019-03-10,A1,20', '2019-05-05,B1,10', '2019-04-04,D1,50', '2019-09-09,C1,25', ''].join('\n'),
};
const PLAN_HEADER = 'borrower_id,borrower_name,loan_id,tier,measure,note,responsible,target_date,target_amount,done,done_on';
const PLANS = [
  'c1,甲公司,,短期,诉讼,拍卖厂房,张,2019-06-30,25,否,',
  'c2,乙公司,,短期,诉讼,,张,2019-12-31,40,否,',
  'c3,丙,,长期,现金清收,,李,2020-12-31,40,否,',
  'c3,丙,,长期,现金清收,,李,2019-08-31,20,,',
  'c4,丁,,短期,现金清收,,张,2019-05-31,50,是,2019-04-04',
  'c5,戊,,中期,诉讼,,李,2019-07-31,10,否,',
];

function report(plans: readonly string[], book: Book = BOOK, by: readonly Dimension[] = [], isSelection = false): PlanReport {
  const { current, earlier, families } = reportInputOf(book);
  return measurePlans({
    ...backgroundOf(book, CN_2023, 'stricter'),
    current,
    earlier,
    families,
    plans: readText('plans.csv', `${[PLAN_HEADER, ...plans].join('\n')}\n`, readPlans).entries,
    reference: { on: day('2018-12-31'), is: 'lock' },
    registersGiven: true,
    dimensions: by,
    isSelection,
  });
}

describe('the plan report', () => {
  const found = report(PLANS, BOOK, ['branch']);
  const { portfolio } = reportInputOf(BOOK).current;
  it('lists households together with all their loans, the largest NPL first, and what was written off and is not collected', () => {
    expect(
      found.units.map(({ key, isHousehold, members, loans, npl, all, worst, claims, collected }) => ({
        key,
        isHousehold,
        members: members.map((member) => `${member.key} ${member.name}`),
        loans: loans.map((loan) => textAt(portfolio.keys, loan)),
        npl: Number(npl.balance) / 100,
        all: Number(all.balance) / 100,
        worst,
        claims: [claims.each.map(({ loan }) => loan), Number(claims.left) / 100],
        collected: [Number(collected.cash) / 100, Number(collected.afterWriteOff) / 100],
      })),
    ).toEqual([
      // 80 + 50; 80 + 35 + 50 + 90; the 20 of A1 and the 10 of B1.
      {
        key: 'G1',
        isHousehold: true,
        members: ['c1 甲公司', 'c2 乙公司', 'c7 庚'],
        loans: ['A1', 'B1', 'M1', 'A2'],
        npl: 130,
        all: 255,
        worst: 3,
        claims: [[], 0],
        collected: [30, 0],
      },
      { key: 'c6', isHousehold: false, members: ['c6 己'], loans: ['F1'], npl: 70, all: 70, worst: 2, claims: [[], 0], collected: [0, 0] },
      { key: 'c5', isHousehold: false, members: ['c5 戊'], loans: ['E1'], npl: 30, all: 30, worst: 2, claims: [[], 0], collected: [0, 0] },
      // 80 - 25: on no ledger any more, and still to be collected.
      {
        key: 'c3',
        isHousehold: false,
        members: ['c3 丙'],
        loans: [],
        npl: 0,
        all: 0,
        worst: undefined,
        claims: [['C1'], 55],
        collected: [0, 25],
      },
    ]);
    expect(found.settled.map(({ key }) => key)).toEqual(['c4']);
  });
  it('every yuan of NPL is with a plan or without', () => {
    // G1 130 + c5 30 of 3 loans, c3's 55 beside; c6 has none. 160 + 70 = 230.
    expect(found.withPlan).toMatchObject({ units: 3, npl: { count: 3, balance: yuan(160) }, claims: yuan(55) });
    expect(found.withoutPlan).toMatchObject({ units: 1, npl: { count: 1, balance: yuan(70) }, claims: 0n });
    expect(found.total).toMatchObject({ units: 4, npl: { count: 4, balance: yuan(230) }, claims: yuan(55) });
    // Of the cash 20 + 10 + 50 = 80, D1's 50 is of a plan that is settled.
    expect(found.collected).toEqual({ cash: yuan(80), afterWriteOff: yuan(25) });
    // East: A1 80 and E1 30 with a plan, F1 70 without; west: B1 50.
    expect(found.by.map(({ key, npl, withPlan, withoutPlan }) => [key.branch, npl.balance, withPlan.balance, withoutPlan.balance])).toEqual(
      [
        ['东', yuan(180), yuan(110), yuan(70)],
        ['西', yuan(50), yuan(50), 0n],
      ],
    );
  });
  it('deals what was collected out to the targets, the earliest first', () => {
    const standings = [...found.units, ...found.settled].flatMap(({ standings: own }) =>
      own.map(({ target, met, rest, state }) => [
        target.line,
        met === undefined ? met : Number(met) / 100,
        rest === undefined ? rest : Number(rest) / 100,
        state,
      ]),
    );
    expect(standings).toEqual([
      // G1 collected 30: 25 for June, 5 of the 40 for the last day of the year, which is not over.
      [2, 25, 0, 'met'],
      [3, 5, 35, 'open'],
      [7, 0, 10, 'overdue'],
      // c3: 20 for August, 5 of 40 for 2020.
      [5, 20, 0, 'met'],
      [4, 5, 35, 'open'],
      [6, 50, 0, 'done'],
    ]);
    expect(found.overdue.map(({ unit, standing }) => [unit.key, standing.rest])).toEqual([['c5', yuan(10)]]);
  });
  it('promised against collected, month by month', () => {
    const cents = (amount: number | undefined) => (amount === undefined ? undefined : yuan(amount));
    const row = (year: number, month: number, promised: number, collected?: number, gap?: number) => ({
      ...{ year, month, promised: yuan(promised), collected: cents(collected), gap: cents(gap) },
    });
    expect(found.months.map(({ year, month, promised, collected, gap }) => ({ year, month, promised, collected, gap }))).toEqual([
      row(2019, 3, 0, 20, 20),
      row(2019, 4, 0, 50, 70),
      row(2019, 5, 50, 10, 30),
      row(2019, 6, 25, 0, 5),
      row(2019, 7, 10, 0, -5),
      row(2019, 8, 20, 0, -25),
      row(2019, 9, 0, 25, 0),
      row(2019, 12, 40, 0, -40),
      row(2020, 12, 40),
    ]);
    expect(found.months.at(-1)?.promisedSoFar).toBe(yuan(185));
  });
  it('by tier and by who answers for it', () => {
    const sums = (sum: {
      units: number;
      npl: { balance: bigint };
      claims: bigint;
      target: bigint;
      met: bigint;
      rest: bigint;
      overdue: number;
    }) => [sum.units, ...[sum.npl.balance, sum.claims, sum.target, sum.met, sum.rest].map((cents) => Number(cents) / 100), sum.overdue];
    expect(found.byTier.map((one) => [one.tier, ...sums(one)])).toEqual([
      // G1 and the settled c4: 25 + 40 + 50 asked, 25 + 5 + 50 met.
      ['short', 2, 130, 0, 115, 80, 35, 0],
      ['medium', 1, 30, 0, 10, 0, 10, 1],
      ['long', 1, 0, 55, 60, 25, 35, 0],
    ]);
    expect(found.byResponsible.map((one) => [one.responsible, ...sums(one)])).toEqual([
      ['张', 2, 130, 0, 115, 80, 35, 0],
      ['李', 2, 30, 55, 70, 25, 45, 1],
    ]);
    expect(found.byMeasure.map((one) => [one.measure, ...sums(one)])).toEqual([
      ['cash', 2, 0, 55, 110, 75, 35, 0],
      ['litigation', 2, 160, 0, 75, 30, 45, 1],
    ]);
  });
  it('says nothing of a target due before what was collected is known', () => {
    const { before, overdue, months, units } = report([
      'c5,,,中期,诉讼,,李,2018-12-31,10,否,',
      'c5,,,中期,诉讼,,李,2020-06-30,30,否,',
      'c6,,,中期,诉讼,,李,2018-11-30,5,是,',
    ]);
    expect(before.map(({ line }) => line)).toEqual([2]);
    expect(overdue).toEqual([]);
    expect(months.map(({ year, promised }) => [year, promised])).toEqual([[2020, yuan(30)]]);
    const states = units.flatMap(({ standings }) => standings.map(({ state }) => state));
    expect(states).toEqual(['done', 'before', 'open']);
  });
  it('tells open targets above what is owed, and other names', () => {
    // c6 owes 70; c5 owes 30 and is asked for 31; c1 is called 甲公司.
    const { aboveDebt, renamed } = report([
      'c6,己,,短期,诉讼,,张,2020-06-30,70,否,',
      'c5,戊,,短期,诉讼,,张,2020-06-30,31,否,',
      'c1,甲有限公司,,短期,诉讼,,张,2020-06-30,1,否,',
    ]);
    expect(aboveDebt.map(({ line }) => line)).toEqual([3]);
    expect(renamed.map(({ line }) => line)).toEqual([4]);
  });
  it('a borrower that only the lock knows, or a loan written off before it', () => {
    // c3 is in the lock. w9's loan W9, 40, was written off in 2017 and 15 came back in 2019: 25 are left.
    const book: Book = {
      ...BOOK,
      since: [],
      writeOffs: 'date,loan_id,principal\n2017-06-30,W9,40\n2019-06-30,C1,80\n',
      recoveries: 'date,loan_id,principal\n2019-07-07,W9,15\n',
    };
    const { units, withPlan } = report(['c3,,,长期,现金清收,,李,2020-12-31,40,否,', 'w9,壬,W9,长期,现金清收,,李,2020-12-31,20,否,'], book);
    expect(units.map(({ key, claims, members }) => [key, Number(claims.left) / 100, members[0]?.name])).toEqual([
      ['G1', 0, '甲公司'],
      ['c6', 0, '己'],
      ['c5', 0, '戊'],
      ['c3', 80, undefined],
      ['w9', 25, '壬'],
    ]);
    expect(withPlan.claims).toBe(yuan(105));
    // Without that row the loan stands under its own id.
    expect(report(['c3,,,长期,现金清收,,李,2020-12-31,40,否,'], book).units.at(-1)?.key).toBe('W9');
  });
  it('cash that a new loan seems to have paid is none', () => {
    // A's 100 came on 15 May, and c1 was lent 95 on 20 May: nothing of the 60 is collected, and nothing is NPL.
    const header = 'loan_id,borrower_id,balance,class,issue_date';
    const locked = ledger('2018-12-31', header, 'A,c1,100,次级,2017-01-01');
    const book: Book = {
      now: ledger('2019-12-31', header, 'N,c1,95,正常,2019-05-20'),
      since: [locked],
      locks: [locked],
      events: 'date,loan_id,kind,principal\n2019-05-15,A,cash,100\n',
    };
    const { current, earlier, families, segmented } = reportInputOf(book);
    const background = backgroundOf(book, CN_2023, 'stricter');
    const books = { ...background, current, earlier, families };
    const suspected = suspectedSince({ ...books, ...(segmented === undefined ? {} : { segmented }) }, earlier[0]);
    const isSuspected = suspectedCash(suspected, 30);
    const plans = readText('plans.csv', `${PLAN_HEADER}\nc1,,,短期,诉讼,,张,2019-11-30,60,,\n`, readPlans).entries;
    const found = measurePlans({
      ...{ ...books, plans, dimensions: [], isSelection: false, registersGiven: true },
      ...(isSuspected === undefined ? {} : { isSuspected }),
      reference: { on: day('2018-12-31'), is: 'lock' },
    });
    expect([found.suspected, found.collected.cash, found.months.map(({ gap }) => gap)]).toEqual([yuan(100), 0n, [yuan(-60)]]);
    expect(found.overdue.map(({ unit, standing }) => [unit.key, standing.rest])).toEqual([['c1', yuan(60)]]);
  });
  it('plans outside a selection are left out and counted', () => {
    expect(report(['c6,,,短期,诉讼,,张,2020-06-30,70,否,', 'x1,,,短期,诉讼,,张,2020-06-30,70,否,'], BOOK, [], true)).toMatchObject({
      notSelected: 1,
      withPlan: { units: 1 },
      total: { units: 4 },
    });
  });
  it('by name where the ledger has no ids', () => {
    const { units } = report([',甲公司,,短期,诉讼,,张,2020-06-30,70,否,'], {
      now: ledger('2019-12-31', 'loan_id,borrower_name,balance,class', 'A1,甲公司,80,次级', 'B1,,50,可疑'),
    });
    expect(units.map(({ key, targets }) => [key, targets.length])).toEqual([
      ['甲公司', 1],
      ['B1', 0],
    ]);
  });
});

describe('plans that cannot be', () => {
  const c6 = 'c6,,,短期,诉讼,,张,2020-06-30,70,否,';
  it.each([
    ['of a borrower that nothing knows', ['x1,,,短期,诉讼,,张,2020-06-30,70,否,'], 'E_PLAN_BORROWER', /^x1$/],
    ['with a loan that nothing knows', ['x1,,Q1,短期,诉讼,,张,2020-06-30,70,否,'], 'E_PLAN_BORROWER', /^x1, nor its loan Q1$/],
    ['without the id that the ledger names borrowers by', [',己,,短期,诉讼,,张,2020-06-30,70,否,'], 'E_PLAN', /by id/],
    ['naming a loan of another', ['c6,,E1,短期,诉讼,,张,2020-06-30,70,否,'], 'E_PLAN', /loan E1 is a loan of c5/],
    ['the same target twice', [c6, c6], 'E_PLAN', /target of 2020-06-30 stands on line 2/],
    ['two tiers for one borrower', [c6, 'c6,,,中期,诉讼,,张,2020-09-30,1,否,'], 'E_PLAN', /c6 on line 2 says otherwise: tier$/],
    [
      'two people for one household',
      ['c1,,,短期,诉讼,,张,2020-06-30,1,否,', 'c2,,,短期,诉讼,,王,2020-06-30,1,否,'],
      'E_PLAN',
      /G1 on line 2 says otherwise: responsible$/,
    ],
  ] as const)('%s', (_, rows, code, reason) => {
    try {
      report(rows);
    } catch (error) {
      const [first] = (error as { diagnostics: { code: string; line: number; params: { reason: { en: string } } }[] }).diagnostics;
      expect(first?.code).toBe(code);
      expect(first?.line).toBe(1 + rows.length);
      expect(first?.params.reason.en).toMatch(reason);
      return;
    }
    expect.unreachable('not refused');
  });
  it('shown keys keep the institution apart', () => {
    const header = 'institution,loan_id,borrower_id,balance,class';
    const books = { now: ledger('2019-12-31', header, '一社,A1,c1,80,次级', '二社,A1,c1,50,次级') };
    const { current, earlier, families } = reportInputOf(books);
    const plans = readText('plans.csv', `institution,${PLAN_HEADER}\n二社,c1,,,短期,诉讼,,张,2020-06-30,1,否,\n`, readPlans).entries;
    const found = measurePlans({
      ...backgroundOf(books, CN_2023, 'stricter'),
      ...{ current, earlier, families, plans, dimensions: [], isSelection: false, registersGiven: true },
      reference: { on: day('2018-12-31'), is: 'year-start' },
    });
    expect(found.units.map(({ key, targets }) => [shownKey(key), targets.length])).toEqual([
      ['一社/c1', 0],
      ['二社/c1', 1],
    ]);
  });
});
