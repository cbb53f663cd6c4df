import { text, unfit, wholeNumber, z } from '../documents/schema.js';
import { FORECLOSED_KINDS } from '../model/foreclosed.js';
import { bilingual, id, source, verified } from './policy-schema.js';

const ASCENDING = unfit('must ascend', '应逐个递增');

function ascends<T>(values: readonly T[], isLess: (a: T, b: T) => boolean): boolean {
  return values.every((value, i) => i === 0 || isLess(values[i - 1] as T, value));
}

const wholeYuan = text().refine(
  (value) => /^[1-9]\d{0,12}$/.test(value),
  unfit('must be whole yuan in quotes, such as "5000000"', '应为带引号的整数元，如 "5000000"'),
);

const months = z.strictObject({
  months: z
    .array(wholeNumber(1))
    .min(1)
    .refine((ends) => ascends(ends, (a, b) => a < b), ASCENDING),
  source,
  verified,
});

/** A file that says what NPLs and foreclosed assets are cut into. */
export const bandsSchema = z.strictObject({
  id,
  title: bilingual,
  source,
  size: z.strictObject({
    upTo: z
      .array(wholeYuan)
      .min(1)
      .refine((ends) => ascends(ends, (a, b) => BigInt(a) < BigInt(b)), ASCENDING),
    source,
    verified,
  }),
  nplAge: months,
  foreclosedAge: months,
  foreclosedLimits: z
    .array(z.strictObject({ kind: z.enum(FORECLOSED_KINDS), months: wholeNumber(1), source, verified }))
    .refine(
      (limits) => new Set(limits.map(({ kind }) => kind)).size === limits.length,
      unfit('a kind has two limits', '同一种类有两个期限'),
    ),
});
