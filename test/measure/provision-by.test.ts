import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { roundTogether } from '../../src/measure/deal-out.js';
import { measureProvision, sumAllowance } from '../../src/measure/provision.js';
import { measureProvisionBy, type ProvisionRow } from '../../src/measure/provision-by.js';
import { tallyClasses } from '../../src/measure/tallies.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import { sumOf } from '../../src/model/money.js';
import type { ProvisionRates } from '../../src/policy/policy.js';
import { CN_2023, type LedgerText, ledger, monthOf } from '../support/ledger.js';

const RATES = CN_2023.provision as ProvisionRates;

function provisionBy(text: LedgerText, dimensions: readonly Dimension[] = ['branch']) {
  const month = monthOf(text);
  const { portfolio, classified } = month;
  const total = measureProvision(tallyClasses(portfolio, classified.used), RATES, sumAllowance(portfolio, classified.used));
  return { total, rows: measureProvisionBy(month, RATES, total, dimensions) };
}

const amounts = ({ key, general, specific, needed, classes }: ProvisionRow) => [key.branch, general, specific, needed, classes];

describe('provision by a dimension', () => {
  /*
   * 甲: 800.00 normal, 20.00 special-mention, 100.00 loss. General 1 % of 920.00 = 9.20; specific 2 % of 20.00 = 0.40 + 100.00.
   * 乙: 30.00 substandard, 50.00 doubtful. General 0.80; specific 7.50 + 25.00. Held 110.00 of 920.00; 90.00 of 80.00.
   */
  it('is the bank cut by branch, largest NPL first', () => {
    const { total, rows } = provisionBy(
      ledger(
        '2024-06-30',
        'loan_id,balance,class,branch,allowance',
        ...['A,800,正常,甲,8', 'B,20,关注,甲,2', 'C,30,次级,乙,30', 'D,50,可疑,乙,60', 'E,100,损失,甲,100'],
      ),
    );
    expect(rows.map(amounts)).toEqual([
      ['甲', 920n, 10_040n, 10_960n, [0n, 40n, 0n, 0n, 10_000n]],
      ['乙', 80n, 3250n, 3330n, [0n, 0n, 750n, 2500n, 0n]],
    ]);
    expect([total.general, total.specific, total.needed]).toEqual([1000n, 13_290n, 14_290n]);
    expect(rows.map(({ held, gap, coverage }) => [held, gap, coverage])).toEqual([
      [11_000n, -40n, { numerator: 11_000n, denominator: 10_000n }],
      [9000n, -5670n, { numerator: 9000n, denominator: 8000n }],
    ]);
  });

  /*
   * Three branches with 0.50 of loans: general 0.005 each, 0.015 together -> 0.02 (rounded each for itself: 0.03). Equal remainders go
   * by the order of the rows, which is by key where there is no NPL: the first two get a cent.
   * Specific, 2 % of 0.50 = 0.01 each.
   */
  it('deals out the cents of the total: rows sum to it, the largest remainder first, of equal ones the first', () => {
    const { total, rows } = provisionBy(
      ledger('2024-06-30', 'loan_id,balance,class,branch', 'A,0.50,关注,a', 'B,0.50,关注,b', 'C,0.50,关注,c'),
    );
    expect(rows.map(({ general, specific }) => [general, specific])).toEqual([
      [1n, 1n],
      [1n, 1n],
      [0n, 1n],
    ]);
    expect([total.general, total.specific]).toEqual([2n, 3n]);
  });

  /* One branch: 0.02 substandard at 25 % = 0.005 and 0.01 doubtful at 50 % = 0.005: 0.01 together, which the substandard gets, and not 0.01 each. */
  it('and the classes of a row sum to its specific provision', () => {
    const { rows } = provisionBy(ledger('2024-06-30', 'loan_id,balance,class,branch', 'A,0.02,次级,a', 'B,0.01,可疑,a'));
    expect(rows.map(amounts)).toEqual([['a', 0n, 1n, 1n, [0n, 0n, 1n, 0n, 0n]]]);
  });

  it('leaves open what the ledger does not say: blank is no allowance of 0, and a row without NPL has no coverage', () => {
    const { total, rows } = provisionBy(
      ledger('2024-06-30', 'loan_id,balance,class,branch,allowance', 'A,100,次级,a,', 'B,50,次级,b,10', 'C,50,正常,c,1'),
    );
    expect(total.gap).toBeUndefined();
    expect(rows.map(({ key, held, gap, coverage }) => [key.branch, held, gap, coverage])).toEqual([
      ['a', 0n, undefined, undefined],
      // 1 % of 50 + 25 % of 50 - 10 = 0.50 + 12.50 - 10.
      ['b', 1000n, 300n, { numerator: 1000n, denominator: 5000n }],
      // 0.50 - 1.
      ['c', 100n, -50n, undefined],
    ]);
    const none = provisionBy(ledger('2024-06-30', 'loan_id,balance,class,branch', 'A,100,次级,')).rows;
    expect(none.map(({ key, held, coverage }) => [key.branch, held, coverage])).toEqual([['', undefined, undefined]]);
  });

  it('by two dimensions, and by more pairs than are counted one by one', () => {
    const loans = Array.from(
      { length: 700 },
      (_, i) => `L${i},${i % 97}.${10 + (i % 90)},${['正常', '关注', '次级', '可疑', '损失'][i % 5]},b${i},o${i % 699}`,
    );
    const { total, rows } = provisionBy(ledger('2024-06-30', 'loan_id,balance,class,branch,officer', ...loans), ['branch', 'officer']);
    expect(rows).toHaveLength(700);
    expect(sumOf(rows, ({ general }) => general)).toBe(total.general);
    expect(sumOf(rows, ({ specific }) => specific)).toBe(total.specific);
    expect(sumOf(rows, ({ needed }) => needed)).toBe(total.needed);
    for (const { classes, specific } of rows) expect(sumOf(classes, (cents) => cents)).toBe(specific);
  });

  it('refuses a dimension that the ledger lacks', () => {
    expect(() => provisionBy(ledger('2024-06-30', 'loan_id,balance,class', 'A,1,次级'))).toThrow('E_USAGE');
  });
});

it('amounts below zero are rounded down too: -0.5 and 0.7 of a cent, 0 together', () => {
  expect(roundTogether(0n, [-5n, 7n], 10n)).toEqual([-1n, 1n]);
});

/** By the derivation under "Provision" in fixtures/huaibei/README.md. */
it('Huaibei 2019 by class: the cents go to the largest remainders', () => {
  const csv = readFileSync(new URL('../../fixtures/huaibei/ledger-2019-12-31.csv', import.meta.url), 'utf8');
  const { total, rows } = provisionBy({ date: '2019-12-31', csv }, ['class']);
  expect(Object.fromEntries(rows.map(({ key, general, specific }) => [key.class, [general, specific]]))).toEqual({
    normal: [4_570_537_144n, 0n],
    'special-mention': [20_206_778n, 40_413_555n],
    substandard: [12_245_910n, 306_147_761n],
    doubtful: [4_847_075n, 242_353_756n],
    loss: [12_477_015n, 1_247_701_444n],
  });
  expect([total.general, total.specific]).toEqual([4_620_313_922n, 1_836_616_516n]);
});
