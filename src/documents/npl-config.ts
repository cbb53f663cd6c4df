import type { Bilingual } from '../diagnostics/catalogue.js';
import { BASES } from '../model/portfolio.js';
import type { DocumentPath } from './document-tree.js';
import { readDocument } from './read-document.js';
import { text, wholeNumber, z } from './schema.js';

/**
 * npl.config.yaml: what a person or a department always types. Keys are options as they are named in the program (--fail-on-breach is failOnBreach).
 * Ledgers and registers cannot be set: what a report is made of is typed. What a value may be is what its option takes.
 */
export const nplConfig = z.strictObject({
  lang: z.enum(['zh', 'en']).optional(),
  unit: z.enum(['yuan', 'wan', 'yi']).optional(),
  format: text().optional(),
  color: z.enum(['auto', 'always', 'never']).optional(),
  limit: wholeNumber().optional(),
  by: z.union([text(), z.array(text()).min(1).max(2)]).optional(),
  mask: z.boolean().optional(),
  pager: z.boolean().optional(),
  threads: wholeNumber(1).optional(),
  book: text().optional(),
  policy: text().optional(),
  basis: z.enum(BASES as readonly [(typeof BASES)[number], ...(typeof BASES)[number][]]).optional(),
  eligibility: text().optional(),
  strict: z.boolean().optional(),
  failOnBreach: z.boolean().optional(),
});

export type ConfigKey = keyof typeof nplConfig.shape;

/** One setting as it is written: booleans apart, everything is text as it would be typed. */
export interface WrittenSetting {
  readonly key: ConfigKey;
  readonly value: string | boolean;
  readonly line: number;
}

export interface WrittenConfig {
  readonly settings: readonly WrittenSetting[];
  readonly sha256: string;
  /** Refuses the value of a key: E_DOCUMENT with its line. */
  readonly refuse: (key: ConfigKey, reason: Bilingual) => never;
}

/** Errors: E_READ, E_DOCUMENT for each fault with its line; an unknown key with what was meant. */
export function readNplConfig(file: string): WrittenConfig {
  const { value, sha256, refuse, lineOf } = readDocument(file, nplConfig, 'E_DOCUMENT');
  const settings = (Object.entries(value) as [ConfigKey, unknown][])
    .filter(([, one]) => one !== undefined)
    .map(([key, one]) => ({ key, value: typeof one === 'boolean' ? one : String(one), line: lineOf([key] satisfies DocumentPath) }));
  return { settings, sha256, refuse: (key, reason) => refuse([{ path: [key], reason }]) };
}
