import type { ReductionPeriod, ReductionVerdict } from '../../measure/reduction.js';
import type { Channel } from '../../measure/roll-forward.js';
import type { LoanClass } from '../../model/loan-class.js';
import type { Dimension, LoanField } from '../../model/loan-fields.js';
import type { Basis } from '../../model/portfolio.js';
import type { Segment } from '../../model/segmented.js';
import type { Lang, MoneyUnit } from '../document.js';
import type { BookWords } from './book-words.js';
import type { ConcentrationWords } from './concentration-words.js';
import type { CoverWords } from './cover-words.js';
import type { LitigationWords } from './litigation-words.js';
import type { OffBookWords } from './off-book-words.js';
import type { PageWords } from './page-words.js';
import type { PeriodColumn, PeriodWords } from './period-words.js';
import type { PlanWords } from './plan-words.js';
import type { ProvisionByWords } from './provision-by-words.js';
import type { RecoveryWords } from './recovery-words.js';
import type { ResponsibilityWords } from './responsibility-words.js';
import type { TaskWords } from './task-words.js';

/** Every word a report prints, in one language. A key that one catalogue lacks does not compile. */
export interface Words {
  readonly lang: Lang;
  readonly reportTitle: string;
  readonly asOf: string;
  readonly unit: Readonly<Record<MoneyUnit, string>>;
  readonly unitLabel: string;
  readonly policy: string;
  readonly inForceFrom: (from: string, to?: string) => string;
  readonly inForceTo: (to: string) => string;
  readonly outsideForce: string;
  readonly against: string;
  readonly basisLabel: string;
  readonly basis: Readonly<Record<Basis, string>>;
  readonly currency: string;
  readonly class: Readonly<Record<LoanClass, string>>;
  /** Where a column must be narrow. */
  readonly classShort: Readonly<Record<LoanClass, string>>;
  readonly field: Readonly<Record<LoanField | 'tookThePlaceOf', string>>;
  readonly comma: string;
  /** Between the members of a list, and between those that have commas themselves. */
  readonly list: string;
  readonly semicolon: string;
  readonly colon: string;
  readonly inBrackets: (words: string) => string;
  readonly segment: Readonly<Record<Segment, string>>;
  readonly channel: Readonly<Record<Channel, string>>;
  readonly dimension: Readonly<Record<Dimension, string>>;
  readonly choice: Readonly<Record<string, string>>;
  readonly verdict: Readonly<Record<ReductionVerdict, string>>;
  readonly streak: (periods: number, period: ReductionPeriod, toDate: boolean) => string;
  readonly say: {
    readonly ofWhich: string;
    readonly disposals: string;
    readonly inflow: string;
    readonly lending: string;
    readonly unexplainedPart: string;
    readonly overdueAbove: (days: number) => string;
    readonly overdueGap: (days: number) => string;
    readonly overdueRatio: string;
    readonly overdueNotNpl: (days: number) => string;
    readonly loansTotalGiven: string;
    readonly transferLoss: string;
    readonly netNpl: string;
    readonly minimumBinding: Readonly<Record<'coverage' | 'provisionRatio', string>>;
    readonly unverifiedRates: string;
    readonly milder: string;
    readonly milderAcross: string;
    readonly stricter: string;
    readonly noDeclared: string;
    readonly noComputed: string;
    readonly withoutOverrides: string;
    readonly inferred: string;
    readonly breaches: string;
    readonly ignoredEvents: string;
    readonly unknownEvents: string;
    readonly newOfLocked: string;
    readonly rounding: string;
    readonly notAssessed: string;
    readonly perLoan: string;
    readonly overridden: string;
    readonly notAssessedLoans: string;
    readonly restated: (date: string, reason: string) => string;
    readonly daysDisagree: string;
    readonly daysNotStated: string;
    readonly pastDueWithoutDays: string;
    readonly notDeclared: string;
    readonly offBook: string;
    readonly negative: string;
    readonly inherited: string;
    readonly allowanceNotStated: string;
    readonly nplAllowanceNotStated: string;
    readonly unverifiedRules: string;
    readonly incomplete: (rejected: number, read: number) => string;
    readonly more: (count: number) => string;
    readonly nothingFired: string;
    readonly ownDefinition: string;
    readonly next: string;
    readonly nextOn: string;
    readonly ifNothingPaid: string;
    readonly masked: string;
    readonly notUsed: string;
    readonly lacking: string;
  };
  readonly heading: {
    readonly reduction: string;
    readonly classes: string;
    readonly deviation: string;
    readonly quality: string;
    readonly segments: string;
    readonly bridge: string;
    readonly unexplained: string;
    readonly provision: string;
    readonly writeOffs: string;
    readonly largest: string;
    readonly by: string;
    readonly notes: string;
    readonly provenance: string;
    readonly facts: string;
    readonly floors: string;
    readonly columns: string;
    readonly rules: string;
    readonly policies: string;
    readonly lock: string;
  };
  readonly column: Readonly<Record<ColumnName, string>>;
  readonly item: Readonly<Record<ItemName, string>>;
  /** Of the reports over several months. */
  readonly period: PeriodWords;
  readonly recovery: RecoveryWords;
  readonly offBook: OffBookWords;
  readonly provisionBy: ProvisionByWords;
  readonly litigation: LitigationWords;
  readonly responsibility: ResponsibilityWords;
  readonly plan: PlanWords;
  readonly concentration: ConcentrationWords;
  readonly tasks: TaskWords;
  readonly book: BookWords;
  readonly page: PageWords;
  readonly cover: CoverWords;
}

