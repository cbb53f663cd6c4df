import { both } from '../diagnostics/wording.js';
import { readDocument } from '../documents/read-document.js';
import type { LimitationPeriod, LimitationTable } from '../model/limitation.js';
import { stated } from '../model/stated.js';
import { limitationSchema } from './limitation-schema.js';
import { repeatedIds, tableFile, tableIds } from './table-files.js';

/** The table used when none is named. */
export const DEFAULT_LIMITATION = 'cn-civil';

const TABLES = new URL('./limitation/', import.meta.url);

/**
 * A limitation table by the id of one that comes with the program, or from a file when the name holds a / or ends in .yaml, .yml
 * or .json. Throws UserError: E_POLICY_UNKNOWN, E_MISSING, E_READ, or E_POLICY for each fault with its line.
 */
export function readLimitation(nameOrPath: string): LimitationTable {
  const document = readDocument(tableFile(TABLES, nameOrPath), limitationSchema, 'E_POLICY');
  const { periods, ...head } = document.value;
  const faults = repeatedIds('periods', both('period', '期限'), periods);
  if (faults.length > 0) return document.refuse(faults);
  return stated({ ...head, hash: document.sha256, periods: periods.map(periodFrom) });
}

/** The tables that come with the program, in order of id. */
export function limitationIds(): string[] {
  return tableIds(TABLES);
}

function periodFrom(written: (typeof limitationSchema)['_output']['periods'][number]): LimitationPeriod {
  const { fromLatestOf, fromFirstOf, ...rest } = written;
  return stated({ ...rest, from: fromLatestOf ?? fromFirstOf ?? [], first: fromFirstOf !== undefined });
}
