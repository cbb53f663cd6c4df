import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';

/** What a person had to do with a loan; closed list. */
export const ROLES = [
  'first-responsible',
  'managing',
  'investigating',
  'reviewing',
  'approving',
  'disbursing',
  'post-lending',
  'collecting',
  'leading',
] as const;
export type Role = (typeof ROLES)[number];

/** Whether it is settled who answers for a loan (认责): settled, not yet, or found that duties were done (尽职免责). */
export const RESPONSIBILITY_STATES = ['determined', 'open', 'exempt'] as const;
export type ResponsibilityState = (typeof RESPONSIBILITY_STATES)[number];

/** Whether it is settled who answers, or that nobody does; of a loan that no row names, it is not. */
export function isSettled({ state }: { readonly state: ResponsibilityState | 'none' }): boolean {
  return state === 'determined' || state === 'exempt';
}

export const CAUSES = ['objective', 'subjective'] as const;
export type Cause = (typeof CAUSES)[number];

/** One row of a responsibility register: one person's part in one loan. */
export interface Responsibility extends RegisterPlace {
  readonly loan: string;
  readonly state: ResponsibilityState;
  /** Absent where no one is named yet. */
  readonly person?: string;
  readonly role?: Role;
  /** A decimal above 0 and up to 1, as text ("0.3"); only where it is settled who answers. */
  readonly share?: string;
  readonly cause?: Cause;
  readonly causeText?: string;
  readonly determined?: DayNumber;
}

/** Why a loan turned bad, as its rows say together. */
export interface LoanCause {
  readonly cause: Cause;
  readonly text?: string;
}
