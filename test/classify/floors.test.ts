import { describe, expect, it } from 'vitest';
import { firedFloors } from '../../src/classify/fired-floors.js';
import { nextClassFinder } from '../../src/classify/next-class.js';
import { isoDate } from '../../src/model/civil-date.js';
import { findText } from '../../src/model/text-index.js';
import type { WhenRule } from '../../src/policy/policy.js';
import { readPolicy } from '../../src/policy/read-policy.js';
import { measureBook } from '../support/book.js';
import { CN_2023, codeOf, day, ledger, monthOf, type Terms } from '../support/ledger.js';

/** Classes as codes: 0 normal, 1 special-mention, 2 substandard, 3 doubtful, 4 loss. */
const [N, SM, SUB, DBT, LOSS] = [0, 1, 2, 3, 4];
const AS_OF = '2024-06-30';

/** The class of loan X, the only one of its ledger. */
function classOf(header: string, row: string, terms: Terms = {}): number {
  const month = monthOf(ledger(AS_OF, `loan_id,balance,${header}`, `X,100,${row}`), terms);
  return codeOf(month, month.classified.used, 'X');
}

describe('cn-2023, floor by floor', () => {
  it.each([
    [0, N],
    [1, SM],
    [90, SM],
    [91, SUB],
    [270, SUB],
    [271, DBT],
    [360, DBT],
    [361, LOSS],
  ])('%i days past due', (days, expected) => expect(classOf('overdue_days', String(days))).toBe(expected));

  it.each([
    ['funds_misused', '是', SM],
    ['repaid_by_new_loan', '是', SM],
    ['credit_impaired', '是', SUB],
    ['rating_cut', '是', SUB],
    ['evasion', '是', DBT],
    ['bankruptcy', '是', LOSS],
    ['bankruptcy', '否', N],
    ['bankruptcy', '', N],
  ])('%s %s', (flag, value, expected) => expect(classOf(`overdue_days,${flag}`, `0,${value}`)).toBe(expected));

  it('a qualified renewal is exempt; without the column no exemption is granted', () => {
    expect(classOf('overdue_days,repaid_by_new_loan,renewal_qualified', '0,是,是')).toBe(N);
    expect(classOf('overdue_days,repaid_by_new_loan,renewal_qualified', '0,是,否')).toBe(SM);
    expect(classOf('overdue_days,repaid_by_new_loan,renewal_qualified', '0,是,')).toBe(SM);
  });

  // Balance 100. Only an impaired loan is judged by its expected loss.
  it.each([
    ['是,49.99', SUB],
    ['是,50', DBT],
    ['是,89.99', DBT],
    ['是,90', LOSS],
    ['否,90', N],
    ['是,', SUB],
  ])('impaired and allowance %s', (row, expected) => expect(classOf('overdue_days,credit_impaired,allowance', `0,${row}`)).toBe(expected));

  // Observation lasts a year: of 2023-07-01 it runs on 2024-06-30 and ends on 2024-07-01; of 2023-06-30 it has ended.
  it.each([
    ['是,2023-07-01,', SM],
    ['是,2023-06-30,', N],
    ['是,,', SM],
    ['否,2024-06-01,', N],
    ['是,9999-12-31,', SM],
    ['是,2023-07-01,是', SUB],
    ['是,2023-06-30,是', N],
  ])('restructured %s', (row, expected) =>
    expect(classOf('overdue_days,restructured,restructured_on,restructured_again', `0,${row}`)).toBe(expected),
  );

  it('the worst of all that fire; each is kept as evidence', () => {
    const month = monthOf(ledger(AS_OF, 'loan_id,balance,overdue_days,evasion', 'X,100,91,是'));
    expect(codeOf(month, month.classified.used, 'X')).toBe(DBT);
    const bits = codeOf(month, month.classified.fired, 'X');
    const fired = CN_2023.rules.filter((_, bit) => ((bits >>> bit) & 1) === 1).map((rule) => rule.id);
    expect(fired).toEqual(['any-overdue', 'over-90', 'evasion']);
  });

  it('a floor whose column is not there is not assessed, never assumed', () => {
    const { notAssessed } = monthOf(ledger(AS_OF, 'loan_id,balance,class', 'X,100,正常')).classified;
    expect(notAssessed.find(({ rule }) => rule === 'over-90')).toEqual({ rule: 'over-90', missing: ['daysPastDue'] });
    expect(notAssessed.find(({ rule }) => rule === 'borrower-npl-share')).toEqual({
      rule: 'borrower-npl-share',
      missing: ['borrowerType', 'borrowerId'],
    });
  });
});

