import { parentPort } from 'node:worker_threads';
import { indexRangeKeys, type RangePlan, risingRangeKeys } from '../../ledger/ranges.js';
import { findAllBytes, type KeyTexts } from '../../model/text-index.js';
import { compileForThreads } from '../../table/plain/compile-for-threads.js';
import { hashStepper } from './hash-beside.js';
import { readRanges } from './read-threads.js';
import type { HashOrder, ThreadAnswer, ThreadOrder } from './thread-orders.js';

/** A further thread of a run: src/run/reading/threads.ts starts it. */
const port = parentPort;
const say = (answer: ThreadAnswer) => port?.postMessage(answer);

const waiting: { readonly order: HashOrder; readonly step: () => boolean }[] = [];
let isEnding = false;
/** Those read last. */
let ranges: RangePlan | undefined;
/** Theirs, once they are ready to be found: indexed, or known to rise. */
let keys: KeyTexts | undefined;

port?.on('message', (order: ThreadOrder) => {
  try {
    if (order.kind === 'read') {
      compileForThreads();
      ranges = order.task.ranges;
      keys = undefined;
      say({ kind: 'read', result: readRanges(order.task) });
    } else if (order.kind === 'index') {
      const { index, repeats } = indexRangeKeys(ranges as RangePlan, order.count);
      keys = index;
      say({ kind: 'index', indexed: { slots: index.slots, repeats } });
    } else if (order.kind === 'find') {
      const { bytes, from, to } = order.texts;
      keys ??= risingRangeKeys(ranges as RangePlan, order.count);
      say({ kind: 'find', codes: findAllBytes(keys, bytes, from, to, from.length) });
    } else if (order.kind === 'hash') {
      waiting.push({ order, step: hashStepper(order) });
      if (waiting.length === 1) setImmediate(goOn);
    } else isEnding = true;
  } catch (error) {
    say({ kind: 'failed', error });
  }
  if (isEnding && waiting.length === 0) port?.close();
});

/** A step of a hash, and then whatever has been asked meanwhile. */
function goOn(): void {
  const [first] = waiting;
  if (first !== undefined && !first.step()) {
    waiting.shift();
    say({ kind: 'hash', number: first.order.number });
  }
  if (waiting.length > 0) setImmediate(goOn);
  else if (isEnding) port?.close();
}
