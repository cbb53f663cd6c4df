import { statSync } from 'node:fs';
import type { Register } from '../../registers/read-register.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import { openSource, type Source } from '../../table/source.js';
import type { Io } from '../io.js';

/** Below, a register is read in no time whenever its turn comes. */
const LEAST_BYTES = 1 << 20;

/** Long registers, which are read while other threads read the ledger: what is said of them waits for their turn. */
export interface RegistersAhead {
  /** Reads them. Whatever they are refused for is thrown where they are taken. */
  readonly read: () => void;
  /** What a file came to, once; undefined where it was not read. Errors: those of the register. */
  readonly take: <T>(kind: RegisterKind<T>, path: string) => Register<T> | undefined;
  /** What was not read goes on in its turn. */
  readonly close: () => void;
}

/** The files of a register. */
export interface GivenRegister {
  readonly kind: RegisterKind<unknown>;
  readonly paths: readonly string[];
}

interface AheadFile {
  readonly kind: RegisterKind<unknown>;
  readonly path: string;
  readonly source: Source;
  outcome?: () => Register<unknown>;
}

/** Opens those of the files that are long enough; undefined where none is. A file that is missing, or is no file, is left to its turn. */
export async function openAhead(given: readonly GivenRegister[], { stdin }: Pick<Io, 'stdin'>): Promise<RegistersAhead | undefined> {
  const files: AheadFile[] = [];
  for (const { kind, paths } of given) {
    for (const path of paths) {
      const source = isLong(path) ? await openSource(path, stdin).catch(() => undefined) : undefined;
      if (source !== undefined) files.push({ kind, path, source });
    }
  }
  if (files.length === 0) return undefined;
  return {
    read: () => {
      for (const file of files.filter(({ outcome }) => outcome === undefined)) {
        file.outcome = outcomeOf(() => file.kind.read(file.source));
        file.source.close();
      }
    },
    take: <T>(kind: RegisterKind<T>, path: string) => {
      const at = files.findIndex((file) => file.kind === kind && file.path === path && file.outcome !== undefined);
      // A file may be given twice, and what it came to is not held any longer than it must.
      return at < 0 ? undefined : (files.splice(at, 1)[0]?.outcome?.() as Register<T>);
    },
    close: () => {
      for (const { outcome, source } of files) if (outcome === undefined) source.close();
    },
  };
}

function isLong(path: string): boolean {
  try {
    const facts = statSync(path, { throwIfNoEntry: false });
    return facts?.isFile() === true && facts.size >= LEAST_BYTES;
  } catch {
    return false;
  }
}

function outcomeOf<T>(work: () => T): () => T {
  try {
    const made = work();
    return () => made;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