describe('contagion', () => {
  const HEADER = 'loan_id,balance,borrower_id,borrower_type,overdue_days,enhanced,other_banks_debt,other_banks_overdue';
  function classes(...rows: readonly string[]): string {
    const month = monthOf(ledger(AS_OF, HEADER, ...rows));
    return rows.map((row) => codeOf(month, month.classified.used, row.slice(0, row.indexOf(',')))).join(' ');
  }
  it('over 10 % of the claims here NPL: all of them; exactly 10 % is not over', () => {
    expect(classes('A,10.01,c,对公,91,,,', 'B,89.99,c,对公,0,,,')).toBe(`${SUB} ${SUB}`);
    // One NPL makes the others special-mention at the least.
    expect(classes('A,10,c,对公,91,,,', 'B,90,c,对公,0,,,')).toBe(`${SUB} ${SM}`);
  });
  it('a claim with recognised enhancement is left as it is, and counts in the share', () => {
    // 15 of 100 is over 10 % and not over the 20 % at all banks, from which no enhancement exempts.
    expect(classes('A,15,c,对公,91,,,', 'B,50,c,对公,0,是,,', 'C,35,c,对公,0,否,,')).toBe(`${SUB} ${SM} ${SUB}`);
    expect(classes('A,50,c,对公,91,,,', 'B,50,c,对公,0,是,,')).toBe(`${SUB} ${SUB}`);
  });
  it('retail, no type and no borrower are judged loan by loan', () => {
    expect(classes('A,50,c,零售,91,,,', 'B,50,c,零售,0,,,')).toBe(`${SUB} ${N}`);
    expect(classes('A,50,c,,91,,,', 'B,50,c,,0,,,')).toBe(`${SUB} ${N}`);
    expect(classes('A,50,,对公,91,,,', 'B,50,,对公,0,,,')).toBe(`${SUB} ${N}`);
  });
  it('over 20 % of the debt at all banks more than 90 days overdue', () => {
    // 100 here and 100 elsewhere, of which 40 overdue: 20 %, not over. 40.01: over.
    expect(classes('A,100,c,对公,0,,100,40')).toBe(`${N}`);
    expect(classes('A,100,c,对公,0,,100,40.01')).toBe(`${SUB}`);
    // What is owed elsewhere stands on each row and counts once: 45 of 200 + 100 is 15 %.
    expect(classes('A,100,c,对公,0,,100,45', 'B,100,c,对公,0,,100,45')).toBe(`${N} ${N}`);
  });
  it('borrowers of the same id in two institutions are two', () => {
    const header = 'institution,loan_id,balance,borrower_id,borrower_type,overdue_days';
    const month = monthOf(ledger(AS_OF, header, '甲行,A,50,c,对公,91', '乙行,A,50,c,对公,0', '乙行,B,50,d,对公,0'));
    expect([...month.classified.used]).toEqual([SUB, N, N]);
    // Nor are loans of one institution that name no borrower one borrower's.
    const unnamed = monthOf(ledger(AS_OF, header, '甲行,A,50,,对公,91', '甲行,B,50,,对公,0'));
    expect([...unnamed.classified.used]).toEqual([SUB, N]);
  });
  it('says when no loan has a type', () => {
    expect(monthOf(ledger(AS_OF, 'loan_id,balance,overdue_days', 'A,1,0')).classified.notes.judgedPerLoan).toBe(true);
  });
});

