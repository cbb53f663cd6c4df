import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month, Tally } from '../model/portfolio.js';
import { type Decimal, type Ratio, ratioOf } from '../model/ratio.js';
import { findText } from '../model/text-index.js';
import { restoredRatio } from './attribution.js';
import { measureByDimension } from './by-dimension.js';
import { CHANNELS_IN, CHANNELS_OUT, type ChannelAmounts } from './channels.js';
import { dimensionFinder } from './loan-origins.js';
import type { ReportFigures, ReportInput } from './npl-report.js';
import { addLoan, addTallies, NOTHING, newGroups, tallyAt } from './tallies.js';

/** An NPL ratio, and what was added to both of its sides. */
export interface RatioView {
  readonly npl: Cents;
  readonly loans: Cents;
  readonly ratio?: Ratio;
}

/** What looks like NPL and is not counted as it (隐性不良口径). Each loan is in the total once. */
export interface Hidden {
  /** Overdue beyond the policy's main day limit; absent where the ledger states no days, or the policy no limit. */
  readonly overdue?: Tally & { readonly days: number };
  /** Restructured or extended again; absent where the ledger has no such column. */
  readonly restructuredAgain?: Tally;
  /** New loans that stand beside an NPL or locked loan that left, without being called its renewal (疑似借新还旧). */
  readonly suspectedRenewals: Tally;
  readonly total: Tally;
}

/** How balance and ratio got from the reference date to now. */
export interface Fall {
  readonly from?: Ratio;
  readonly to?: Ratio;
  readonly change?: Decimal;
  /** What a larger or smaller loan book alone did to the ratio. */
  readonly lending?: Decimal;
  /** Closing less opening NPL. */
  readonly net: Cents;
  /** Absent without registers: then only the net change is known. */
  readonly ways?: Ways;
}

/** in - out = net, where out = cash + upgraded + takenOff + suspected + other + unexplained. */
export interface Ways {
  readonly channels: ChannelAmounts;
  readonly in: Cents;
  readonly out: Cents;
  readonly cash: Cents;
  readonly upgraded: Cents;
  /** Written off, transferred, foreclosed, swapped, securitised. */
  readonly takenOff: Cents;
  /** Paid, so it seems, with new loans: no recovery. */
  readonly suspected: Cents;
  readonly other: Cents;
  readonly unexplained: Cents;
}

export interface QualityRow {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly printed: RatioView;
  /** Absent, as what is restored, where no register says what was taken off, or nothing since when. */
  readonly takenOff?: Cents;
  readonly restored?: Ratio;
}

export interface Quality {
  readonly printed: RatioView;
  readonly restored?: RatioView & { readonly takenOff: Cents };
  readonly hidden: Hidden;
  readonly withHidden: RatioView;
  readonly fall?: Fall;
}

/** How good the NPL ratio is: beside what is printed, what writing off and selling took out of it, and what hides outside it. */
export function measureQuality(input: ReportInput, figures: ReportFigures): Quality {
  const { npl, ratioBase, nplRatio, restored } = figures;
  const hidden = measureHidden(input.current, figures);
  const fall = fallOf(input, figures);
  const hiddenRatio = ratioOf(npl.balance + hidden.total.balance, ratioBase);
  return {
    printed: viewOf(npl.balance, ratioBase, nplRatio),
    ...(restored === undefined
      ? {}
      : {
          restored: {
            ...viewOf(npl.balance + restored.takenOff, ratioBase + restored.takenOff, restored.ratio),
            takenOff: restored.takenOff,
          },
        }),
    hidden,
    withHidden: viewOf(npl.balance + hidden.total.balance, ratioBase, hiddenRatio),
    ...(fall === undefined ? {} : { fall }),
  };
}

function viewOf(npl: Cents, loans: Cents, ratio: Ratio | undefined): RatioView {
  return { npl, loans, ...(ratio === undefined ? {} : { ratio }) };
}

const FLAG_SET = 1;

