import type { DiagnosticCode } from '../../src/diagnostics/catalogue.js';

/** Codes without a transcript, and why no user can be shown one. */
export const UNTOLD: Partial<Record<DiagnosticCode, string>> = {
  E_SOURCE_CHANGED: 'another program must write to the file in the milliseconds while it is read; no command line does that every time',
  E_BOOK_IDENTITY: 'the figures of a month are hashed: only a program that is wrong, or one made to forge a whole book, gets so far',
  E_BOOK_PROGRAM: 'it takes two versions of the program; test/book/verify.test.ts has one pretend to be another',
};