describe('basis', () => {
  const HEADER = 'loan_id,balance,class,overdue_days';
  it.each([
    ['stricter', '正常,91', SUB],
    ['stricter', '可疑,0', DBT],
    ['stricter', ',91', SUB],
    ['declared', '正常,91', N],
    ['computed', '可疑,0', N],
  ] as const)('%s of %s', (basis, row, expected) => {
    const month = monthOf(ledger(AS_OF, HEADER, `X,100,${row}`), { basis });
    expect(codeOf(month, month.classified.used, 'X')).toBe(expected);
  });
  it('refuses a basis that the ledger cannot give', () => {
    expect(() => monthOf(ledger(AS_OF, HEADER, 'X,100,,0'), { basis: 'declared' })).toThrow('E_BASIS');
    expect(() => monthOf(ledger(AS_OF, HEADER, 'X,100,正常,'), { basis: 'computed' })).toThrow('E_BASIS');
  });
  it('a loan that states no days has no computed class', () => {
    const month = monthOf(ledger(AS_OF, HEADER, 'X,100,正常,', 'Y,100,正常,1'));
    expect([...month.classified.computed]).toEqual([255, SM]);
    expect(month.classified.notes.daysNotStated).toBe(1);
  });
  it('what is inherited raises every basis and is no computed class', () => {
    const header = 'loan_id,balance,class,overdue_days,replaces';
    const base = ledger('2018-12-31', header, 'A,100,可疑,300,');
    const now = ledger('2019-12-31', header, 'B,100,正常,0,A');
    for (const basis of ['stricter', 'declared', 'computed'] as const) {
      const { month, figures } = measureBook({ now, locks: [base], basis });
      expect([...month.classified.used]).toEqual([DBT]);
      expect([...month.classified.computed]).toEqual([N]);
      expect(figures.deviation?.milder.count).toBe(0);
    }
  });
});

describe('blank cells', () => {
  const policy = readPolicy('cn-small-2007');
  const header = 'loan_id,balance,class,overdue_days,guarantee';
  it('a blank guarantee has no place in the matrix: no computed class, and none at all without a declared one', () => {
    // X: 400 days, guarantee blank, declared 次级. Y: 0 days is normal whatever the guarantee.
    const month = monthOf(ledger(AS_OF, header, 'X,100,次级,400,', 'Y,100,,0,', 'Z,100,,400,信用'), { policy });
    const { computed, used, notes } = month.classified;
    expect(['X', 'Y', 'Z'].map((loan) => codeOf(month, computed, loan))).toEqual([255, N, LOSS]);
    expect(['X', 'Y', 'Z'].map((loan) => codeOf(month, used, loan))).toEqual([SUB, N, LOSS]);
    expect(notes.notAssessedLoans).toEqual([{ rule: 'days-and-guarantee', loans: 1 }]);
    expect(() => monthOf(ledger(AS_OF, header, 'X,100,,400,'), { policy })).toThrow('E_BASIS');
    expect(() => monthOf(ledger(AS_OF, header, 'X,100,次级,400,'), { policy, basis: 'computed' })).toThrow('E_BASIS');
  });
  it('leave a rule open for the loans that they could decide, and for no other', () => {
    // P is impaired without an allowance; Q is not impaired; R states it. S has no borrower, T no type, U is retail.
    const rows = [
      'P,100,0,是,,c1,对公',
      'Q,100,0,否,,c2,对公',
      'R,100,0,是,1,c3,对公',
      'S,100,0,否,0,,对公',
      'T,100,0,否,0,c4,',
      'U,100,0,否,0,,个人',
    ];
    const text = ledger(AS_OF, 'loan_id,balance,overdue_days,credit_impaired,allowance,borrower_id,borrower_type', ...rows);
    const open = new Map(monthOf(text).classified.notes.notAssessedLoans.map(({ rule, loans }) => [rule, loans]));
    const byShare = CN_2023.rules.filter((rule) => rule.kind === 'borrowerShare' && !rule.allBanks).map(({ id }) => [id, 2] as const);
    const byAllowance = CN_2023.rules.filter((rule) => JSON.stringify(rule).includes('allowanceShare')).map(({ id }) => [id, 1] as const);
    expect([...open].sort()).toEqual([...byShare, ...byAllowance].sort());
  });
});

