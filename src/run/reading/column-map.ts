import { type ColumnMap, NO_MAP } from '../../table/schema.js';

/** The --map file. What reads YAML is loaded only where there is one. */
export async function openColumnMap(path: string | undefined): Promise<ColumnMap> {
  if (path === undefined) return NO_MAP;
  const { readColumnMap } = await import('../../documents/column-map.js');
  return readColumnMap(path);
}
