import type { TextFormat } from '../../render/render.js';

export type Format = TextFormat | 'json' | 'html' | 'xlsx';
export const FORMATS: readonly Format[] = ['table', 'plain', 'csv', 'json', 'markdown', 'html', 'xlsx'];

/** Formats for another program: of reports that can say all their rows (Deliverable.whole) they hold all. */
export const HOLDING_ALL: ReadonlySet<Format> = new Set<Format>(['csv', 'xlsx']);

/** The format of a file that is not told one, by the extension of its name. */
export const FORMAT_BY_EXTENSION: ReadonlyMap<string, Format> = new Map([
  ['csv', 'csv'],
  ['json', 'json'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['txt', 'plain'],
  ['html', 'html'],
  ['htm', 'html'],
  ['xlsx', 'xlsx'],
]);
