import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { findEligible } from '../../src/classify/eligible-loans.js';
import { measureBacklog } from '../../src/measure/backlog.js';
import { evidenceOnFile } from '../../src/measure/evidence-on-file.js';
import { measureProvisionReport, type ProvisionReport } from '../../src/measure/provision-report.js';
import type { Month } from '../../src/model/portfolio.js';
import type { ProvisionRates } from '../../src/policy/policy.js';
import { readEligibility } from '../../src/policy/read-eligibility.js';
import { CN_2023, ledger, monthOf } from '../support/ledger.js';

const TABLE = readEligibility('cn-2017');
const RATES = CN_2023.provision as ProvisionRates;

function provisionOf(month: Month): ProvisionReport {
  const nothing = evidenceOnFile([], TABLE, false);
  return measureProvisionReport(month, RATES, measureBacklog(month, TABLE, findEligible(month, TABLE, 0, nothing.has), nothing));
}

const cents = (report: ProvisionReport) => report.classes.map(({ needed }) => needed);

// Needed: 4 x 0.02 = 0.08, 0.01 x 0.25 = 0.0025 -> 0.00, 0.01 x 0.50 = 0.005 -> 0.01, 1.00. The sum is 1.0875 -> 1.09: no rounding is left;
// with 0.02 in substandard (0.005 -> 0.01) the classes make 1.10, the sum 1.09.
it('each class is rounded for itself, and the rest is said', () => {
  const book = (substandard: string) =>
    provisionOf(monthOf(ledger('2024-06-30', 'loan_id,balance,class', 'A,4,关注', `B,${substandard},次级`, 'C,0.01,可疑', 'D,1,损失')));
  expect([cents(book('0.01')), book('0.01').total.specific, book('0.01').rounding]).toEqual([[0n, 8n, 0n, 1n, 100n], 109n, 0n]);
  expect([cents(book('0.02')), book('0.02').total.specific, book('0.02').rounding]).toEqual([[0n, 8n, 1n, 1n, 100n], 109n, -1n]);
});

/** By the table of fixtures/huaibei/README.md; the backlog without evidence is three companies and one person, 7 558 600.00. */
it('Huaibei 2019, and what writing off the backlog would do', () => {
  const csv = readFileSync(new URL('../../fixtures/huaibei/ledger-2019-12-31.csv', import.meta.url), 'utf8');
  // Alone, without the year before, HB-2019-0262 inherits nothing: 28 100 000.00, but it is declared NPL.
  const report = provisionOf(monthOf({ date: '2019-12-31', csv }));
  expect(cents(report)).toEqual([0n, 40_413_555n, 306_147_761n, 242_353_757n, 1_247_701_444n]);
  expect([report.total.specific, report.rounding]).toEqual([1_836_616_516n, -1n]);
  expect(report.total.minimum).toMatchObject({ byCoverage: 4_435_500_000n, byProvisionRatio: 11_550_784_804n, binding: 'provisionRatio' });
  // 29 570 000.00 - 7 558 600.00 = 22 011 400.00; 62 028 021.93 - 7 558 600.00 = 54 469 421.93.
  expect(report.afterBacklog).toMatchObject({
    writtenOff: { count: 4, balance: 755_860_000n },
    npl: 2_201_140_000n,
    held: 5_446_942_193n,
    coverage: { numerator: 5_446_942_193n, denominator: 2_201_140_000n },
  });
});

it('what the ledger does not say stays open: no allowance, no coverage; no backlog, no effect', () => {
  const report = provisionOf(monthOf(ledger('2024-06-30', 'loan_id,balance,class', 'A,100,次级')));
  expect(report.now).toEqual({ npl: 10_000n, loans: 10_000n, nplRatio: { numerator: 10_000n, denominator: 10_000n } });
  expect(report.afterBacklog).toBeUndefined();
  const blank = provisionOf(monthOf(ledger('2024-06-30', 'loan_id,balance,class,贷款减值准备', 'A,100,次级,', 'B,1,正常,1')));
  expect(blank.now.coverage).toBeUndefined();
});
