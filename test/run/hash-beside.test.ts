import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, describe, expect, test } from 'vitest';
import { hashBeside, hashStepper } from '../../src/run/reading/hash-beside.js';
import type { Thread } from '../../src/run/reading/threads.js';
import { openSource } from '../../src/table/source.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'npl-hash-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Three steps of 1 MiB and an end. */
const BYTES = Buffer.alloc((3 << 20) + 5, 'loan,');
const SHA256 = createHash('sha256').update(BYTES).digest('hex');

async function opened(bytes = BYTES) {
  const path = join(FOLDER, 'ledger.csv');
  writeFileSync(path, bytes);
  return { path, source: await openSource(path, () => process.stdin) };
}

/** A thread that does on this one what it is asked for: `steps` of it. */
function threadOf(steps: number): Thread {
  return {
    read: () => Promise.reject(new Error('not asked for')),
    index: () => Promise.reject(new Error('not asked for')),
    find: () => Promise.reject(new Error('not asked for')),
    hash: async (order) => {
      const step = hashStepper({ kind: 'hash', number: 0, ...order });
      for (let i = 0; i < steps && step(); i++);
    },
    end: () => undefined,
  };
}

/** A real thread that writes `byte` all over the hash after some steps: nobody else would come to that. */
function strangerThread(byte: number, worker: { current?: Worker }): Thread {
  const work = `
    const { workerData: { into, byte } } = require('node:worker_threads');
    const numbers = new Int32Array(into, 0, 2);
    for (let step = 0; step < 3; step++) {
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
      Atomics.add(numbers, 1, 1);
    }
    new Uint8Array(into, 8, 32).fill(byte);
    Atomics.store(numbers, 0, 1);
    Atomics.notify(numbers, 0);`;
  return {
    ...threadOf(0),
    hash: ({ into }) => {
      worker.current = new Worker(work, { eval: true, workerData: { into, byte } });
      return new Promise((resolve) => worker.current?.once('exit', () => resolve()));
    },
  };
}

describe('a hash made beside the reading', () => {
  test('is that of the bytes', async () => {
    const { source } = await opened();
    const hash = hashBeside(source, threadOf(10));
    expect(hash.value()).toBe(SHA256);
    await hash.done;
    source.close();
    expect(hash.value()).toBe(SHA256);
  });

  test('is made here where the thread has given up', async () => {
    const { source } = await opened();
    const hash = hashBeside(source, threadOf(2));
    await hash.done;
    source.close();
    expect(hash.value()).toBe(SHA256);
  });

  test('is waited for while the thread is at it', async () => {
    const { source } = await opened();
    const worker: { current?: Worker } = {};
    const hash = hashBeside(source, strangerThread(0xab, worker));
    // This thread takes no turn until then.
    expect(hash.value()).toBe('ab'.repeat(32));
    await hash.done;
    source.close();
  });

  test('is made here where the thread is lost, and makes no step for as long as is waited', async () => {
    const { source } = await opened();
    const lost: Thread = { ...threadOf(0), hash: () => new Promise(() => undefined) };
    expect(hashBeside(source, lost, 1).value()).toBe(SHA256);
    source.close();
  });

  test('tells a file that has become shorter or longer, even when it is looked at after the file was closed', async () => {
    for (const length of [1 << 20, BYTES.length + 1]) {
      const { path, source } = await opened();
      truncateSync(path, length);
      const hash = hashBeside(source, threadOf(10));
      await hash.done;
      source.close();
      expect(() => hash.value()).toThrow('E_SOURCE_CHANGED');
    }
  });

  test('of a file that was unpacked is known already: that of the file as it was handed over', async () => {
    const { source } = await opened();
    expect(hashBeside({ ...source, sha256: 'known' }, threadOf(10)).value()).toBe('known');
    source.close();
  });
});
