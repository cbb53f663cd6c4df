import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseJournal } from '../../book/journal.js';
import { JOURNAL } from '../../book/paths.js';
import { stateOf } from '../../book/state.js';
import { isoDate } from '../../model/civil-date.js';

/** Dates of the months that a book's journal names, ISO, in order; none where there is no book. To be offered, not relied on: nothing is verified. */
export function listedMonths(dir: string): string[] {
  const { entries } = parseJournal(journalOf(dir));
  return entries.length === 0 ? [] : stateOf(entries).months.map(({ asOf }) => isoDate(asOf));
}

function journalOf(dir: string): Buffer {
  try {
    return readFileSync(join(dir, JOURNAL));
  } catch {
    return Buffer.alloc(0);
  }
}