/** Each loan counts once in the total: as overdue, else as restructured again, else as a renewal. */
function measureHidden({ portfolio, classified }: Month, { overdue: [overdue], suspected }: ReportFigures): Hidden {
  const again = portfolio.flags.restructuredAgain;
  const tallyHidden = (loans: readonly number[]): Tally => {
    const groups = newGroups(1);
    for (const loan of loans) if (!isNpl(classified.used[loan] as ClassCode)) addLoan(groups, 0, portfolio.balance[loan] as number);
    return tallyAt(groups, 0);
  };
  const isOverdue = (loan: number) => overdue !== undefined && (classified.daysPastDue[loan] as number) > overdue.days;
  const repeated = again === undefined ? [] : loansFlagged(again);
  const renewed = suspected.map(({ newLoan }) => findText(portfolio.keys, newLoan));
  return {
    ...(overdue === undefined ? {} : { overdue: { ...overdue.notNpl, days: overdue.days } }),
    ...(again === undefined ? {} : { restructuredAgain: tallyHidden(repeated) }),
    suspectedRenewals: tallyHidden(renewed),
    total: addTallies([
      overdue?.notNpl ?? NOTHING,
      tallyHidden(repeated.filter((loan) => !isOverdue(loan))),
      tallyHidden(renewed.filter((loan) => !isOverdue(loan) && again?.[loan] !== FLAG_SET)),
    ]),
  };
}

/** Searching bytes is what the engine does fastest. */
function loansFlagged(flags: Uint8Array): number[] {
  const loans: number[] = [];
  for (let loan = flags.indexOf(FLAG_SET); loan >= 0; loan = flags.indexOf(FLAG_SET, loan + 1)) loans.push(loan);
  return loans;
}

function fallOf({ registersGiven }: ReportInput, { doubleReduction, attribution, movement }: ReportFigures): Fall | undefined {
  if (doubleReduction === undefined) return undefined;
  const { balance, ratio } = doubleReduction;
  const ways = registersGiven && movement !== undefined ? waysOf(movement.channels, movement.unexplained) : undefined;
  return {
    net: balance.change,
    ...(ratio === undefined ? {} : { from: ratio.from, to: ratio.to, change: ratio.change }),
    ...(attribution === undefined ? {} : { lending: attribution.denominator }),
    ...(ways === undefined ? {} : { ways }),
  };
}

function waysOf(channels: ChannelAmounts, unexplained: Cents): Ways {
  const {
    cash,
    upgrade: upgraded,
    writeOff,
    transfer,
    foreclosure,
    debtToEquity,
    securitisation,
    suspectedRenewal: suspected,
    other,
  } = channels;
  const takenOff = writeOff + transfer + foreclosure + debtToEquity + securitisation;
  const out = sumOf(CHANNELS_OUT, (channel) => channels[channel]) + unexplained;
  return { channels, in: sumOf(CHANNELS_IN, (channel) => channels[channel]), out, cash, upgraded, takenOff, suspected, other, unexplained };
}

const TAKEN_OFF: ReadonlySet<string> = new Set(['write-off', 'transfer', 'foreclosure', 'debt-to-equity', 'securitisation']);

/** The printed and the restored ratio by the dimensions asked for; what was taken off counts where its loan was last seen. `behind`: other months that saw it. */
export function qualityByDimension(
  input: ReportInput,
  { restored, ratioBase, loans }: ReportFigures,
  behind: readonly Month[] = [],
): QualityRow[] {
  const { current, earlier, segmented, dimensions, families } = input;
  // What a branch lends in all is not known where the ledger holds a part of the loans.
  const isPart = ratioBase !== loans.balance;
  const locks = segmented === undefined ? [] : [segmented.lock, ...segmented.laterLocks];
  const find = dimensionFinder([current, ...earlier, ...behind], locks, dimensions, families);
  const taken = new Map<string, { readonly key: QualityRow['key']; cents: Cents }>();
  const nameOf = (key: QualityRow['key']) => dimensions.map((dimension) => key[dimension] ?? '').join('\u001f');
  for (const event of restored?.counted ?? []) {
    if (!TAKEN_OFF.has(event.kind)) continue;
    const key = find(event.loan);
    const held = taken.get(nameOf(key)) ?? { key, cents: 0n };
    held.cents += event.principal;
    taken.set(nameOf(key), held);
  }
  const rowOf = (key: QualityRow['key'], npl: Cents, lent: Cents, cents: Cents): QualityRow => {
    const ratio = isPart ? undefined : restoredRatio(npl, lent, cents);
    return {
      key,
      printed: viewOf(npl, lent, isPart ? undefined : ratioOf(npl, lent)),
      ...(restored === undefined ? {} : { takenOff: cents, ...(ratio === undefined ? {} : { restored: ratio }) }),
    };
  };
  const rows = measureByDimension(current.portfolio, current.classified, segmented, dimensions).rows.map((row): QualityRow => {
    const name = nameOf(row.key);
    const cents = taken.get(name)?.cents ?? 0n;
    taken.delete(name);
    return rowOf(row.key, row.npl.balance, row.loans.balance, cents);
  });
  // A branch that has nothing left but what was written off.
  return [...rows, ...[...taken.values()].map(({ key, cents }) => rowOf(key, 0n, 0n, cents))];
}
