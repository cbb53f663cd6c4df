import { text, wholeNumber, z } from '../documents/schema.js';
import { FORECLOSED_KINDS } from '../model/foreclosed.js';
import { bilingual, id, source, verified } from './policy-schema.js';

const ASCENDING = 'must ascend';

function ascends<T>(values: readonly T[], isLess: (a: T, b: T) => boolean): boolean {
  return values.every((value, i) => i === 0 || isLess(values[i - 1] as T, value));
}

const wholeYuan = text().refine((value) => /^[1-9]\d{0,12}$/.test(value), 'must be whole yuan in quotes, such as "5000000"');

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
    .refine((limits) => new Set(limits.map(({ kind }) => kind)).size === limits.length, 'a kind has two limits'),
});
