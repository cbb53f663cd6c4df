import { type ChildProcess, spawn } from 'node:child_process';

/** Shows what a run prints, page by page. */
export interface Pager {
  readonly write: (text: string | Uint8Array) => Promise<void>;
  /** Resolves when the reader has left it. */
  readonly end: () => Promise<void>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The pager that the environment asks for: NPL_PAGER, PAGER, else less. Undefined where it asks for none: blank, or cat. */
export function pagerCommand({ NPL_PAGER, PAGER }: Environment): string | undefined {
  const command = (NPL_PAGER ?? PAGER ?? 'less').trim();
  return command === '' || command === 'cat' ? undefined : command;
}

/** less leaves at once where all fits the screen, keeps colours, and leaves what it showed; unless the user says otherwise. */
const DEFAULTS: Environment = { LESS: 'FRX', LV: '-c', LESSCHARSET: 'utf-8' };
const [NOT_RUN, NOT_FOUND] = [126, 127];

/** Starts the pager on the terminal. Where the shell cannot run it, all goes out by `write` instead, as without one. */
export function openPager(command: string, environment: Environment, write: Pager['write']): Pager {
  const child: ChildProcess = spawn(command, { shell: true, stdio: ['pipe', 'inherit', 'inherit'], env: { ...DEFAULTS, ...environment } });
  // A reader who leaves early has seen enough.
  child.stdin?.on('error', () => undefined);
  const left = new Promise<number | null>((resolve) => child.on('close', resolve));
  const held: (string | Uint8Array)[] = [];
  return {
    write: async (text) => {
      held.push(typeof text === 'string' ? text : Uint8Array.from(text));
      if (child.stdin?.write(text) === false) await Promise.race([new Promise((resolve) => child.stdin?.once('drain', resolve)), left]);
    },
    end: async () => {
      // Ctrl-C is the pager's own while it shows.
      const ignore = () => undefined;
      process.on('SIGINT', ignore);
      child.stdin?.end();
      const code = await left;
      process.off('SIGINT', ignore);
      if (code === NOT_RUN || code === NOT_FOUND) for (const text of held) await write(text);
    },
  };
}
