import { hashInSteps, hashSource, type Source } from '../../table/source.js';
import type { HashOrder } from './thread-orders.js';
import type { Thread } from './threads.js';

/** A hash that is made while the file is read and measured: nobody asks for it before the report is written. */
export interface HashBeside {
  /** Waits where it is not there yet. Errors: E_SOURCE_CHANGED. */
  readonly value: () => string;
  /** Resolves when nobody reads the file for it any more. */
  readonly done: Promise<void>;
}

const [RUNNING, DONE, FAILED] = [0, 1, 2] as const;
/** Numbers before the hash: its state, and how many steps have been made. */
const [STATE, STEPS] = [0, 1] as const;
const DIGEST_AT = 8;
const DIGEST_BYTES = 32;
/** A thread that makes no step for so long is given up. */
const PATIENCE_MS = 30_000;

/** Made at once, on this thread. */
export function hashNow(source: Source): HashBeside {
  const sha256 = hashSource(source);
  return { value: () => sha256, done: Promise.resolve() };
}

/** Made by `thread`, or here where it makes no step for `patience` milliseconds. */
export function hashBeside(source: Source, thread: Thread, patience = PATIENCE_MS): HashBeside {
  if (source.sha256 !== undefined) return hashNow(source);
  const into = new SharedArrayBuffer(DIGEST_AT + DIGEST_BYTES);
  const { fd, name, shownAs, bytes } = source;
  let outcome: { readonly sha256: string } | { readonly error: unknown } | undefined;
  const settled = () => {
    outcome ??= tried(() => {
      const sha256 = waitedFor(into, patience) ?? hashSource(source);
      source.checkUnchanged();
      return sha256;
    });
    return outcome;
  };
  return {
    value: () => {
      const found = settled();
      if ('error' in found) throw found.error;
      return found.sha256;
    },
    done: thread.hash({ file: { fd, name, shownAs, bytes }, into }).then(() => {
      // Where the thread has failed, there is nothing to wait for.
      Atomics.compareExchange(new Int32Array(into, 0, 2), STATE, RUNNING, FAILED);
      // The file may be closed from now on.
      settled();
    }),
  };
}

function tried(make: () => string): { readonly sha256: string } | { readonly error: unknown } {
  try {
    return { sha256: make() };
  } catch (error) {
    return { error };
  }
}

/** Undefined where the thread did not come to its end: this one then tries itself, and says what is wrong. */
function waitedFor(into: SharedArrayBuffer, patience: number): string | undefined {
  const numbers = new Int32Array(into, 0, 2);
  for (let steps = -1; Atomics.load(numbers, STATE) === RUNNING && steps !== Atomics.load(numbers, STEPS); ) {
    steps = Atomics.load(numbers, STEPS);
    Atomics.wait(numbers, STATE, RUNNING, patience);
  }
  if (Atomics.load(numbers, STATE) !== DONE) return undefined;
  return Buffer.from(new Uint8Array(into, DIGEST_AT, DIGEST_BYTES)).toString('hex');
}

/** On the thread that was asked: a step at a time, so that it may read between them. True while there is more to do. */
export function hashStepper({ file, into }: HashOrder): () => boolean {
  const numbers = new Int32Array(into, 0, 2);
  const steps = hashInSteps(file as Source);
  const end = (state: number) => {
    Atomics.store(numbers, STATE, state);
    Atomics.notify(numbers, STATE);
    return false;
  };
  return () => {
    try {
      const { done, value } = steps.next();
      Atomics.add(numbers, STEPS, 1);
      if (done !== true) return true;
      new Uint8Array(into, DIGEST_AT, DIGEST_BYTES).set(Buffer.from(value, 'hex'));
      return end(DONE);
    } catch {
      return end(FAILED);
    }
  };
}
