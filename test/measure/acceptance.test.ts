import { describe, expect, it } from 'vitest';
import { measureAttribution } from '../../src/measure/attribution.js';
import { measureProvision } from '../../src/measure/provision.js';
import { measureDoubleReduction, reductionVerdict } from '../../src/measure/reduction.js';
import { rollForward, sumLines } from '../../src/measure/roll-forward.js';
import { nplOf } from '../../src/measure/tallies.js';
import type { EventKind, LoanEvent } from '../../src/model/events.js';
import type { ClassTallies } from '../../src/model/portfolio.js';
import { type Decimal, type Ratio, ratioOf, ratioValue } from '../../src/model/ratio.js';
import type { ProvisionRates } from '../../src/policy/policy.js';
import { traceLineage } from '../../src/segment/lineage.js';
import { CN_2023, day } from '../support/ledger.js';

/** Published figures that nobody here made. */
const percent = (ratio: Ratio | undefined): string => points(ratioValue(ratio as Ratio), 2);
const points = (value: Decimal, decimals: number): string => value.times(100).toFixed(decimals);
const RATES = CN_2023.provision as ProvisionRates;

/** Classes from normal to loss, in a unit that has no cents. */
function classes(...balances: readonly bigint[]): ClassTallies {
  return balances.map((balance) => ({ count: 0, balance }));
}

describe('Postal Savings Bank, Huaibei branch, 2019', () => {
  // Millions: NPL 30.72 of 3 572 -> 29.57 of 4 620.
  const before = { asOf: day('2018-12-31'), npl: 3072n, loans: 357200n };
  const after = { asOf: day('2019-12-31'), npl: 2957n, loans: 462000n };
  it('is a double reduction: down 1.15 million and 0.22 percentage points', () => {
    const found = measureDoubleReduction(before, after, [before, after]);
    expect(found.verdict).toBe('double');
    expect(found.balance.change).toBe(-115n);
    expect(points(found.ratio?.change as Decimal, 2)).toBe('-0.22');
    expect(percent(found.ratio?.from)).toBe('0.86');
    expect(percent(found.ratio?.to)).toBe('0.64');
    expect(found.streak).toBe(1);
  });
  it('owes 0.032 points to fewer NPLs and 0.188 to more lending', () => {
    // -1.15 / 3572 = -0.03219 %; 29.57 x (1/4620 - 1/3572) = 0.64004 % - 0.82783 % = -0.18779 %.
    const nothing = sumLines([]);
    const found = measureAttribution(before, after, nothing);
    expect(points(found?.numerator.total as Decimal, 3)).toBe('-0.032');
    expect(points(found?.denominator as Decimal, 3)).toBe('-0.188');
  });
});

describe('CBRC, first quarter of 2014 (100 million yuan)', () => {
  const published = classes(599671n, 15553n, 2832n, 2788n, 840n);
  const loans = 621684n; // 599671 + 15553 + 2832 + 2788 + 840
  it('NPL 1.04 %, special-mention 2.50 %', () => {
    expect(nplOf(published).balance).toBe(6460n);
    expect(percent(ratioOf(6460n, loans))).toBe('1.04');
    expect(percent(ratioOf(15553n, loans))).toBe('2.50');
  });
  it('provision ratio 2.84 %, coverage 273.68 % from the classes', () => {
    // The published total is 6461: each class was rounded alone, and ours is their sum, 6460. 17680 / 6460 = 273.68 %,
    // 17680 / 6461 = 273.64 %; the 273.66 % that was published lies between, from figures not rounded at all.
    const found = measureProvision(published, RATES, { held: 17680n, onNpl: 0n, notStated: 0, nplNotStated: 0 });
    expect(percent(found.provisionRatio)).toBe('2.84');
    expect(percent(found.coverage)).toBe('273.68');
    expect(percent(ratioOf(17680n, 6461n))).toBe('273.64');
  });
  it('the identity holds: NPL ratio = provision ratio / coverage', () => {
    const { coverage, provisionRatio } = measureProvision(published, RATES, { held: 17680n, onNpl: 0n, notStated: 0, nplNotStated: 0 });
    const quotient = ratioValue(provisionRatio as Ratio).div(ratioValue(coverage as Ratio));
    expect(quotient.toFixed(20)).toBe(ratioValue({ numerator: 6460n, denominator: loans }).toFixed(20));
  });
});