export type ColumnName =
  | PeriodColumn
  | 'class'
  | 'count'
  | 'balance'
  | 'share'
  | 'change'
  | 'declared'
  | 'computed'
  | 'used'
  | 'difference'
  | 'item'
  | 'from'
  | 'to'
  | 'segment'
  | 'oldStock'
  | 'newNpl'
  | 'borrower'
  | 'name'
  | 'loans'
  | 'loansBalance'
  | 'npl'
  | 'nplRatio'
  | 'old'
  | 'new'
  | 'worst'
  | 'shareOfNpl'
  | 'principal'
  | 'interest'
  | 'loan'
  | 'days'
  | 'closing'
  | 'opening'
  | 'unexplained'
  | 'file'
  | 'source'
  | 'rows'
  | 'hash'
  | 'rule'
  | 'because'
  | 'regulation'
  | 'fact'
  | 'value'
  | 'field'
  | 'header'
  | 'blank'
  | 'least'
  | 'most'
  | 'samples'
  | 'policy'
  | 'title'
  | 'inForce'
  | 'verified'
  | 'kind'
  | 'ratio'
  | 'amount'
  | 'test'
  | 'filled'
  | 'ruleCount'
  | 'unverifiedCount';

export type ItemName =
  | 'total'
  | 'ofWhichNpl'
  | 'nplBalance'
  | 'nplRatio'
  | 'specialMentionRatio'
  | 'locked'
  | 'closing'
  | 'unexplained'
  | 'unexplainedRise'
  | 'general'
  | 'specific'
  | 'needed'
  | 'held'
  | 'gap'
  | 'coverage'
  | 'provisionRatio'
  | 'minimum'
  | 'month'
  | 'yearToDate'
  | 'sinceLock'
  | 'recoveredMonth'
  | 'recovered'
  | 'newTotal'
  | 'layerNow'
  | 'layerOf'
  | 'blank'
  | 'program'
  | 'ledger'
  | 'earlierLedger'
  | 'bookHead'
  | 'lock'
  | 'register'
  | 'judgingTable'
  | 'policy'
  | 'nextClass'
  | 'none'
  | 'yes'
  | 'no'
  | 'unverified'
  | 'override'
  | 'matrix'
  | 'loan'
  | 'loans';