describe('the floors that fired', () => {
  it('a matrix gave what stands in the cell of the loan', () => {
    const policy = readPolicy('cn-small-2007');
    const month = monthOf(ledger(AS_OF, 'loan_id,balance,overdue_days,guarantee', 'X,100,100,抵押', 'Y,100,100,信用'), { policy });
    const floors = (loan: string) =>
      firedFloors(month.portfolio, month.classified, policy, findText(month.portfolio.keys, loan)).map((floor) => floor.class);
    expect([floors('X'), floors('Y')]).toEqual([[SM], [DBT]]);
  });
});

describe('overrides', () => {
  const HEADER = 'loan_id,balance,borrower_id,borrower_type,overdue_days';
  const set = (loan: string, to: number, date: string, expires: string) => ({
    file: 'o.csv',
    line: 2,
    loan,
    class: to,
    author: 'z',
    reason: 'y',
    date: day(date),
    expires: day(expires),
  });
  const text = ledger(AS_OF, HEADER, 'A,50,c,对公,91', 'B,50,c,对公,0');
  it.each([
    ['2024-06-30', '2024-06-30', N],
    ['2024-06-01', '2024-06-29', SUB],
    ['2024-07-01', '2024-12-31', SUB],
  ])('holds from its first to its last day: %s to %s', (date, expires, expected) => {
    const { classified } = monthOf(text, { overrides: [set('A', N, date, expires)] });
    // Contagion comes after overrides: with A normal, B is not drawn in.
    expect([...classified.used]).toEqual([expected, expected]);
    expect([...classified.withoutOverrides]).toEqual([SUB, SUB]);
  });
  it('draws others in by contagion, and can be drawn in', () => {
    const worse = monthOf(ledger(AS_OF, HEADER, 'A,50,c,对公,0', 'B,50,c,对公,0'), { overrides: [set('A', LOSS, AS_OF, AS_OF)] });
    expect([...worse.classified.used]).toEqual([LOSS, SUB]);
    const drawn = monthOf(text, { overrides: [set('B', N, AS_OF, AS_OF)] });
    expect([...drawn.classified.used]).toEqual([SUB, SUB]);
  });
});

describe('days past due', () => {
  const dueDay1 = { ...CN_2023, dueDayCountsAs: 1 as const };
  const since = (asOf: string, header: string, row: string, terms: Terms = {}) => {
    const month = monthOf(ledger(asOf, `loan_id,balance,${header}`, `X,100,${row}`), terms);
    return [codeOf(month, month.classified.daysPastDue, 'X'), codeOf(month, month.classified.used, 'X')];
  };
  it('due 2024-04-01: over 90 days on 1 July where the due day is 0, on 30 June where it is 1', () => {
    expect(since('2024-06-30', 'overdue_since', '2024-04-01')).toEqual([90, SM]);
    expect(since('2024-07-01', 'overdue_since', '2024-04-01')).toEqual([91, SUB]);
    expect(since('2024-06-29', 'overdue_since', '2024-04-01', { policy: dueDay1 })).toEqual([90, SM]);
    expect(since('2024-06-30', 'overdue_since', '2024-04-01', { policy: dueDay1 })).toEqual([91, SUB]);
  });
  it('interest due on the 20th and unpaid on 31 December is 11 days', () => {
    expect(since('2024-12-31', 'interest_overdue_since,overdue_since', '2024-12-20,')).toEqual([11, SM]);
  });
  it('the larger of stated and reckoned counts, and the difference is told', () => {
    const header = 'loan_id,balance,overdue_days,overdue_since,principal_days_past_due';
    const month = monthOf(
      ledger('2024-12-31', header, 'A,1,95,2024-12-01,', 'B,1,5,2024-09-01,', 'C,1,30,2024-12-01,', 'D,1,30,2024-12-01,20'),
    );
    // 1 December is 30 days before, 1 September 121. C agrees; D's principal days do not.
    expect([...month.classified.daysPastDue]).toEqual([95, 121, 30, 30]);
    expect(month.classified.notes.daysDisagree).toBe(3);
  });
  it('maturity alone makes no days', () => {
    const month = monthOf(ledger('2024-12-31', 'loan_id,balance,overdue_days,due_date', 'A,1,0,2023-01-01'));
    expect([...month.classified.used]).toEqual([N]);
    expect(month.classified.notes.pastDueWithoutDays).toBe(1);
  });
});

