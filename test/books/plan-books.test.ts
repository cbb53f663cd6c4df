import { expect, it } from 'vitest';
import { nplSinceDays } from '../../src/classify/npl-since-days.js';
import { measureConcentration } from '../../src/measure/concentration/concentration.js';
import { measurePlans, type PlanSum, planReference } from '../../src/measure/plan/plan-report.js';
import type { Tally } from '../../src/model/portfolio.js';
import { readBands } from '../../src/policy/read-bands.js';
import { readPlans } from '../../src/registers/plans.js';
import { type Book, backgroundOf, reportInputOf } from '../support/book.js';
import { CN_2023, readText } from '../support/ledger.js';
import { newRandom, type RandomBook, writeRandomBook, yuanOf } from './random-book.js';

const BOOKS = 150;
const BANDS = readBands('cn-bands');

/** Every second borrower is of one of four households. */
function householdOf(borrower: string): string {
  const number = Number(borrower.replace(/\D/g, ''));
  return number % 2 === 0 ? `H${number % 8}` : '';
}

function withHouseholds(csv: string): string {
  const [header, ...rows] = csv.trimEnd().split('\n');
  return `${[`${header},household`, ...rows.map((row) => `${row},${householdOf(row.split(',')[1] as string)}`)].join('\n')}\n`;
}

const TIERS = ['短期', '中期', '长期'];

/** Plans for about half of the borrowers of both ledgers; those of a household say the same. The sum of the targets that can be judged. */
function plansOf(book: RandomBook, seed: number): { readonly csv: string; readonly asked: number } {
  const random = newRandom(seed + 17);
  const rows = [book.lockLedger, book.finalLedger].flatMap((csv) => csv.trimEnd().split('\n').slice(1));
  let asked = 0;
  const lines = [...new Set(rows.map((row) => row.split(',')[1] as string))].flatMap((borrower) => {
    if (random(2) === 0) return [];
    const household = householdOf(borrower);
    const number = Number((household || borrower).replace(/\D/g, ''));
    const plan = `${borrower},${TIERS[number % 3]},现金清收,${['张', '李'][number % 2]}`;
    return ['2019-04-30', '2018-12-31', '2020-03-31'].slice(0, 1 + random(3)).map((date) => {
      const cents = 1 + random(50_000_000);
      if (date !== '2018-12-31') asked += cents;
      return `${plan},${date},${yuanOf(cents)},${random(5) === 0 ? '是' : ''}`;
    });
  });
  return { csv: `${['borrower_id,tier,measure,responsible,target_date,target_amount,done', ...lines].join('\n')}\n`, asked };
}

const total = <T>(items: Iterable<T>, pick: (item: T) => bigint): number => Number([...items].reduce((sum, item) => sum + pick(item), 0n));
const balances = (tallies: Iterable<Tally>): number => total(tallies, ({ balance }) => balance);

