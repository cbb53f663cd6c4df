import { fsyncSync, linkSync, readdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { HELD, TAKEOVER } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { count, OtherShape, objectOf, text } from '../../documents/json-shape.js';
import type { Io, Runner } from '../io.js';
import { outputError, removeQuietly, writeNewFile } from '../output/publish.js';

/** Who holds a book: a process, told apart from a later one of the same number by when it began. */
interface Holder {
  readonly pid: number;
  readonly host: string;
  readonly command: string;
  /** What the system says of its start; empty where it says nothing. */
  readonly started: string;
}

const LOOKS_PER_SECOND = 10;

/**
 * Takes a book for writing, and gives what lets go of it. One process at a time: the file `.held` comes into being whole and
 * only where there is none (link). It stays behind where a writer is killed, and is taken over from a process that is no more
 * on this same machine. `wait`: seconds to try for. Errors: E_BOOK_BUSY (exit 75), E_OUTPUT.
 */
export async function holdBook(book: string, io: Io, wait: number): Promise<() => void> {
  const self = holderOf(io.runner);
  for (let looks = wait * LOOKS_PER_SECOND; ; looks--) {
    const other = tryHold(book, self, io.runner);
    if (other === undefined) {
      const release = () => letGo(book, self);
      try {
        clearFlags(book, io.runner);
      } catch (error) {
        release();
        throw error;
      }
      return release;
    }
    if (looks <= 0) throw busy(book, other);
    await new Promise((resolve) => setTimeout(resolve, 1000 / LOOKS_PER_SECOND));
  }
}

/** Only what is its own: another may have been told, wrongly, that this process is no more. */
function letGo(book: string, self: Holder): void {
  const file = join(book, HELD);
  try {
    const found = readHolder(file);
    if (found !== 'unknown' && JSON.stringify(found) === JSON.stringify(self)) unlinkSync(file);
  } catch {
    // It stays behind, and is taken over as a dead writer's.
  }
}

/** True while somebody writes in a book, as far as can be told. */
export function isBeingWritten(book: string, runner: Runner): boolean {
  const holder = readHolder(join(book, HELD));
  return holder !== undefined && holder !== 'unknown' && !isGone(holder, runner);
}

/** Undefined where the book is held now; else who holds it, 'unknown' where that cannot be told. */
function tryHold(book: string, self: Holder, runner: Runner): Holder | 'unknown' | undefined {
  if (createHeld(book, self)) return undefined;
  const found = readHolder(join(book, HELD));
  if (found === undefined) return createHeld(book, self) ? undefined : 'unknown';
  if (found === 'unknown' || !isGone(found, runner)) return found;
  return takeOver(book, self, found, runner) ? undefined : found;
}

/** False where there is one already. The text is written first and then given its name, so that nobody reads half of it. */
function createHeld(book: string, self: Holder): boolean {
  const made = join(book, `${HELD}-${ownName(self)}`);
  try {
    removeQuietly(made);
    // On the disk before it has its name: after a power cut it must not be there and empty.
    for (const _ of writeNewFile(made, [`${JSON.stringify(self)}\n`], 0o600, { ended: fsyncSync }));
    linkSync(made, join(book, HELD));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw outputError(book, error);
  } finally {
    removeQuietly(made);
  }
}

/**
 * Removes what a dead writer left and holds the book. Two that find the same dead writer must not both do so: the second would
 * remove what the first has just made, and both would write. So each first says that it is about to (a file of its own
 * name) and only then looks whether another says so too; of two at once at least one sees the other and gives way, whichever
 * order they come in. Only who has seen nobody looks again at who holds the book, and removes that if it is still the dead one:
 * nobody but a taker removes a file that is not its own, and there is no other taker now. Losing to one that came in between
 * by the usual way is no harm: that way makes the file only where there is none.
 */
function takeOver(book: string, self: Holder, dead: Holder, runner: Runner): boolean {
  const flag = join(book, TAKEOVER + ownName(self));
  try {
    removeQuietly(flag);
    writeFileSync(flag, `${JSON.stringify(self)}\n`, { flag: 'wx', mode: 0o600 });
    if (otherTakers(book, self, runner)) return false;
    const found = readHolder(join(book, HELD));
    if (found !== undefined && (found === 'unknown' || JSON.stringify(found) !== JSON.stringify(dead))) return false;
    if (found !== undefined) unlinkSync(join(book, HELD));
    return createHeld(book, self);
  } catch (error) {
    throw outputError(book, error);
  } finally {
    removeQuietly(flag);
  }
}

/** True while somebody else is about to take over. */
function otherTakers(book: string, self: Holder, runner: Runner): boolean {
  const own = TAKEOVER + ownName(self);
  return readdirSync(book).some((name) => name.startsWith(TAKEOVER) && name !== own && !isLeft(book, name, runner));
}

/** Files of its own that a process could not take away because it was killed. */
function clearFlags(book: string, runner: Runner): void {
  for (const name of readdirSync(book)) {
    if ((name.startsWith(TAKEOVER) || name.startsWith(`${HELD}-`)) && isThereAndLeft(book, name, runner)) removeQuietly(join(book, name));
  }
}

/** What is gone already is not removed by its name: its owner may just be making it again. */
function isThereAndLeft(book: string, name: string, runner: Runner): boolean {
  return readHolder(join(book, name)) !== undefined && isLeft(book, name, runner);
}

/** True where the process that made a file of its own is gone. One that is being written is judged by its name. */
function isLeft(book: string, name: string, runner: Runner): boolean {
  const holder = readHolder(join(book, name));
  if (holder === undefined) return true;
  if (holder !== 'unknown') return isGone(holder, runner);
  const [, host, pid] = /-(.+)-(\d+)$/.exec(name) ?? [];
  return host === inName(runner.host) && !runner.isAlive(Number(pid));
}

/** Differs for every process that runs. */
function ownName({ host, pid }: Holder): string {
  return `${inName(host)}-${pid}`;
}

function inName(host: string): string {
  return host.replace(/[^\w.]/g, '_');
}

const holderShape = objectOf({ pid: count, host: text, command: text, started: text });

/** Undefined where there is no such file. */
function readHolder(path: string): Holder | 'unknown' | undefined {
  try {
    return holderShape(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    if (error instanceof OtherShape || error instanceof SyntaxError) return 'unknown';
    throw outputError(path, error);
  }
}

function holderOf({ pid, host, command }: Runner): Holder {
  return { pid, host, command, started: startOf(pid) };
}

/**
 * A process of another machine is never taken to be gone: nobody here can know. A start that the system does not say, then or
 * now, proves nothing.
 */
function isGone(holder: Holder, runner: Runner): boolean {
  if (holder.host !== runner.host) return false;
  if (!runner.isAlive(holder.pid)) return true;
  const started = startOf(holder.pid);
  return holder.started !== '' && started !== '' && holder.started !== started;
}

/** Field of /proc/PID/stat that says when a process began, counted from the machine's start. Fields follow the name in brackets. */
const STARTED = 19;

/** The machine's start and the process's own after it; empty where the system does not say. */
function startOf(pid: number): string {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\)\s/s, '')
      .split(' ');
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[STARTED]}`;
  } catch {
    return '';
  }
}

function busy(book: string, holder: Holder | 'unknown'): UserError {
  const file = join(book, HELD);
  if (holder === 'unknown')
    return new UserError({ code: 'E_BOOK_BUSY', file, params: { holder: { en: 'somebody unknown', zh: '未知进程' } } });
  const { pid, host, command } = holder;
  return new UserError({ code: 'E_BOOK_BUSY', file, params: { holder: `${host} pid ${pid}: ${command}` } });
}
