import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, openSync, readFileSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { Socket } from 'node:net';
import { join } from 'node:path';
import { folderWithNpl, PROGRAM } from './program.js';
import { type HereRun, nplHere } from './run-here.js';

/** A command `npl` for shells. */
export interface Desk {
  /** Holds the command: to be put first in PATH. */
  readonly folder: string;
  readonly close: () => void;
}

/**
 * A command `npl` that asks this process to run `main`, which spares starting the program hundreds of times: pipes, redirections and exit
 * codes are the shell's as ever. What the process cannot lend (a standard input, another time zone, a disk that is full) starts the program, and so does every
 * run where NPL_PROGRAM says which is tested, or where there is no /proc.
 */
export function openDesk(): Desk {
  const folder = folderWithNpl();
  const remove = () => rmSync(folder, { recursive: true, force: true });
  if (process.env.NPL_PROGRAM !== undefined || !existsSync('/proc/self/environ')) return { folder, close: remove };
  const bell = join(folder, 'bell');
  if (spawnSync('mkfifo', [bell]).status !== 0) return { folder, close: remove };
  const started = `exec '${process.execPath}' '${PROGRAM}' "$@"`;
  const lines = [
    '#!/bin/sh',
    `[ "$TZ" = UTC ] || ${started}`,
    `case " $* " in *' - '*) ${started} ;; esac`,
    `if [ /dev/stdout -ef /dev/full ]; then ${started}; fi`,
    // The answer is a script: what to print, where, and the exit code.
    `mkfifo "${folder}/$$" && echo "$$" > '${bell}' && . "${folder}/$$"`,
    '',
  ];
  writeFileSync(join(folder, 'npl'), lines.join('\n'));
  chmodSync(join(folder, 'npl'), 0o755);
  // Open for writing too: it must not end with the first who rings.
  const heard = new Socket({ fd: openSync(bell, 'r+'), readable: true, writable: false });
  let rest = '';
  heard.setEncoding('latin1').on('data', (text: string) => {
    const rung = (rest + text).split('\n');
    rest = rung.pop() as string;
    for (const pid of rung) void answer(pid, join(folder, pid));
  });
  return {
    folder,
    close: () => {
      heard.destroy();
      remove();
    },
  };
}

async function answer(pid: string, fifo: string): Promise<void> {
  const words = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8').split('\0').slice(0, -1);
  // The shell, its script, then what was typed.
  const argv = words('cmdline').slice(2);
  const env = Object.fromEntries(words('environ').map((one) => [one.slice(0, one.indexOf('=')), one.slice(one.indexOf('=') + 1)]));
  await writeFile(fifo, script(await nplHere(argv, { env, cwd: readlinkSync(`/proc/${pid}/cwd`) })));
  rmSync(fifo, { force: true });
}

function script({ written, exit }: HereRun): Buffer {
  const prints = written.flatMap(({ to, bytes }) => {
    if (bytes.includes(0)) throw new Error('a shell prints no NUL');
    const quoted = bytes.toString('latin1').replaceAll("'", "'\\''");
    return [Buffer.from(`printf %s '${quoted}'${to === 'stderr' ? ' >&2' : ''}\n`, 'latin1')];
  });
  return Buffer.concat([...prints, Buffer.from(`exit ${exit}\n`)]);
}
