import type { Cell } from './typed-cell.js';

/** The first lines of a page that is sent on: whose figures, of which day, and what they come to. */
export interface Cover {
  /** "as of", "double reduction": short facts with their names. */
  readonly facts: readonly { readonly name: string; readonly value: string }[];
  readonly figures: readonly KeyFigure[];
}

export interface KeyFigure {
  readonly name: string;
  readonly value: Cell;
  readonly change?: Cell;
  /** What the change is against, in words. */
  readonly against?: string;
}
