import type { DiagnosticCode } from '../../src/diagnostics/catalogue.js';

/** Codes without a transcript, and why no user can be shown one. */
export const UNTOLD: Partial<Record<DiagnosticCode, string>> = {
  E_SOURCE_CHANGED: 'another program must write to the file in the milliseconds while it is read; no command line does that every time',
  A_TIMING: 'says how long things took: never the same twice. test/cli/timings.test.ts tells it',
  A_LANES: 'stands behind A_TIMING',
};
