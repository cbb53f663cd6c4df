import { isCurrency } from '../model/money.js';
import type { Basis } from '../model/portfolio.js';
import { BASES } from '../model/portfolio.js';
import { Decimal } from '../model/ratio.js';
import type { Thresholds } from '../model/thresholds.js';
import { readDocument } from './read-document.js';
import { decimalText, text, unfit, z } from './schema.js';

/** How a book is kept, as a person writes it (--config). */
export interface WrittenBookConfig {
  readonly institution?: string;
  readonly currency?: string;
  readonly basis?: Basis;
  readonly policy?: string;
  readonly thresholds?: Thresholds;
}

const yuan = () =>
  decimalText()
    .refine(
      (written) => /^-?\d+(\.\d{1,2})?$/.test(written),
      unfit('must be an amount in yuan with at most two decimals', '应为以元计的金额，至多两位小数'),
    )
    .transform((written) => {
      const [whole = '', decimals = ''] = written.split('.');
      return BigInt(whole + decimals.padEnd(2, '0'));
    });

/**
 * A ratio as a decimal (0.05) or as a percentage ("5%"); read as a decimal. A bare number above `most` can only be a percentage
 * whose sign was forgotten: 5 would be 500 %.
 */
const ratio = (most: number) =>
  z
    .custom<string | number>(
      (value) => typeof value === 'number' || typeof value === 'string',
      unfit('must be a ratio such as 0.05 or "5%"', '应为比率，如 0.05 或 "5%"'),
    )
    .transform(String)
    .refine(
      (written) => RATIO.test(written),
      unfit('must be a ratio such as 0.05 or "5%", not negative', '应为不小于零的比率，如 0.05 或 "5%"'),
    )
    .refine(
      (written) => written.endsWith('%') || new Decimal(written).lessThanOrEqualTo(most),
      unfit(
        `would be more than ${most * 100} %: write a percentage with its sign, such as "5%"`,
        `将超过 ${most * 100}%：百分比请带百分号，如 "5%"`,
      ),
    )
    .transform((written) => (written.endsWith('%') ? new Decimal(written.slice(0, -1)).div(100).toFixed() : written));
const RATIO = /^(0|[1-9]\d*)(\.\d+)?%?$/;

/** No bank lends less than it has bad loans; none has set aside twenty times as much. */
const [MOST_RATIO, MOST_COVERAGE] = [1, 20];

const thresholds = z.strictObject({
  nplRatio: ratio(MOST_RATIO).optional(),
  coverage: ratio(MOST_COVERAGE).optional(),
  overdueGap: yuan().optional(),
  newNplPerMonth: yuan().optional(),
  oldRise: z.boolean().optional(),
});

export const bookConfig = z.strictObject({
  institution: text().optional(),
  currency: text()
    .refine(isCurrency, unfit('must be a currency of three capital letters, such as CNY', '应为三个大写字母的币种代码，如 CNY'))
    .optional(),
  basis: z.enum(BASES as readonly [Basis, ...Basis[]]).optional(),
  policy: text().optional(),
  thresholds: thresholds.optional(),
});

/** Errors: E_MISSING, E_READ, E_DOCUMENT for each fault with its line. */
export function readBookConfig(file: string): WrittenBookConfig {
  const { institution, currency, basis, policy, thresholds: limits } = readDocument(file, bookConfig, 'E_DOCUMENT').value;
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
