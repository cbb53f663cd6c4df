import { cents, flag, objectOf, oneOf, readShape, text } from '../documents/json-shape.js';
import { yuan } from '../model/money.js';
import { BASES, type Basis } from '../model/portfolio.js';
import type { Thresholds } from '../model/thresholds.js';

/** How the months of a book are read and judged. */
export interface BookConfig {
  readonly institution?: string;
  readonly currency: string;
  readonly basis: Basis;
  /** Where the policy stands in the book, and what it is. */
  readonly policy: { readonly id: string; readonly hash: string; readonly path: string };
  readonly thresholds: Thresholds;
}

const SCHEMA = 'npl.book/1';

/** A configuration as it stands in the book; the same one always gives the same bytes. */
export function configText(config: BookConfig): string {
  const { institution, currency, basis, policy, thresholds } = config;
  const { overdueGap, newNplPerMonth, ...plain } = thresholds;
  const written = {
    schema: SCHEMA,
    ...(institution === undefined ? {} : { institution }),
    currency,
    basis,
    policy,
    thresholds: {
      ...plain,
      ...(overdueGap === undefined ? {} : { overdueGap: yuan(overdueGap) }),
      ...(newNplPerMonth === undefined ? {} : { newNplPerMonth: yuan(newNplPerMonth) }),
    },
  };
  return `${JSON.stringify(written, undefined, 2)}\n`;
}

/** Undefined for what configText did not write. */
export function parseConfig(bytes: Buffer): BookConfig | undefined {
  const read = readShape(bytes, configShape);
  if (read === undefined) return undefined;
  const { schema: _, ...config } = read;
  return config;
}

const configShape = objectOf(
  {
    schema: oneOf([SCHEMA]),
    currency: text,
    basis: oneOf(BASES),
    policy: objectOf({ id: text, hash: text, path: text }),
    thresholds: objectOf({}, { nplRatio: text, coverage: text, overdueGap: cents, newNplPerMonth: cents, oldRise: flag }),
  },
  { institution: text },
);
