import { UserError } from '../diagnostics/diagnostic.js';
import { formatDiagnostic } from '../diagnostics/format-diagnostic.js';
import type { Lang } from '../report/document.js';
import type { Io } from '../run/io.js';

/** The reader of a pipe went away (`| head`): nothing more to do, and nothing wrong. */
export class PipeClosed extends Error {}

/** The process's streams as a journey sees them. */
export function terminalIo(lang: Lang): Io {
  return {
    stdin: () => process.stdin,
    out: writeOut,
    tell: tellOn(lang),
  };
}

/** Tells diagnostics on standard error; the same hint only once, or twenty bad rows would bury themselves in advice. */
export function tellOn(lang: Lang): Io['tell'] {
  const hints = new Set<string>();
  return (diagnostic) => {
    const whole = formatDiagnostic(diagnostic, lang);
    const bare = formatDiagnostic(diagnostic, lang, false);
    const hint = whole.slice(bare.length);
    process.stderr.write(`${hints.has(hint) ? bare : whole}\n`);
    hints.add(hint);
  };
}

/** Writes all of it or fails: a full disk must not look like success. Errors: E_WRITE, PipeClosed. */
export function writeOut(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const failed = (error: NodeJS.ErrnoException) => {
      reject(
        error.code === 'EPIPE' ? new PipeClosed() : new UserError({ code: 'E_WRITE', params: { reason: error.code ?? error.message } }),
      );
    };
    process.stdout.once('error', failed);
    process.stdout.write(text, (error) => {
      if (error) return failed(error);
      process.stdout.off('error', failed);
      resolve();
    });
  });
}

/** --color, then NO_COLOR, FORCE_COLOR, TERM, then whether standard output is a terminal. */
export function colorLevel(asked: 'auto' | 'always' | 'never', toFile: boolean): 0 | 1 | 2 | 3 {
  const { NO_COLOR, FORCE_COLOR, TERM, COLORTERM } = process.env;
  const rich = COLORTERM === 'truecolor' || COLORTERM === '24bit' ? 3 : TERM?.includes('256') ? 2 : 1;
  if (asked === 'never') return 0;
  if (asked === 'always') return rich;
  if (NO_COLOR !== undefined && NO_COLOR !== '') return 0;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== '' && FORCE_COLOR !== '0') return rich;
  return TERM === 'dumb' || toFile || process.stdout.isTTY !== true ? 0 : rich;
}

const DEFAULT_WIDTH = 80;
const LEAST_WIDTH = 60;

/** Columns of the terminal, or COLUMNS; 80 without either and for a file, so that a file is the same wherever it is made. */
export function terminalWidth(toFile: boolean): number {
  if (toFile) return DEFAULT_WIDTH;
  const stated = process.stdout.isTTY === true ? process.stdout.columns : Number(process.env.COLUMNS);
  return Number.isInteger(stated) && stated > 0 ? Math.max(LEAST_WIDTH, stated) : DEFAULT_WIDTH;
}
