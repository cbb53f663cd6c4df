import { type LoanStore, moveRegion, type StoreSize } from './loan-store.js';

/**
 * How far the ranges in a store have been moved together, in shared memory: whether a thread is moving, the range that is to be
 * moved next, the loans and lines before it, and by range whether it has been read, its loans and its lines.
 */
export type Moving = Int32Array;

const [MOVER, NEXT, LOANS, LINES, FIRST] = [0, 1, 2, 3, 4] as const;
const [EACH, OWN_LOANS, OWN_LINES] = [3, 1, 2] as const;

export function newMoving(ranges: number): Moving {
  return new Int32Array(new SharedArrayBuffer((FIRST + ranges * EACH) * Int32Array.BYTES_PER_ELEMENT));
}

/** Says that a range has been read. */
export function tellRead(moving: Moving, index: number, loans: number, lines: number): void {
  const at = FIRST + index * EACH;
  moving[at + OWN_LOANS] = loans;
  moving[at + OWN_LINES] = lines;
  Atomics.store(moving, at, 1);
}

/**
 * Moves ranges that have been read, in order, as far as there are any, unless another thread does: so nobody waits, and little is
 * left to be moved when the last range is read. `begins` says which ranges are the first of a file.
 */
export function moveRead(moving: Moving, store: LoanStore, sizes: readonly StoreSize[], begins: readonly boolean[]): void {
  const isReady = () => {
    const next = Atomics.load(moving, NEXT);
    return next < sizes.length && Atomics.load(moving, FIRST + next * EACH) === 1;
  };
  // Asked again behind each release: another thread may have told of a range, and gone on, just before it.
  while (isReady() && Atomics.compareExchange(moving, MOVER, 0, 1) === 0) {
    while (isReady()) moveNext(moving, store, sizes, begins);
    Atomics.store(moving, MOVER, 0);
  }
}

/** True when all ranges have been moved. */
export function areMoved(moving: Moving, ranges: number): boolean {
  return Atomics.load(moving, NEXT) === ranges;
}

function moveNext(moving: Moving, store: LoanStore, sizes: readonly StoreSize[], begins: readonly boolean[]): void {
  const next = Atomics.load(moving, NEXT);
  const at = FIRST + next * EACH;
  const [loans, ownLoans, ownLines] = [moving[LOANS], moving[at + OWN_LOANS], moving[at + OWN_LINES]] as [number, number, number];
  const lines = begins[next] === true ? 0 : (moving[LINES] as number);
  moveRegion(store, sizes, next, ownLoans, { loans, lines });
  moving[LOANS] = loans + ownLoans;
  moving[LINES] = lines + ownLines;
  Atomics.store(moving, NEXT, next + 1);
}
