import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { SegmentedMonth } from '../../measure/month-movement.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import type { Month, RowCounts } from '../../model/portfolio.js';
import type { RuleStretch } from '../../model/rules.js';
import type { Policy } from '../../policy/policy.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import type { Lineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import type { Background, RegisterFile } from './read-background.js';

/** Several months and everything they are measured with, wherever they came from. */
export interface OpenedPeriod {
  /** By date, at least one; each with its classes, and its segments by the locks that are not later than it. */
  readonly months: readonly SegmentedMonth[];
  readonly background: Background;
  readonly lineage: Lineage;
  /** Whether a loan was NPL before the first month, where somebody knows. */
  readonly wasNpl: (loan: string) => boolean;
  /** Reads a register beside those of all reports; undefined where there is none. Its files are noted in `files`. */
  readonly register: <T extends RegisterPlace>(
    kind: RegisterKind<T>,
    paths: readonly string[],
    files: RegisterFile[],
    io: Io,
  ) => Promise<readonly T[] | undefined>;
  /** Whether it holds a selection of the rows (--where), and registers the whole institution. */
  readonly isSelection: boolean;
  /** True when an events or write-offs register was given. */
  readonly registersGiven: boolean;
  /** As they were read, by date: for what is said of rows and sources. */
  readonly readings: readonly LedgerReading[];
  /** Where every row of the files went. */
  readonly rows: RowCounts;
  /** The last month with the classes that another policy gives it, whatever was known of its loans before it. */
  readonly lastMonthBy: (policy: Policy) => Month;
  /** What a book has judged already, which is not judged again. */
  readonly judged?: JudgedBefore;
  /** The policy of each month, and the months by their rules: of a book alone, whose months may have several. */
  readonly policies?: readonly Policy[];
  readonly rules?: readonly RuleStretch[];
  /** How many limits of the book its months break. */
  readonly breaches?: number;
  /** Head of the journal of the book that the months came from. */
  readonly head?: string;
  /** What the book's configuration calls itself. */
  readonly institution?: string;
}

/** What was closed before the period, or as its first month. */
export interface JudgedBefore {
  /** The first month: events up to it were held against the loans when they were given. */
  readonly to: DayNumber;
  /** True for a loan that a month of the book knew by then, whether or not the months opened hold it. */
  readonly isKnown: (loan: string) => boolean;
}
