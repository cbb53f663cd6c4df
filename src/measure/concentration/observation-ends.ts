import { addMonths, type DayNumber, NO_DAY } from '../../model/civil-date.js';
import { NORMAL } from '../../model/loan-class.js';
import type { Month, NotAssessed, Tally } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import type { ObservationRule, Policy } from '../../policy/policy.js';
import { addLoan, newGroups, tallyAt } from '../tallies.js';

/** A restructured loan that is special-mention or worse, and when its observation ends or ended. */
export interface ObservedLoan {
  readonly loan: number;
  readonly rule: string;
  readonly since: DayNumber;
  readonly endsOn: DayNumber;
}

/** Where restructured loans stand by the policy's observation periods. */
export interface Observation {
  /** Over, and nothing overdue: an upgrade is due unless something else is against it. By date, then by key. */
  readonly due: readonly ObservedLoan[];
  /** Over, and in arrears. */
  readonly inArrears: Tally;
  /** Not over. By date, then by key. */
  readonly running: readonly ObservedLoan[];
  /** Flagged, without the date from which the period runs. */
  readonly withoutDate: Tally;
  /** Rules whose columns the ledger lacks. */
  readonly notAssessed: readonly NotAssessed[];
}

/** Undefined where the policy has no observation period. */
export function measureObservation({ portfolio, classified }: Month, { rules }: Policy): Observation | undefined {
  const asked = rules.filter((rule): rule is ObservationRule => rule.kind === 'observation');
  if (asked.length === 0) return undefined;
  const missingOf = ({ flag, since, and }: ObservationRule): string[] => [
    ...(portfolio.flags[flag] === undefined ? [flag] : []),
    ...(and !== undefined && portfolio.flags[and] === undefined ? [and] : []),
    ...(portfolio.dates[since] === undefined ? [since] : []),
  ];
  const assessed = asked.filter((rule) => missingOf(rule).length === 0);
  const [due, running]: [ObservedLoan[], ObservedLoan[]] = [[], []];
  const [ARREARS, UNDATED] = [0, 1];
  const groups = newGroups(2);
  for (let loan = 0; loan < portfolio.count; loan++) {
    if ((classified.used[loan] as number) <= NORMAL) continue;
    const cents = portfolio.balance[loan] as number;
    const own = assessed.filter(({ flag, and }) => isSet(portfolio, flag, loan) && (and === undefined || isSet(portfolio, and, loan)));
    if (own.length === 0) continue;
    const ends = own.flatMap(({ id, since: field, months }): ObservedLoan[] => {
      const since = portfolio.dates[field]?.[loan] ?? NO_DAY;
      return since === NO_DAY ? [] : [{ loan, rule: id, since, endsOn: addMonths(since, months) }];
    });
    const [last] = ends.sort((a, b) => b.endsOn - a.endsOn);
    if (last === undefined) addLoan(groups, UNDATED, cents);
    else if (portfolio.asOf < last.endsOn) running.push(last);
    else if ((classified.daysPastDue[loan] as number) > 0) addLoan(groups, ARREARS, cents);
    else due.push(last);
  }
  const byDate = (a: ObservedLoan, b: ObservedLoan) =>
    a.endsOn - b.endsOn || (textAt(portfolio.keys, a.loan) < textAt(portfolio.keys, b.loan) ? -1 : 1);
  return {
    due: due.sort(byDate),
    inArrears: tallyAt(groups, ARREARS),
    running: running.sort(byDate),
    withoutDate: tallyAt(groups, UNDATED),
    notAssessed: asked.flatMap((rule) => (missingOf(rule).length === 0 ? [] : [{ rule: rule.id, missing: missingOf(rule) }])),
  };
}

function isSet({ flags }: Month['portfolio'], flag: ObservationRule['flag'], loan: number): boolean {
  return flags[flag]?.[loan] === 1;
}
