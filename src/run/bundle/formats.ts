import type { Format } from '../output/formats.js';

/** Formats of a month's full set, each with the extension of its files. */
export const BUNDLE_FORMATS: ReadonlyMap<Format, string> = new Map([
  ['html', 'html'],
  ['xlsx', 'xlsx'],
  ['csv', 'csv'],
  ['json', 'json'],
  ['markdown', 'md'],
]);
