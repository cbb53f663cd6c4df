import type { DayNumber } from '../model/civil-date.js';
import type { Cents } from '../model/money.js';
import type { Decimal, Ratio } from '../model/ratio.js';

/** A figure, a date or words, before anyone knows how it is written. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string }
  /** Words from the catalogue rather than from data: need no escaping against formulas. */
  | { readonly kind: 'label'; readonly text: string }
  | { readonly kind: 'count'; readonly value: number }
  | { readonly kind: 'days'; readonly value: number }
  | { readonly kind: 'money'; readonly cents: Cents }
  /** A change: shown with an arrow and a sign. `good` says which direction is welcome, for colour only. */
  | { readonly kind: 'money-change'; readonly cents: Cents; readonly good?: 'up' | 'down' }
  | { readonly kind: 'count-change'; readonly value: number; readonly good?: 'up' | 'down' }
  | { readonly kind: 'ratio'; readonly ratio: Ratio }
  /** A difference of ratios, such as -0.0022, shown as percentage points. */
  | { readonly kind: 'points-change'; readonly value: Decimal; readonly good?: 'up' | 'down' }
  | { readonly kind: 'date'; readonly day: DayNumber }
  /** No such figure: a zero denominator, or facts the ledger lacks. */
  | { readonly kind: 'absent' };