describe('what comes next if nothing is paid', () => {
  const next = (header: string, row: string) => {
    const month = monthOf(ledger(AS_OF, `loan_id,balance,${header}`, `X,100,${row}`));
    const found = nextClassFinder(month.portfolio, CN_2023)(month.classified, findText(month.portfolio.keys, 'X'));
    return found === undefined ? undefined : [found.class, isoDate(found.on), found.rule];
  };
  it('is the next day limit of the policy', () => {
    // 30 days on 30 June: day 91 is 61 days later, 30 August. Due on 31 July: one day overdue on 1 August.
    expect(next('overdue_days', '30')).toEqual([SUB, '2024-08-30', 'over-90']);
    expect(next('overdue_days,due_date', '0,2024-07-31')).toEqual([SM, '2024-08-01', 'any-overdue']);
    expect(next('overdue_days,due_date', '0,2024-05-31')).toBeUndefined();
    expect(next('overdue_days', '361')).toBeUndefined();
    // The instalment fell due today; the loan itself years from now.
    expect(next('overdue_since,due_date', '2024-06-30,2030-01-01')).toEqual([SM, '2024-07-01', 'any-overdue']);
  });
});

describe('other presets', () => {
  it('a day limit beside a flag counts where the flag holds', () => {
    // A restructured loan is doubtful from 31 days on: 20 days on 30 June, 31 on 11 July.
    const rule = {
      ...(CN_2023.rules.find(({ id }) => id === 'over-270') as WhenRule),
      id: 'restructured-over-30',
      when: { all: [{ fact: 'daysPastDue', above: '30' }, { flag: 'restructuredAgain' }] },
    } as const;
    const policy = { ...CN_2023, rules: [...CN_2023.rules, rule] };
    const next = (row: string) => {
      const month = monthOf(ledger(AS_OF, 'loan_id,balance,overdue_days,restructured_again', `X,100,${row}`), { policy });
      const found = nextClassFinder(month.portfolio, policy)(month.classified, 0);
      return found === undefined ? undefined : [found.class, isoDate(found.on), found.rule];
    };
    expect(next('20,是')).toEqual([DBT, '2024-07-11', 'restructured-over-30']);
    expect(next('20,否')).toEqual([SUB, '2024-09-09', 'over-90']);
  });

  it.each([
    [0, N],
    [1, SM],
    [90, SM],
    [91, SUB],
    [120, SUB],
    [121, DBT],
    [180, DBT],
    [181, LOSS],
  ])('a card %i days overdue', (days, expected) => {
    const policy = readPolicy('cn-card');
    expect(classOf('overdue_days,product', `${days},信用卡`, { policy })).toBe(expected);
  });
  // 0 / 1-30 / 31-90 / 91-180 / 181-360 / over 360 days.
  it.each([
    ['信用', 'N SM SUB DBT DBT LOSS'],
    ['保证', 'N N SM SUB DBT LOSS'],
    ['抵押', 'N N SM SM SUB DBT'],
    ['质押', 'N N N SM SUB DBT'],
  ])('small business, %s', (guarantee, row) => {
    const policy = readPolicy('cn-small-2007');
    const codes = row.split(' ').map((name) => ['N', 'SM', 'SUB', 'DBT', 'LOSS'].indexOf(name));
    const found = [0, 30, 90, 180, 360, 361].map((days) => classOf('overdue_days,guarantee', `${days},${guarantee}`, { policy }));
    expect(found).toEqual(codes);
  });
});
