import { type ColumnMap, NO_MAP } from '../../table/schema.js';

/** The --map file, and `fields` that another option maps. What reads YAML is loaded only where there is a file. */
export async function openColumnMap(path: string | undefined, fields: ColumnMap['fields'] = {}): Promise<ColumnMap> {
  if (path === undefined) return { ...NO_MAP, fields };
  const { readColumnMap } = await import('../../documents/column-map.js');
  const map = readColumnMap(path);
  return { ...map, fields: { ...map.fields, ...fields } };
}
