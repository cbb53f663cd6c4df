import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { PROGRAM, plainEnvironment, ROOT } from './program.js';
import type { Run } from './run-npl.js';

/** A run of the program in this very process: what it prints, in a fraction of the time that starting it takes. */
export interface HereOptions {
  /** All that the program sees of the environment; a plain one without. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** The program's standard output is a terminal of so many columns; without, a pipe. */
  readonly terminal?: number;
}

/** What was written, in the order it was written in. */
export interface HereRun extends Run {
  readonly written: readonly { readonly to: 'stdout' | 'stderr'; readonly bytes: Buffer }[];
}

type Main = (argv: readonly string[]) => Promise<number>;

let compiled: Main | undefined;
let before: Promise<unknown> = Promise.resolve();

/** Runs the compiled program's `main`, one run after another: the streams, environment and folder are the process's own. */
export function nplHere(argv: readonly string[], options: HereOptions = {}): Promise<HereRun> {
  const run = before.then(() => runNow(argv, options));
  before = run.catch(() => undefined);
  return run;
}

async function runNow(argv: readonly string[], { env = plainEnvironment(''), cwd = ROOT, terminal }: HereOptions): Promise<HereRun> {
  compiled ??= (createRequire(PROGRAM)('../dist/cli/main.js') as { main: Main }).main;
  const written: HereRun['written'][number][] = [];
  const stream = (to: 'stdout' | 'stderr', isTTY: boolean) =>
    Object.assign(
      new Writable({
        write: (bytes: Buffer, _, done) => {
          written.push({ to, bytes });
          done();
        },
      }),
      { isTTY, columns: terminal },
    );
  const restore = lend({
    stdout: stream('stdout', terminal !== undefined),
    stderr: stream('stderr', false),
    // os.homedir() would find the developer's.
    env: { XDG_CONFIG_HOME: join(env.HOME ?? cwd, '.config'), ...env },
    argv: [process.execPath, 'npl', ...argv],
  });
  const folder = process.cwd();
  process.chdir(cwd);
  try {
    const exit = await compiled(argv);
    const text = (to: 'stdout' | 'stderr') =>
      Buffer.concat(written.filter((one) => one.to === to).map(({ bytes }) => bytes)).toString('utf8');
    return { exit, stdout: text('stdout'), stderr: text('stderr'), written };
  } finally {
    process.chdir(folder);
    restore();
  }
}

/** Puts these in the place of the process's own, until what is given back is called. */
function lend(lent: Readonly<Record<string, unknown>>): () => void {
  const own = Object.keys(lent).map((name) => [name, Object.getOwnPropertyDescriptor(process, name) as PropertyDescriptor] as const);
  for (const [name, value] of Object.entries(lent))
    Object.defineProperty(process, name, { value, configurable: true, writable: true, enumerable: true });
  return () => {
    for (const [name, descriptor] of own) Object.defineProperty(process, name, descriptor);
  };
}