it(`plans and concentration of ${BOOKS} random books tie to the cent`, { timeout: 120_000 }, () => {
  const met = { planned: 0, unplanned: 0, settled: 0, claims: 0, households: 0, overdue: 0 };
  for (let seed = 1; seed <= BOOKS; seed++) {
    const random = writeRandomBook(seed);
    const base = { date: '2018-12-31', csv: withHouseholds(random.lockLedger) };
    const book: Book = {
      now: { date: '2019-12-31', csv: withHouseholds(random.finalLedger) },
      since: [base],
      locks: [base],
      events: `${['date,loan_id,kind,principal,new_loan_id', ...random.events.map(({ row }) => row)].join('\n')}\n`,
    };
    const place = `book ${seed}`;
    const both = (name: string) => (random.old.channels[name] ?? 0) + (random.fresh.channels[name] ?? 0);
    const npl = random.old.closing + random.fresh.closing;
    const { current, earlier, families } = reportInputOf(book);
    const books = { ...backgroundOf(book, CN_2023, 'stricter'), current, earlier, families };
    const written = plansOf(random, seed);
    const plans = measurePlans({
      ...books,
      plans: readText('plans.csv', written.csv, readPlans).entries,
      reference: planReference(books),
      registersGiven: true,
      isSelection: false,
      dimensions: ['class'],
    });
    const { units, settled, withPlan, withoutPlan } = plans;
    // With a plan and without one are all NPLs, all that was written off (nothing of it came back), and each borrower once.
    expect(Number(withPlan.npl.balance + withoutPlan.npl.balance), place).toBe(npl);
    expect(balances(units.map((unit) => unit.npl)), place).toBe(npl);
    expect(Number(withPlan.claims + withoutPlan.claims), place).toBe(both('writeOff'));
    expect(new Set(units.flatMap(({ members }) => members.map(({ key }) => key))).size, place).toBe(
      units.flatMap(({ members }) => members).length,
    );
    expect(balances(plans.by.map((row) => row.withPlan)), place).toBe(Number(withPlan.npl.balance));
    expect(balances(plans.by.map((row) => row.withoutPlan)), place).toBe(Number(withoutPlan.npl.balance));
    // Whatever plans are split by, they are the same plans.
    const planned = [...units, ...settled].filter(({ targets }) => targets.length > 0);
    const collected = total(planned, (unit) => unit.collected.cash + unit.collected.afterWriteOff);
    const splits: (readonly PlanSum[])[] = [plans.byTier, plans.byMeasure, plans.byResponsible];
    for (const split of splits) {
      expect(balances(split.map((sum) => sum.npl)), place).toBe(Number(withPlan.npl.balance));
      expect(
        total(split, (sum) => sum.claims),
        place,
      ).toBe(Number(withPlan.claims));
      expect(
        total(split, (sum) => sum.target),
        place,
      ).toBe(written.asked);
      expect(
        total(split, (sum) => sum.collected.cash + sum.collected.afterWriteOff),
        place,
      ).toBe(collected);
    }
    expect(Number(plans.collected.cash), place).toBe(both('cash'));
    expect(
      total(plans.months, (month) => month.collected ?? 0n),
      place,
    ).toBe(collected);
    expect(
      total(plans.months, (month) => month.promised),
      place,
    ).toBe(written.asked);
    // Nothing is dealt out that did not come in, and what is open is what was asked for less that.
    for (const unit of planned) {
      const known = unit.standings.filter(({ state }) => state !== 'before');
      expect(
        total(known, (one) => one.met ?? 0n),
        place,
      ).toBeLessThanOrEqual(total([unit], (one) => one.collected.cash + one.collected.afterWriteOff));
      for (const { target, met: got, rest, state } of known) {
        if (state !== 'done') expect((got ?? 0n) + (rest ?? 0n), place).toBe(target.targetAmount);
      }
    }
    const conc = measureConcentration({
      ...books,
      bands: BANDS,
      sinceDays: nplSinceDays(current, CN_2023),
      since: current.portfolio.asOf,
      dimensions: ['class'],
    });
    expect(Number(conc.npl.balance), place).toBe(npl);
    for (const tallies of [
      conc.classes.slice(1).map((one) => one.tally),
      conc.sizes.map((one) => one.tally),
      [...conc.ages.bands.map((one) => one.tally), conc.ages.notKnown],
      [...conc.ages.sources.map((one) => one.tally), conc.ages.notKnown],
      conc.by.map((one) => one.tally),
    ]) {
      expect(balances(tallies), place).toBe(npl);
      expect(
        tallies.reduce((sum, { count }) => sum + count, 0),
        place,
      ).toBe(conc.npl.count);
    }
    met.planned += withPlan.units;
    met.unplanned += withoutPlan.units;
    met.settled += settled.length;
    met.claims += units.filter(({ claims }) => claims.left > 0n).length;
    met.households += units.filter(({ members }) => members.length > 1).length;
    met.overdue += plans.overdue.length;
  }
  // None of it is tested by zeros alone.
  for (const [what, number] of Object.entries(met)) expect(number, what).toBeGreaterThan(BOOKS / 10);
});
