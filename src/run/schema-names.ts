/** Documents that people write, by what `npl schema` calls them. */
export const SCHEMA_NAMES = ['policy', 'eligibility', 'map', 'book', 'config'] as const;
export type SchemaName = (typeof SCHEMA_NAMES)[number];
