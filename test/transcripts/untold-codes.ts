import type { DiagnosticCode } from '../../src/diagnostics/catalogue.js';

/** Codes without a transcript, and why a user cannot be shown one. */
export const UNTOLD: Partial<Record<DiagnosticCode, string>> = {};
