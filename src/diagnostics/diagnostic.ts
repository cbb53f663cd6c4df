import { CATALOGUE } from './catalogue.js';
import type { Diagnostic } from './diagnostic-value.js';
import { EXIT, type ExitCode } from './exit-codes.js';

export type { Diagnostic, Param } from './diagnostic-value.js';

/** The input, the usage or the environment is not as it must be. The program stops with the first diagnostic's exit code. */
export class UserError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** Said after the diagnostics: how many there are, how to go on. Codes that begin with A_. */
  readonly afterword: readonly Diagnostic[];
  /** Every problem of every refused row, for --rejects: `diagnostics` holds only what fits a screen. Empty unless asked for. */
  readonly rejected: readonly Diagnostic[];

  constructor(
    diagnostics: Diagnostic | readonly Diagnostic[],
    afterword: readonly Diagnostic[] = [],
    rejected: readonly Diagnostic[] = [],
  ) {
    const list: readonly Diagnostic[] = Array.isArray(diagnostics) ? diagnostics : [diagnostics as Diagnostic];
    super(list.map((one) => one.code).join(', '));
    this.name = 'UserError';
    this.diagnostics = list;
    this.afterword = afterword;
    this.rejected = rejected;
  }

  get exitCode(): ExitCode {
    const first = this.diagnostics[0];
    return first === undefined ? EXIT.internal : CATALOGUE[first.code].exit;
  }
}

/** A promise the program makes to itself is broken: a defect, never the user's fault. */
export class InvariantError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'InvariantError';
  }
}

/** Throws InvariantError unless `condition` holds. Stays on in production: a wrong total must not be printed. */
export function assertInvariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvariantError(message);
}
