/** Words of the off-book section of a lock (表外锁定) in the write-off report. */
export interface OffBookWords {
  readonly heading: (date: string) => string;
  readonly target: string;
  readonly list: string;
  readonly differing: string;
  readonly item: Readonly<
    Record<
      | 'locked'
      | 'writtenBack'
      | 'collected'
      | 'left'
      | 'fresh'
      | 'freshCollected'
      | 'other'
      | 'difference'
      | 'closing'
      | 'interest'
      | 'target'
      | 'achieved'
      | 'completion'
      | 'toCollect',
      string
    >
  >;
  readonly column: Readonly<Record<OffBookColumn, string>>;
  readonly say: {
    readonly own: string;
    readonly noTarget: string;
    readonly noRegisters: string;
    readonly nothing: string;
    readonly differs: string;
  };
}

export type OffBookColumn =
  | 'item'
  | 'loans'
  | 'amount'
  | 'loan'
  | 'borrower'
  | 'branch'
  | 'lockedLeft'
  | 'collected'
  | 'interest'
  | 'left'
  | 'lockedPrincipal'
  | 'lockedCollected'
  | 'statedPrincipal'
  | 'statedCollected';
