import type { TextColumn } from './portfolio.js';
import { findBytes, NO_TEXT, type TextIndex } from './text-index.js';
import type { TextList } from './text-list.js';

/** What a finder says of a blank cell, and of every loan where there is no such column or nothing to find. */
export const BLANK = -2;

/**
 * Which text of an index loan i's cell holds: its code, -1 for one that the index lacks. By bytes: of all loans only a few are ever
 * read as text.
 */
export function textFinder(column: TextColumn | undefined, index: TextIndex): (loan: number) => number {
  if (column === undefined || index.size === 0) return () => BLANK;
  const codeIn = ({ arena, starts }: TextList, at: number): number => {
    const [start, end] = [starts[at] as number, starts[at + 1] as number];
    return start === end ? BLANK : findBytes(index, arena, start, end);
  };
  if ('list' in column) return (loan) => codeIn(column.list, loan);
  const codes = new Int32Array(column.dictionary.size);
  for (let code = 0; code < codes.length; code++) codes[code] = codeIn(column.dictionary, code);
  return (loan) => {
    const code = column.codes[loan] as number;
    return code === NO_TEXT ? BLANK : (codes[code] as number);
  };
}
