import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';

/** A month and which rows of its ledgers it was closed from. */
export interface SelectedBy {
  readonly asOf: DayNumber;
  readonly manifest: { readonly inputs: { readonly reading: Readonly<Record<string, string>> } };
}

/** A warning for each month that was closed from another selection of rows than the one before it. `months` are by date. */
export function selectionWarnings(months: readonly SelectedBy[]): Diagnostic[] {
  return months.flatMap((month, i): Diagnostic[] => {
    const before = months[i - 1];
    if (before === undefined) return [];
    const [was, now] = [selectionOf(before), selectionOf(month)];
    if (was.en === now.en) return [];
    return [{ code: 'W_BOOK_SELECTION', params: { asOf: isoDate(month.asOf), before: isoDate(before.asOf), was, now } }];
  });
}

/** Whether a month was closed from a selection of the rows of its ledgers. */
export function isSelection({ manifest }: Pick<SelectedBy, 'manifest'>): boolean {
  return manifest.inputs.reading.where !== undefined;
}

function selectionOf({ manifest }: SelectedBy): Bilingual {
  const { where } = manifest.inputs.reading;
  if (where === undefined) return { en: 'all rows', zh: '全部行' };
  const shown = where.split('\n').join(', ');
  return { en: shown, zh: shown };
}
