import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { threadOn } from '../../src/run/reading/threads.js';

/** A real thread that ends where it should have answered, with nothing said. */
const SILENT_END = "require('node:worker_threads').parentPort.on('message', () => process.exit(0));";

test('whoever waits for a thread that has ended is told, and so is who asks it later', async () => {
  const thread = threadOn(new Worker(SILENT_END, { eval: true }));
  await expect(thread.index(1)).rejects.toThrow('ended before it had answered');
  await expect(thread.index(1)).rejects.toThrow('ended before it had answered');
});
