import { LOAN_CLASSES } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt, sumOf } from '../model/money.js';
import type { Month, Tally } from '../model/portfolio.js';
import { decimalOf, type Ratio, ratioOf, roundCents } from '../model/ratio.js';
import type { ProvisionRates } from '../policy/policy.js';
import type { Backlog } from './backlog.js';
import { measureProvision, type Provision, sumAllowance } from './provision.js';
import { addTallies, nplOf, tallyClasses } from './tallies.js';

/** Specific provision of one class. Needed is rounded for itself; ProvisionReport.rounding makes the rows the total. */
export interface ClassProvision {
  readonly tally: Tally;
  /** A decimal as text. */
  readonly rate: string;
  readonly needed: Cents;
  /** Allowance stated for its loans; absent where the ledger has no such column. */
  readonly held?: Cents;
}

/** Ratios as they are, and as they would be. */
export interface ProvisionView {
  readonly npl: Cents;
  readonly loans: Cents;
  readonly held?: Cents;
  readonly nplRatio?: Ratio;
  readonly coverage?: Ratio;
  readonly provisionRatio?: Ratio;
}

export interface ProvisionReport {
  readonly rates: ProvisionRates;
  readonly total: Provision;
  readonly classes: readonly ClassProvision[];
  /** total.specific less the classes' needed, each of which was rounded to the cent. */
  readonly rounding: Cents;
  readonly now: ProvisionView;
  /** After the whole backlog were written off against the allowance, principal for principal: our own assumption. */
  readonly afterBacklog?: ProvisionView & { readonly writtenOff: Tally };
}

/** Provision class by class, both minimums, and what writing off the backlog would do to ratio and coverage. */
export function measureProvisionReport({ portfolio, classified }: Month, rates: ProvisionRates, backlog: Backlog): ProvisionReport {
  const tallies = tallyClasses(portfolio, classified.used);
  const allowance = sumAllowance(portfolio, classified.used);
  const total = measureProvision(tallies, rates, allowance);
  const held = allowance === undefined ? undefined : heldByClass(portfolio, classified.used);
  const classes = LOAN_CLASSES.map((_, code): ClassProvision => {
    const tally = tallies[code] as Tally;
    const rate = rates.specific[code] ?? '0';
    const own = held?.[code];
    return { tally, rate, needed: roundCents(decimalOf(tally.balance).times(rate)), ...(own === undefined ? {} : { held: own }) };
  });
  const loans = addTallies(tallies).balance;
  const npl = nplOf(tallies).balance;
  // An NPL that states no allowance leaves ratios open, as it does in the report.
  const known = allowance === undefined || allowance.nplNotStated > 0 ? undefined : allowance.held;
  const written = backlog.tally.balance;
  return {
    rates,
    total,
    classes,
    rounding: total.specific - sumOf(classes, ({ needed }) => needed),
    now: viewOf(npl, loans, known),
    ...(backlog.tally.count === 0
      ? {}
      : {
          afterBacklog: {
            ...viewOf(npl - written, loans - written, known === undefined ? undefined : known - written),
            writtenOff: backlog.tally,
          },
        }),
  };
}

function viewOf(npl: Cents, loans: Cents, held: Cents | undefined): ProvisionView {
  const nplRatio = ratioOf(npl, loans);
  const [coverage, provisionRatio] = held === undefined ? [] : [ratioOf(held, npl), ratioOf(held, loans)];
  return {
    npl,
    loans,
    ...(held === undefined ? {} : { held }),
    ...(nplRatio === undefined ? {} : { nplRatio }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(provisionRatio === undefined ? {} : { provisionRatio }),
  };
}

function heldByClass({ amounts, count }: Month['portfolio'], classes: Uint8Array): Cents[] {
  const sums = newSums(LOAN_CLASSES.length);
  const allowance = amounts.allowance as Float64Array;
  for (let i = 0; i < count; i++) {
    const cents = allowance[i] as number;
    if (!Number.isNaN(cents)) addCents(sums, classes[i] as number, cents);
  }
  return LOAN_CLASSES.map((_, code) => sumAt(sums, code));
}
