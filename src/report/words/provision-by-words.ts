/** Words of provision split by dimensions. */
export interface ProvisionByWords {
  readonly column: Readonly<Record<ProvisionByColumn, string>>;
  readonly rounding: string;
}

export type ProvisionByColumn = 'loans' | 'general' | 'specific' | 'needed' | 'npl' | 'held' | 'gap' | 'coverage';
