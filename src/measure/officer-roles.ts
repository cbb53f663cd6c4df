import type { DayNumber } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import { nplLoans } from '../model/npl-loans.js';
import type { Month, Tally } from '../model/portfolio.js';
import type { Assignment } from '../model/tasks.js';
import { textAt } from '../model/text-index.js';
import { NOTHING } from './tallies.js';
import type { NplBalances } from './unit-bridge.js';
import { collectorsOf, firstResponsibleHomes, type HomeSources, officerHomes } from './unit-homes.js';

const ANSWERABLE = ['firstResponsible', 'managing', 'collecting'] as const;
export type Answerable = (typeof ANSWERABLE)[number];

/** For how many NPLs somebody answers in a role now, and for how many it was somebody else at the start. */
export interface RoleFigures {
  readonly role: Answerable;
  readonly stated: Tally;
  /** Of those that were NPL at the start; a role that nobody had then has not changed hands. */
  readonly changed: Tally;
}

export interface OfficerRoles {
  readonly roles: readonly RoleFigures[];
  /** NPLs of which first-responsible and managing officer are one person, and collecting officer too where one is assigned. */
  readonly allOne: Tally;
}

/** First-responsible, managing and collecting officer of the NPLs, now and at the start: three people, or one. */
export function measureOfficerRoles(
  { portfolio, classified }: Month,
  start: NplBalances,
  sources: HomeSources,
  assignments: readonly Assignment[],
): OfficerRoles {
  const { asOf, keys, balance } = portfolio;
  const collectorOf = collectorsOf(assignments);
  const finders: Readonly<Record<Answerable, (loan: string, day: DayNumber) => string>> = {
    firstResponsible: firstResponsibleHomes(sources).atEnd,
    managing: officerHomes(sources, assignments, 'managing').atEnd,
    collecting: (loan, day) => collectorOf(loan, day) ?? '',
  };
  const sums = new Map(ANSWERABLE.map((role) => [role, { stated: NOTHING, changed: NOTHING }]));
  let allOne = NOTHING;
  for (const loan of nplLoans(classified.used)) {
    const key = textAt(keys, loan);
    const cents = BigInt(balance[loan] as number);
    const wasNpl = start.of(key) !== 0n;
    const people: string[] = [];
    for (const role of ANSWERABLE) {
      const [now, before] = [finders[role](key, asOf), wasNpl ? finders[role](key, start.asOf) : ''];
      if (now !== '') people.push(now);
      const own = sums.get(role) as { stated: Tally; changed: Tally };
      if (now !== '') own.stated = added(own.stated, cents);
      if (before !== '' && before !== now) own.changed = added(own.changed, cents);
    }
    if (people.length > 1 && people.every((one) => one === people[0])) allOne = added(allOne, cents);
  }
  return { roles: ANSWERABLE.map((role) => ({ role, ...(sums.get(role) as { stated: Tally; changed: Tally }) })), allOne };
}

function added({ count, balance }: Tally, cents: Cents): Tally {
  return { count: count + 1, balance: balance + cents };
}
