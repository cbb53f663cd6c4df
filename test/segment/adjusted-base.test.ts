import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { readBaseAdjustments } from '../../src/registers/base-adjustments.js';
import { refuseUnadjusted } from '../../src/segment/adjusted-base.js';
import { day, readText } from '../support/ledger.js';

const HEADER = 'date,loan_id,kind,amount,reason,approver';

/* Original A 100 and B 50; current B 45 and C 30: A is taken out (-100), B falls by 5, C comes in (+30). Yuan. */
const RESTATED = {
  ...{ hash: 'h', lockDate: day('2018-12-31'), reason: 'r', original: { count: 2, balance: 15_000n } },
  added: [{ key: 'C', balance: 3_000n }],
  removed: [{ key: 'A', balance: 10_000n }],
  changed: [{ key: 'B', from: 5_000n, to: 4_500n }],
};

/** Loans that are refused, with where, what the register comes to and what the base changes by. */
function faults(...rows: readonly string[]): unknown[] {
  const { entries } = readText('a.csv', [HEADER, ...rows.map((row) => `2019-01-15,${row},why,who`), ''].join('\n'), readBaseAdjustments);
  try {
    refuseUnadjusted(RESTATED, entries, 'a.csv');
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.diagnostics.map(({ code, line, value, params }) => [code, line, value, params?.adjusted, params?.change]);
  }
}

const RIGHT = ['A,调减,100', 'B,decrease,5', 'C,调增,30'];

describe('original ± adjustments = current', () => {
  it('holds loan by loan; rows of a loan add up', () => {
    expect(faults(...RIGHT)).toEqual([]);
    expect(faults('A,调减,60', 'A,调减,40', 'B,increase,1', 'B,decrease,6', 'C,调增,30')).toEqual([]);
  });
  it('not when the sums alone agree: -100 - 5 + 30 = -75 = -99 - 6 + 30', () => {
    expect(faults('A,调减,99', 'B,decrease,6', 'C,调增,30')).toEqual([
      ['E_ADJUSTMENT', 2, 'A', '-99.00', '-100.00'],
      ['E_ADJUSTMENT', 3, 'B', '-6.00', '-5.00'],
    ]);
  });
  it('not by a cent, a loan without a row, or a row without a change', () => {
    expect(faults('A,调减,100', 'B,decrease,5.01', 'C,调增,30')).toEqual([['E_ADJUSTMENT', 3, 'B', '-5.01', '-5.00']]);
    expect(faults('A,调减,100', 'C,调增,30')).toEqual([['E_ADJUSTMENT', undefined, 'B', '0.00', '-5.00']]);
    expect(faults(...RIGHT, 'D,调增,1')).toEqual([['E_ADJUSTMENT', 5, 'D', '1.00', '0.00']]);
  });
});
