import type { DiagnosticCode } from '../../src/diagnostics/catalogue.js';

/** Codes without a transcript, and why no user can be shown one. */
export const UNTOLD: Partial<Record<DiagnosticCode, string>> = {
  E_SOURCE_CHANGED: 'another program must write to the file in the milliseconds while it is read; no command line does that every time',
  E_RATE: 'nothing gives it until --fx is there',
  E_BREACH: 'nothing gives it: --fail-on-breach ends with A_BREACH',
  W_SOURCES_SKIPPED: 'nothing gives it',
  W_CASH_AFTER_EXIT: 'nothing gives it: the notes of the report list such events',
  W_EVENT_UNKNOWN_LOAN: 'nothing gives it: the notes of the report list such events',
  W_POLICY_DATES: 'nothing gives it: the head of the report says it',
};
