import type { ChannelAmounts } from './channels.js';
import type { DayNumber } from './civil-date.js';
import type { Cents } from './money.js';
import type { Basis, ClassTallies, Tally } from './portfolio.js';
import type { WriteOffFigures } from './write-off-figures.js';

/**
 * How a stock of NPLs came from one date to another: opening + in - out - unexplained + reclassified = closing. Cents; the
 * channels are not negative.
 */
export interface Movement {
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  /** unexplained = falls - rises, which net each other out; both are not negative. */
  readonly unexplained: Cents;
  readonly unexplainedFalls: Cents;
  readonly unexplainedRises: Cents;
  /** What went over to this stock from the other of old and new, without leaving the NPLs: a new NPL merged into an old one. */
  readonly reclassified: Cents;
  readonly closing: Cents;
}

/** Old and new apart. */
export interface OldAndNew {
  readonly old: Movement;
  readonly new: Movement;
}

/** Old and new NPLs of a month against its lock. */
export interface MonthSegments {
  readonly lock: { readonly date: DayNumber; readonly hash: string; readonly count: number; readonly balance: Cents };
  readonly old: Tally;
  readonly new: Tally;
  readonly formed: Tally;
  readonly originated: Tally;
  readonly originUnknown: Tally;
  /** New NPLs of borrowers that have a locked loan (老户新增). */
  readonly newOfLockedBorrowers: Tally;
  /**
   * From the lock to this month, each month between added up, so that what formed and left between month-ends is in it.
   * Where the months between are not given, followed in one go.
   */
  readonly sinceLock: OldAndNew;
}

/** Everything that a series prints of one month. Absent members are figures that the month's books do not allow. */
export interface MonthFigures {
  readonly asOf: DayNumber;
  readonly currency: string;
  readonly basis: Basis;
  readonly policy: { readonly id: string; readonly hash: string };
  readonly loans: Tally;
  /** Of the class used, normal to loss. */
  readonly classes: ClassTallies;
  readonly npl: Tally;
  /** Absent where the ledger has no allowance. Coverage is not known where an NPL states none. */
  readonly allowance?: { readonly held: Cents; readonly notStated: number; readonly nplNotStated: number };
  /** Overdue beyond the days that the policy compares with NPL (剪刀差 = overdue - NPL). Empty where the ledger states no days. */
  readonly overdue: readonly { readonly days: number; readonly overdue: Tally; readonly notNpl: Tally }[];
  readonly segments?: MonthSegments;
  /** Against the month before; absent for the first. Old and new apart where the month before is not before the lock. */
  readonly movement?: {
    readonly from: DayNumber;
    readonly total: Movement;
    /** The month before was classified by other rules: all of the movement is reclassified. */
    readonly acrossRules?: true;
  } & Partial<OldAndNew>;
  /** Absent without a register. */
  readonly writeOffs?: WriteOffFigures;
}
