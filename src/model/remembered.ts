import type { DayNumber } from './civil-date.js';

/** Whether a loan, or one that stands for it, was an NPL on a date. */
export interface Standing {
  readonly on: DayNumber;
  readonly isNpl: boolean;
}

/** What is known of loans that stand for each other at dates whose ledgers are not at hand; none of a date that says nothing of them. */
export type Remembered = (line: readonly string[]) => readonly Standing[];
