import type { DayNumber } from './civil-date.js';
import type { RegisterPlace } from './events.js';
import type { Cents } from './money.js';

/** What an asset taken for a debt (抵债资产) is: the kinds that limits for its disposal differ by. */
export const FORECLOSED_KINDS = ['real-estate', 'land', 'movable', 'equity', 'right', 'other'] as const;
export type ForeclosedKind = (typeof FORECLOSED_KINDS)[number];

/** One row of a foreclosed assets register: an asset, from the day it was taken to the day it was disposed of. */
export interface ForeclosedAsset extends RegisterPlace {
  readonly id: string;
  /** The loan that it was taken for, or its borrower (by id, behind the institution where the register has that column): at least one. */
  readonly loan?: string;
  readonly borrower?: string;
  readonly kind: ForeclosedKind;
  readonly description?: string;
  readonly acquiredOn: DayNumber;
  readonly booked: Cents;
  readonly impairment: Cents;
  /** Both or neither. */
  readonly disposedOn?: DayNumber;
  readonly proceeds?: Cents;
}
