import type { DayNumber } from './civil-date.js';
import type { Cents } from './money.js';

/**
 * 疑似借新还旧: an NPL or locked loan that left within so many days of a similar new loan to the same borrower or household,
 * which no link or flag calls its renewal. What was paid on it then is no cash recovery. Our own definition.
 */
export interface SuspectedRenewal {
  readonly oldLoan: string;
  readonly oldBalance: Cents;
  /** Day of the last cash on it; absent where no event says how it left. */
  readonly leftOn?: DayNumber;
  readonly newLoan: string;
  readonly newBalance: Cents;
  readonly issuedOn: DayNumber;
  readonly by: 'borrower' | 'household';
  /** Cash within the days, which is kept out of cash recovery. */
  readonly cash: Cents;
}

/** Days between the leaving of the one and the issue of the other, where the user does not say: our own decision. */
export const RENEWAL_DAYS = 30;

/** A new loan of at least and at most so many per cent of the old one's balance is similar: our own decision. */
export const SIMILAR_PERCENT = { least: 80, most: 120 } as const;
