import { availableParallelism, hostname } from 'node:os';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { formatMessage } from '../diagnostics/format-message.js';
import type { Lang } from '../report/document.js';
import type { Io } from '../run/io.js';
import { interruptible } from './interrupt.js';
import { openPager, type Pager, pagerCommand } from './pager.js';
import { NO_PROGRESS, newProgress, type Screen } from './progress.js';
import { newTimings } from './timings.js';

/** The reader of a pipe went away (`| head`): nothing more to do, and nothing wrong. */
export class PipeClosed extends Error {}

/** The terminal of one run. */
export interface Terminal {
  readonly io: Io;
  /** For the end of the run: the progress bar goes away and, where asked for, it is said where the time went. */
  readonly close: (timings: boolean) => Promise<void>;
}

/** The process's streams as a journey sees them. */
export function openTerminal(lang: Lang, isPaged = false): Terminal {
  const timings = newTimings(now);
  const progress = hasScreen() ? newProgress(SCREEN, now, lang) : NO_PROGRESS;
  const tellIt = tellOn(lang);
  let pager: Pager | undefined;
  const toldBehind: Diagnostic[] = [];
  const tell: Io['tell'] = (diagnostic) => {
    progress.clear();
    // While the pager has the terminal, a message would be drawn over.
    if (pager === undefined) tellIt(diagnostic);
    else toldBehind.push(diagnostic);
  };
  const command = isPaged && process.stdout.isTTY === true && process.env.TERM !== 'dumb' ? pagerCommand(process.env) : undefined;
  const io: Io = {
    stdin: () => process.stdin,
    cores: availableParallelism(),
    runner: { pid: process.pid, host: hostname(), command: ['npl', ...process.argv.slice(2)].join(' '), isAlive },
    out: (text) => {
      progress.clear();
      if (command === undefined) return writeOut(text);
      pager ??= openPager(command, process.env, writeOut);
      return pager.write(text);
    },
    tell,
    watch: {
      phase: (name, of) => {
        timings.phase(name);
        progress.phase(name, of);
      },
      bytes: progress.bytes,
      records: timings.records,
    },
    interruptible,
  };
  return {
    io,
    close: async (toldTimings) => {
      progress.clear();
      await pager?.end();
      toldBehind.forEach(tellIt);
      if (toldTimings) timings.told().forEach(tellIt);
    },
  };
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Somebody else's process is one all the same.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Milliseconds since the process began. */
function now(): number {
  return performance.now();
}

/** A bar is drawn over itself: on a terminal that can, and nowhere else. */
function hasScreen(): boolean {
  return process.stderr.isTTY === true && process.env.TERM !== 'dumb';
}

const SCREEN: Screen = {
  get columns() {
    return process.stderr.columns;
  },
  write: (text) => process.stderr.write(text),
};

/** Tells diagnostics on standard error; the same hint only once, or twenty bad rows would bury themselves in advice. */
export function tellOn(lang: Lang, format: typeof formatMessage = formatMessage): Io['tell'] {
  const hints = new Set<string>();
  return (diagnostic) => {
    const whole = format(diagnostic, lang);
    const bare = format(diagnostic, lang, false);
    const hint = whole.slice(bare.length);
    process.stderr.write(`${hints.has(hint) ? bare : whole}\n`);
    hints.add(hint);
  };
}

/** Writes all of it or fails: a full disk must not look like success. Errors: E_WRITE, PipeClosed. */
export function writeOut(text: string | Uint8Array): Promise<void> {
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

/** Whether somebody would see what is written on standard output. */
export function writesOnScreen(): boolean {
  return process.stdout.isTTY === true;
}

/** Whether standard output is a terminal whose locale says another character set than UTF-8. In a pipe or a file the locale changes nothing. */
export function isAsciiTerminal(toFile: boolean): boolean {
  if (toFile || process.stdout.isTTY !== true) return false;
  const { LC_ALL, LC_CTYPE, LANG } = process.env;
  const locale = [LC_ALL, LC_CTYPE, LANG].find((one) => one !== undefined && one !== '');
  return locale !== undefined && !/utf-?8/i.test(locale);
}
