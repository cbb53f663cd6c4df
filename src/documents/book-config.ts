import { isCurrency } from '../model/money.js';
import type { Basis } from '../model/portfolio.js';
import { BASES } from '../model/portfolio.js';
import type { Thresholds } from '../model/thresholds.js';
import { readDocument } from './read-document.js';
import { decimalText, text, z } from './schema.js';

/** How a book is kept, as a person writes it (--config). */
export interface WrittenBookConfig {
  readonly institution?: string;
  readonly currency?: string;
  readonly basis?: Basis;
  readonly policy?: string;
  readonly thresholds?: Thresholds;
}

const positive = () => decimalText().refine((written) => !written.startsWith('-'), 'must not be negative');
const yuan = () =>
  decimalText()
    .refine((written) => /^-?\d+(\.\d{1,2})?$/.test(written), 'must be an amount in yuan with at most two decimals')
    .transform((written) => {
      const [whole = '', decimals = ''] = written.split('.');
      return BigInt(whole + decimals.padEnd(2, '0'));
    });

const thresholds = z.strictObject({
  nplRatio: positive().optional(),
  coverage: positive().optional(),
  overdueGap: yuan().optional(),
  newNplPerMonth: yuan().optional(),
  oldRise: z.boolean().optional(),
});

const config = z.strictObject({
  institution: text().optional(),
  currency: text().refine(isCurrency, 'must be a currency of three capital letters, such as CNY').optional(),
  basis: z.enum(BASES as readonly [Basis, ...Basis[]]).optional(),
  policy: text().optional(),
  thresholds: thresholds.optional(),
});

/** Errors: E_MISSING, E_READ, E_DOCUMENT for each fault with its line. */
export function readBookConfig(file: string): WrittenBookConfig {
  const { institution, currency, basis, policy, thresholds: limits } = readDocument(file, config, 'E_DOCUMENT').value;
  return {
    ...(institution === undefined ? {} : { institution }),
    ...(currency === undefined ? {} : { currency }),
    ...(basis === undefined ? {} : { basis }),
    ...(policy === undefined ? {} : { policy }),
    ...(limits === undefined ? {} : { thresholds: statedLimits(limits) }),
  };
}

function statedLimits(limits: object): Thresholds {
  return Object.fromEntries(Object.entries(limits).filter(([, limit]) => limit !== undefined));
}
