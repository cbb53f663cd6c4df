import { statSync } from 'node:fs';
import { MOST_THREADS } from './most-threads.js';
import { newThreads, type Threads } from './threads.js';

/** Below, a second thread costs more than it brings. */
const LEAST_BYTES = 96 << 20;
/** Ranges of a file are no shorter. */
export const LEAST_RANGE = 4 << 20;

/** How many threads read so many bytes where the user does not say. */
export function threadsFor(bytes: number, cores: number): number {
  return bytes < LEAST_BYTES ? 1 : Math.max(1, Math.min(cores, MOST_THREADS));
}

/** How many further threads a reading can use. */
export function othersFor(bytes: number, threads: number): number {
  return Math.max(0, Math.min(threads, Math.ceil(bytes / LEAST_RANGE)) - 1);
}

/**
 * Starts the threads that reading these files will take (`asked` of them, or as many as pay), by their sizes as far as these are known
 * without opening them. A module of its own, so that they start before the rest of the program is loaded.
 */
export function startThreads(paths: readonly string[], asked: number | undefined, cores: number): Threads {
  const pool = newThreads();
  const bytes = paths.reduce((sum, path) => sum + sizeOf(path), 0);
  const others = othersFor(bytes, asked ?? threadsFor(bytes, cores));
  pool.others(others);
  return pool;
}

function sizeOf(path: string): number {
  const facts = statSync(path, { throwIfNoEntry: false });
  return facts?.isFile() === true ? facts.size : 0;
}
