import { parentPort, workerData } from 'node:worker_threads';
import { readRanges, type ThreadTask } from './read-threads.js';

/** A further thread of a reading: src/run/reading/read-threads.ts starts it. */
parentPort?.postMessage(readRanges(workerData as ThreadTask));
