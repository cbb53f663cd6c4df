import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';
import type { Limitation, LimitationStart, Stage } from './limitation.js';
import type { Cents } from './money.js';

/** One row of a litigation register: where the case of a loan stands now. One row a loan. */
export interface LitigationCase extends RegisterPlace {
  readonly loan: string;
  readonly stage: Stage;
  readonly court?: string;
  readonly caseNumber?: string;
  readonly claimed?: Cents;
  /** Days that begin a period, where stated; `dueDate` goes before the ledger's. */
  readonly starts: Readonly<Partial<Record<Exclude<LimitationStart, 'firstDueDate'>, DayNumber>>>;
  /** Last days as the register states them: they go before what a table computes. */
  readonly until: Readonly<Partial<Record<Limitation, DayNumber>>>;
  /** When the guarantor was claimed on: within the period, nothing runs out on the guarantee any more. */
  readonly guarantorClaimed?: DayNumber;
  /** 有偿还能力. Absent where the cell is blank. */
  readonly ableToPay?: boolean;
}
