/**
 * What the bytes of a stretch of a file say for and against GB18030: the rules of encoding-faults.ts, each as a count that adds up
 * over the stretches.
 */
export interface GbSigns {
  /** Characters that would be ideographs of UTF-8 as well, and bytes from 0x80 that would not. */
  readonly good: number;
  readonly bad: number;
  /** Of all lines that are surely the one or the other: 1 UTF-8, 2 GB18030; 0 where there is none. */
  readonly kind: number;
}

/** Looks at whole lines, one stretch behind the other; false where all bytes of the file have to be judged. */
export interface GbScan {
  readonly scan: (bytes: Buffer, from: number, to: number, beforeBad: number) => boolean;
  readonly signs: () => GbSigns;
}

const MOST_IDEOGRAPHS = 3;

/** True where every byte of a file is surely GB18030, by what its stretches say. */
export function isSurelyGb18030(stretches: readonly GbSigns[]): boolean {
  const sum = (of: (signs: GbSigns) => number) => stretches.reduce((total, signs) => total + of(signs), 0);
  const kinds = new Set(stretches.map(({ kind }) => kind).filter((kind) => kind !== 0));
  const good = sum((signs) => signs.good);
  return kinds.size < 2 && (good < MOST_IDEOGRAPHS || good <= sum((signs) => signs.bad));
}
