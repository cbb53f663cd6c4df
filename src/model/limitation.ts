import type { DayNumber } from './civil-date.js';
import type { CHOICE_FIELDS } from './loan-fields.js';

/**
 * Dates that run out on a claim: limitation of action and of enforcement, guarantee period (保证期间), and the seizure or
 * freezing of deposits, movables, and immovable property or other rights.
 */
export const LIMITATIONS = ['action', 'enforcement', 'guarantee', 'deposit', 'movables', 'property'] as const;
export type Limitation = (typeof LIMITATIONS)[number];

/** Where the case of a loan stands, in its usual order; closed list. */
export const STAGES = [
  'not-sued',
  'filed',
  'first-instance',
  'second-instance',
  'judgment-effective',
  'enforcement',
  'enforcement-suspended',
  'enforcement-ended',
  'settled',
  'withdrawn',
  'bankruptcy',
] as const;
export type Stage = (typeof STAGES)[number];

/** True where nothing is before a court. */
export function isUnsued(stage: Stage): boolean {
  return stage === 'not-sued' || stage === 'withdrawn';
}

/** Days ahead in which what runs out is listed, where nobody says otherwise. */
export const LISTED_AHEAD_DAYS = 90;

/**
 * What a period begins with: the due date (the later one where the loan was extended) or the due date first agreed, and days
 * that the litigation register states.
 */
export const LIMITATION_STARTS = [
  'dueDate',
  'firstDueDate',
  'lastDemand',
  'filed',
  'judged',
  'performanceDue',
  'depositFrozen',
  'movablesSeized',
  'propertySeized',
] as const;
export type LimitationStart = (typeof LIMITATION_STARTS)[number];

/** How long each period runs, from what, and by which article: data, so that a change of law is none of the program's. */
export interface LimitationTable {
  readonly id: string;
  readonly title: { readonly zh: string; readonly en: string };
  readonly source: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  readonly effectiveFrom?: DayNumber;
  readonly effectiveTo?: DayNumber;
  /** One of a kind at most. A kind that is not there runs out only where the register states its last day. */
  readonly periods: readonly LimitationPeriod[];
}

export interface LimitationPeriod {
  readonly id: Limitation;
  readonly name: { readonly zh: string; readonly en: string };
  /** Calendar months. */
  readonly months: number;
  /** The latest of those stated begins the period; with `first`, the first of the list that is stated. */
  readonly from: readonly LimitationStart[];
  readonly first: boolean;
  /** The period runs in these stages; in all of them without. */
  readonly stages?: readonly Stage[];
  /** Only for loans of this guarantee by the ledger; for the others it runs where the register states its last day. */
  readonly guarantee?: (typeof CHOICE_FIELDS.guarantee)[number];
  /** It runs only once it is begun: no start means that nothing is seized, not that the date is unknown. */
  readonly onceBegun: boolean;
  readonly source: string;
  /** False: not checked against the text of the law; said in every output. */
  readonly verified: boolean;
}
