import { readDocument } from '../documents/read-document.js';
import { bandsSchema } from './bands-schema.js';
import type { Bands } from './policy.js';
import { tableFile, tableIds } from './table-files.js';

/** The table used when none is named. */
export const DEFAULT_BANDS = 'cn-bands';

const TABLES = new URL('./bands/', import.meta.url);

/** A table of bands by id or from a file. Throws UserError: E_POLICY_UNKNOWN, E_MISSING, E_READ, or E_POLICY for each fault with its line. */
export function readBands(nameOrPath: string): Bands {
  const { value, sha256 } = readDocument(tableFile(TABLES, nameOrPath), bandsSchema, 'E_POLICY');
  return { ...value, hash: sha256 };
}

/** The tables that come with the program, in order of id. */
export function bandsIds(): string[] {
  return tableIds(TABLES);
}
