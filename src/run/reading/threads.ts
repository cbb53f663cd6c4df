import { SHARE_ENV, Worker } from 'node:worker_threads';
import type { IndexedKeys } from '../../ledger/settle-keys.js';
import type { TextRanges } from '../../model/base-lock.js';
import type { HashOrder, ThreadAnswer, ThreadOrder, ThreadResult, ThreadTask } from './thread-orders.js';

/** A further thread. It hashes between readings, and behind them. */
export interface Thread {
  /** Errors: any of the program's own; what is wrong with a file is in the result. */
  readonly read: (task: ThreadTask) => Promise<ThreadResult>;
  /** Indexes the keys of what it has read last, `count` loans. */
  readonly index: (count: number) => Promise<IndexedKeys>;
  /** The codes of texts among the keys of what it has read last, `count` loans: indexed or rising. -1 where one is none of them. */
  readonly find: (texts: TextRanges, count: number) => Promise<Int32Array>;
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
      while (started.length < count) started.push(threadOn(new Worker(new URL('./read-thread.js', import.meta.url), { env: SHARE_ENV })));
      return started.slice(0, count);
    },
    areNone: () => started.length === 0,
    end: () => {
      for (const thread of started.splice(0)) thread.end();
    },
  };
}

interface Asked {
  readonly done: (answer: ThreadAnswer) => void;
  readonly failed: (error: unknown) => void;
}

/** What a worker does that answers as `read-thread.ts` does. */
export function threadOn(worker: Worker): Thread {
  /** What has been asked and not answered: hashes by their number, anything else by its kind. */
  const asked = new Map<string | number, Asked>();
  let hashes = 0;
  let failure: { readonly error: unknown } | undefined;
  const fail = (error: unknown) => {
    failure ??= { error };
    for (const { failed } of asked.values()) failed(error);
    asked.clear();
  };
  worker.on('message', (answer: ThreadAnswer) => {
    if (answer.kind === 'failed') return fail(answer.error);
    const name = answer.kind === 'hash' ? answer.number : answer.kind;
    asked.get(name)?.done(answer);
    asked.delete(name);
  });
  worker.on('error', fail);
  // However it came to that: a run that waits for it would end with nothing written and nothing said.
  worker.on('exit', () => fail(new Error('a thread ended before it had answered')));
  // Behind the listeners: one for messages takes it back.
  worker.unref();
  const ask = (order: ThreadOrder, name: string | number) =>
    new Promise<ThreadAnswer>((done, failed) => {
      if (failure !== undefined) return failed(failure.error);
      asked.set(name, { done, failed });
      worker.postMessage(order);
    });
  let waits = 0;
  /** Its answer is waited for: only so long may it keep the program running. Several may be waited for at once. */
  const askAndWait = async <K extends 'read' | 'index' | 'find'>(order: ThreadOrder & { kind: K }) => {
    if (waits++ === 0) worker.ref();
    try {
      return (await ask(order, order.kind)) as ThreadAnswer & { kind: K };
    } finally {
      if (--waits === 0) worker.unref();
    }
  };
  return {
    read: async (task) => (await askAndWait<'read'>({ kind: 'read', task })).result,
    index: async (count) => (await askAndWait<'index'>({ kind: 'index', count })).indexed,
    find: async (texts, count) => (await askAndWait<'find'>({ kind: 'find', texts, count })).codes,
    hash: async (order) => {
      const number = hashes++;
      // What it failed at is told by who waits for the hash.
      await ask({ kind: 'hash', number, ...order }, number).catch(() => undefined);
    },
    end: () => worker.postMessage({ kind: 'end' } satisfies ThreadOrder),
  };
}
