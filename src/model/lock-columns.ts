import type { BaseLock, LockColumns, LockedLoan, TextRanges } from './base-lock.js';

/** The columns of a lock: those that its file was read into, or made of its loans. */
export function lockColumns(lock: Pick<BaseLock, 'columns' | 'loans'>): LockColumns {
  return lock.columns ?? columnsOf(lock.loans);
}

function columnsOf(loans: readonly LockedLoan[]): LockColumns {
  return {
    count: loans.length,
    keys: rangesOf(loans.map(({ key }) => key)),
    borrowers: rangesOf(loans.map(({ borrower }) => borrower ?? '')),
    balanceOf: (index) => (loans[index] as LockedLoan).balance,
    nearOf: (index) => Number((loans[index] as LockedLoan).balance),
    classOf: (index) => (loans[index] as LockedLoan).class,
  };
}

/** Texts put into one memory. */
export function rangesOf(texts: readonly string[]): TextRanges {
  const [from, to] = [new Uint32Array(texts.length), new Uint32Array(texts.length)];
  let at = 0;
  const encoded = texts.map((text, i) => {
    const bytes = Buffer.from(text, 'utf8');
    from[i] = at;
    at += bytes.length;
    to[i] = at;
    return bytes;
  });
  return { bytes: Buffer.concat(encoded), from, to };
}

export function textIn({ bytes, from, to }: TextRanges, index: number): string {
  return bytes.toString('utf8', from[index], to[index]);
}

/** Where the keys of a lock's loans stand, in its order. */
export function keyRanges(lock: Pick<BaseLock, 'columns' | 'loans'>): TextRanges {
  const { count, keys } = lockColumns(lock);
  return { bytes: keys.bytes, from: keys.from.subarray(0, count), to: keys.to.subarray(0, count) };
}

/** The keys of a lock's loans, in its order. */
export function lockedKeys(lock: Pick<BaseLock, 'columns' | 'loans'>): string[] {
  const { keys, count } = lockColumns(lock);
  return Array.from({ length: count }, (_, i) => textIn(keys, i));
}
