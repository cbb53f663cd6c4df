import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, FIRST_NPL_CLASS, isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import { type Cents, sumOf } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { CHANNEL_OF, type Channel, EXITS } from './channels.js';
import type { Migration } from './migration.js';
import { wholeMonths } from './reduction.js';

/**
 * NPL disposals of a period (write-off, transfer, foreclosure and other exits): by the loan's class at the opening, and
 * at the disposal. A loan that the opening does not have is in `ofEntries`.
 */
export interface Disposals {
  /** `byClass[opening][class at disposal]`. */
  readonly byClass: readonly (readonly Cents[])[];
  readonly ofEntries: readonly Cents[];
}

/** A migration rate, of one class or of normal and special-mention together, by one of the two official formulas. */
export interface MigrationRate {
  /** `combined` is 正常贷款迁徙率: of normal and special-mention loans, to NPL alone. */
  readonly of: ClassCode | 'combined';
  readonly formula: '2005' | '2022';
  /** At closing balance; by formula 2022 with what was disposed of. */
  readonly migrated: Cents;
  readonly disposed: Cents;
  /** 2005: opening less the decrease of all its loans. 2022: opening. */
  readonly base: Cents;
  /** 12 / months of the period, by formula 2022; absent by the other, and where the period is no number of whole months. */
  readonly annualised?: { readonly months: number };
  /** Absent where nothing is left to divide by. */
  readonly rate?: Ratio;
}

/**
 * The class at disposal is that of the last ledger before it, but a loan that performed there is taken as substandard: it was
 * NPL when it was disposed of, and no worse is known.
 */
export function measureDisposals(months: readonly Month[], families: Families, events: readonly LoanEvent[]): Disposals {
  const [opening, last] = [months[0], months.at(-1)] as [Month, Month];
  const byClass = LOAN_CLASSES.map(() => LOAN_CLASSES.map(() => 0n));
  const ofEntries = LOAN_CLASSES.map(() => 0n);
  for (const { kind, date, loan, principal } of events) {
    if (date <= opening.portfolio.asOf || date > last.portfolio.asOf || !EXITS.has(CHANNEL_OF[kind] as Channel)) continue;
    const at = classAtDisposal(months, families, loan, date);
    const from = classOfLine(opening, families, loan);
    const row = from === undefined ? ofEntries : (byClass[from] as Cents[]);
    row[at] = (row[at] as Cents) + principal;
  }
  return { byClass, ofEntries };
}

function classAtDisposal(months: readonly Month[], families: Families, loan: string, date: DayNumber): ClassCode {
  const before = months.filter(({ portfolio }) => portfolio.asOf < date);
  for (const month of before.toReversed()) {
    const code = classOfLine(month, families, loan);
    if (code !== undefined) return isNpl(code) ? code : FIRST_NPL_CLASS;
  }
  return FIRST_NPL_CLASS;
}

/** The worst class of the loan or of what it took the place of; undefined where the month has none of them. */
function classOfLine({ portfolio, classified }: Month, families: Families, loan: string): ClassCode | undefined {
  const waiting = new Set([loan]);
  let worst: ClassCode | undefined;
  for (const key of waiting) {
    const at = findText(portfolio.keys, key);
    if (at >= 0) worst = Math.max(worst ?? 0, classified.used[at] as ClassCode);
    else for (const parent of families.parentsOf(key)) waiting.add(parent);
  }
  return worst;
}

/** Both formulas, each for every class but loss and combined. `migration` is one of the five classes. */
export function measureMigrationRates(migration: Migration, disposals: Disposals): MigrationRate[] {
  return [...rates2005(migration), ...rates2022(migration, disposals)];
}

const PERFORMING: readonly ClassCode[] = LOAN_CLASSES.map((_, code) => code).filter((code) => !isNpl(code));
const CAN_WORSEN: readonly ClassCode[] = LOAN_CLASSES.map((_, code) => code).slice(0, -1);

/** At closing balance, of opening-X loans that are now in a class for which it holds. */
function movedTo({ closing }: Pick<Migration, 'closing'>, from: ClassCode, holds: (to: ClassCode) => boolean): Cents {
  return sumOf(
    (closing[from] as readonly Cents[]).filter((_, to) => holds(to)),
    (cents) => cents,
  );
}

/** 银监发〔2005〕89号: migrated ÷ (opening − decrease); what is left of the opening loans is that difference. */
export function rates2005(migration: Pick<Migration, 'closing'>): MigrationRate[] {
  const left = (from: ClassCode) => movedTo(migration, from, () => true);
  const rate = (of: MigrationRate['of'], migrated: Cents, base: Cents) => rated({ of, formula: '2005', migrated, disposed: 0n, base });
  return [
    ...CAN_WORSEN.map((from) =>
      rate(
        from,
        movedTo(migration, from, (to) => to > from),
        left(from),
      ),
    ),
    rate(
      'combined',
      sumOf(PERFORMING, (from) => movedTo(migration, from, isNpl)),
      sumOf(PERFORMING, left),
    ),
  ];
}

/** 银保监办发〔2022〕2号: (migrated + became worse and disposed of) ÷ opening × 12 / months. */
function rates2022(migration: Migration, { byClass }: Disposals): MigrationRate[] {
  const months = wholeMonths(migration.from, migration.to);
  const opened = (from: ClassCode) => migration.openingTotal[from]?.balance ?? 0n;
  // Whatever is disposed of as NPL was no normal or special-mention loan any more.
  const disposedOf = (from: ClassCode) =>
    sumOf(
      (byClass[from] as readonly Cents[]).filter((_, at) => at > from),
      (cents) => cents,
    );
  const rate = (of: MigrationRate['of'], migrated: Cents, disposed: Cents, base: Cents) =>
    rated({ of, formula: '2022', migrated, disposed, base, ...(months === undefined ? {} : { annualised: { months } }) });
  return [
    ...CAN_WORSEN.map((from) =>
      rate(
        from,
        movedTo(migration, from, (to) => to > from),
        disposedOf(from),
        opened(from),
      ),
    ),
    rate(
      'combined',
      sumOf(PERFORMING, (from) => movedTo(migration, from, isNpl)),
      sumOf(PERFORMING, disposedOf),
      sumOf(PERFORMING, opened),
    ),
  ];
}

function rated(one: Omit<MigrationRate, 'rate'>): MigrationRate {
  const gone = one.migrated + one.disposed;
  const { annualised } = one;
  const rate = annualised === undefined ? ratioOf(gone, one.base) : ratioOf(gone * 12n, one.base * BigInt(annualised.months));
  return { ...one, ...(rate === undefined ? {} : { rate }) };
}
