import { isoDay, unfit, wholeNumber, z } from '../documents/schema.js';
import { LIMITATION_STARTS, LIMITATIONS, STAGES } from '../model/limitation.js';
import { CHOICE_FIELDS } from '../model/loan-fields.js';
import { bilingual, id, source, verified } from './policy-schema.js';

const starts = z.array(z.enum(LIMITATION_STARTS)).min(1);

const period = z
  .strictObject({
    id: z.enum(LIMITATIONS),
    name: bilingual,
    months: wholeNumber(1),
    fromLatestOf: starts.optional(),
    fromFirstOf: starts.optional(),
    stages: z.array(z.enum(STAGES)).min(1).optional(),
    guarantee: z.enum(CHOICE_FIELDS.guarantee).optional(),
    onceBegun: z.boolean().default(false),
    source,
    verified,
  })
  .refine(
    ({ fromLatestOf, fromFirstOf }) => (fromLatestOf === undefined) !== (fromFirstOf === undefined),
    unfit('needs either fromLatestOf or fromFirstOf: what the period begins with', '须填 fromLatestOf 与 fromFirstOf 之一：期限自何时起算'),
  );

/** A file that says when claims run out. */
export const limitationSchema = z.strictObject({
  id,
  title: bilingual,
  source,
  effectiveFrom: isoDay().optional(),
  effectiveTo: isoDay().optional(),
  periods: z.array(period).min(1),
});
