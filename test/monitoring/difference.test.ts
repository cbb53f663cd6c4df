import { describe, expect, it } from 'vitest';
import { measureDifference } from '../../src/measure/difference.js';
import { successors } from '../../src/measure/migration.js';
import { ledger } from '../support/ledger.js';
import { openMonthsOf } from '../support/period.js';

const HEAD = 'loan_id,balance,class,branch';

describe('what moved between two months', () => {
  const { months, lineage } = openMonthsOf({
    ledgers: [
      ledger('2024-01-31', HEAD, 'A,100,normal,X', 'B,200,substandard,X', 'C,300,loss,Y', 'D,400,normal,Y', 'E,50,normal,Y'),
      ledger('2024-02-29', HEAD, 'A,90,substandard,X', 'B,200,normal,X', 'D,380,normal,Y', 'E,50,normal,Y', 'F,70,loss,Y'),
    ],
  });
  const [left, right] = months.map(({ month }) => month) as [(typeof months)[0]['month'], (typeof months)[0]['month']];
  const found = measureDifference(left, right, successors(left.portfolio, right.portfolio, lineage.families), ['branch'], 20);
  it('A worse, B better, C gone, D paid 20, F new; E the same', () => {
    // By effect on the NPLs: C -300, B -200, A +90, F +70, D 0.
    expect(found.rows.map(({ key, kind, loans, npl }) => [key, kind, Number(loans) / 100, Number(npl) / 100])).toEqual([
      ['C', 'left', -300, -300],
      ['B', 'better', 0, -200],
      ['A', 'worse', -10, 90],
      ['F', 'entered', 70, 70],
      ['D', 'decrease', -20, 0],
    ]);
    expect(found.unchanged).toBe(1);
  });
  it('of loans that only pay the largest are kept, and all are summed', () => {
    const none = measureDifference(left, right, successors(left.portfolio, right.portfolio, lineage.families), [], 0);
    expect(none.rows.map(({ key }) => key)).toEqual(['C', 'B', 'A', 'F']);
    expect(none.sums).toEqual(found.sums);
  });
  it('the kinds sum to the change: loans 1050 to 790, NPL 500 to 160', () => {
    const sum = (of: (one: (typeof found.sums)[0]) => bigint) => found.sums.reduce((total, one) => total + of(one), 0n);
    expect([sum((one) => one.loans), found.loans.right - found.loans.left]).toEqual([-260_00n, -260_00n]);
    expect([sum((one) => one.npl), found.npl.right - found.npl.left]).toEqual([-340_00n, -340_00n]);
  });
  it('Y: -300 + 70 = -230; X: 90 - 200 = -110', () => {
    expect(found.by?.map(({ key, npl }) => [key.branch, Number(npl) / 100])).toEqual([
      ['Y', -230],
      ['X', -110],
    ]);
  });
});
