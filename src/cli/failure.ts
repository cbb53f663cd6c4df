import { UserError } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { formatDiagnostic } from '../diagnostics/format-diagnostic.js';
import type { Lang } from '../report/document.js';
import { Interrupted } from './interrupt.js';
import { PipeClosed, tellOn } from './terminal.js';

/** Says why the program did not do what it was asked for, and gives the exit code. */
export function failed(error: unknown, lang: Lang): ExitCode {
  if (error instanceof PipeClosed) return EXIT.done;
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof UserError) {
    [...error.diagnostics, ...error.afterword].forEach(tellOn(lang, formatDiagnostic));
    return error.exitCode;
  }
  const { message, stack } = error as Error;
  process.stderr.write(
    `npl: internal error: ${message}\nThis is a defect of the program; nothing was written. Please report it with this text:\n${stack ?? ''}\n`,
  );
  return EXIT.internal;
}
