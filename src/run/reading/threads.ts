import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { HashOrder, ThreadAnswer, ThreadOrder, ThreadResult, ThreadTask } from './thread-orders.js';

/** A further thread. It hashes between readings, and behind them. */
export interface Thread {
  /** Errors: any of the program's own; what is wrong with a file is in the result. */
  readonly read: (task: ThreadTask) => Promise<ThreadResult>;
  /** Resolves when it no longer reads the file, whatever came of it. */
  readonly hash: (order: Omit<HashOrder, 'kind' | 'number'>) => Promise<void>;
  readonly end: () => void;
}

/** The further threads of a run. They are started before it is known what they read, and stay for what is read next. */
export interface Threads {
  /** The first `count` of them, started where they are not. */
  readonly others: (count: number) => readonly Thread[];
  /** True while none has been started. */
  readonly areNone: () => boolean;
  /** Each ends when it has done what it was asked for; none of them keeps the program running. */
  readonly end: () => void;
}

export function newThreads(): Threads {
  const started: Thread[] = [];
  return {
    others: (count) => {
      while (started.length < count) started.push(startThread());
      return started.slice(0, count);
    },
    areNone: () => started.length === 0,
    end: () => {
      for (const thread of started.splice(0)) thread.end();
    },
  };
}

function startThread(): Thread {
  const worker = new Worker(new URL('./read-thread.js', import.meta.url), { env: SHARE_ENV });
  worker.unref();
  let reading: { readonly resolve: (result: ThreadResult) => void; readonly reject: (error: unknown) => void } | undefined;
  const hashing = new Map<number, () => void>();
  let hashes = 0;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
    reading?.reject(error);
    for (const done of hashing.values()) done();
    hashing.clear();
  };
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'read') reading?.resolve(answer.result);
    else if (answer.kind === 'failed') fail(answer.error);
    else {
      hashing.get(answer.number)?.();
      hashing.delete(answer.number);
    }
  });
  worker.on('error', fail);
  const ask = (order: ThreadOrder) => worker.postMessage(order);
  return {
    read: async (task) => {
      // Its answer is waited for: only so long may it keep the program running.
      worker.ref();
      try {
        return await new Promise<ThreadResult>((resolve, reject) => {
          reading = { resolve, reject };
          if (failure !== undefined) reject(failure.error);
          else ask({ kind: 'read', task });
        });
      } finally {
        reading = undefined;
        worker.unref();
      }
    },
    hash: (order) =>
      new Promise((resolve) => {
        const number = hashes++;
        if (failure !== undefined) resolve();
        else {
          hashing.set(number, resolve);
          ask({ kind: 'hash', number, ...order });
        }
      }),
    end: () => ask({ kind: 'end' }),
  };
}