describe('CBRC, end of September 2007 against the start of the year', () => {
  // Balance, its change (100 million yuan) and the change of the ratio in percentage points, in tenths.
  it.each([
    ['all', 125178n, -349n, -9, 'double'],
    ['major commercial banks', 117418n, 400n, -9, 'ratio-only'],
    ['state-owned', 107982n, 882n, -9, 'ratio-only'],
    ['joint-stock', 9436n, -483n, -6, 'double'],
    ['city', 6072n, -515n, -11, 'double'],
    ['rural', 1351n, -192n, -17, 'double'],
    ['foreign', 338n, -41n, -3, 'double'],
  ] as const)('%s', (_, balance, change, ratioChange, verdict) => {
    expect(reductionVerdict(balance < balance - change, ratioChange < 0)).toBe(verdict);
  });
  it('all is the sum of major, city, rural and foreign, but for rounding', () => {
    // 11741.8 + 607.2 + 135.1 + 33.8 = 12517.9; published 12517.8.
    expect(117418n + 6072n + 1351n + 338n - 125178n).toBe(1n);
  });
});

describe('Philippine banks, January 2020 (thousand pesos)', () => {
  it('NPL 2.16 %, net NPL 1.14 %, coverage 91.58 %', () => {
    const [loans, npl] = [1088891148811n, 23498771110n];
    // Net NPL 124 152 474.08: the specific allowance on NPL is 234 987 711.10 - 124 152 474.08 = 110 835 237.02.
    const allowance = { held: 21520448943n, onNpl: 11083523702n, notStated: 0, nplNotStated: 0 };
    const found = measureProvision(classes(loans - npl, 0n, npl, 0n, 0n), RATES, allowance);
    expect(percent(ratioOf(npl, loans))).toBe('2.16');
    expect(found.netNpl).toBe(12415247408n);
    expect(percent(ratioOf(found.netNpl as bigint, loans))).toBe('1.14');
    expect(percent(found.coverage)).toBe('91.58');
  });
});

describe('Deutsche Bank India, movement of gross NPA (thousand rupees)', () => {
  // What was there, what was added, the ways out in the order printed, what was left.
  it.each([
    ['FY2013', 2146623n, 4236391n, [148099n, 414588n], 5820327n],
    ['FY2014', 5820327n, 17676995n, [368725n, 1972216n], 21156381n],
    ['FY2015', 21156381n, 2926950n, [2570395n, 3337558n, 5336655n], 12838723n],
  ] as const)('%s', (_, opening, added, out, closing) => {
    const kinds: readonly EventKind[] = ['cash', 'write-off', 'upgrade'];
    const leaving = out.reduce((sum, one) => sum + one, 0n);
    const events = [event('formation', 'new', added), ...out.map((one, i) => event(kinds[i] as EventKind, 'old', one))];
    const book = {
      from: 0,
      to: 365,
      opening: new Map([['old', opening]]),
      closing: new Map([
        ['old', opening - leaving],
        ['new', added],
      ]),
      performing: () => 0n,
      families: traceLineage([], [], []).families,
      events,
      becameNew: new Map(),
    };
    const moved = sumLines(rollForward(book).lines);
    expect([moved.opening, moved.closing, moved.unexplained]).toEqual([opening, closing, 0n]);
    expect([moved.channels.formation, moved.channels.cash, moved.channels.writeOff, moved.channels.upgrade]).toEqual([
      added,
      out[0],
      out[1],
      out[2] ?? 0n,
    ]);
  });

  function event(kind: EventKind, loan: string, principal: bigint): LoanEvent {
    // The upgrade comes last: a loan that is upgraded pays nothing more as an NPL.
    return { file: 'f', line: 1, date: kind === 'upgrade' ? 300 : 100, loan, kind, principal, interestOnBook: 0n, interestOffBook: 0n };
  }
});
