import { isoDay, text, unfit, z } from '../documents/schema.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { appliesTo, bilingual, condition, id, source, verified } from './policy-schema.js';

const NPL_CLASSES = LOAN_CLASSES.slice(2) as unknown as readonly ['substandard', 'doubtful', 'loss'];

const evidence = z.strictObject({ id, name: bilingual });

const rule = z
  .strictObject({
    id,
    name: bilingual,
    appliesTo: appliesTo.optional(),
    when: condition.optional(),
    whenEvidence: id.optional(),
    classAtLeast: z.enum(NPL_CLASSES).optional(),
    borrowerOwesUpTo: text()
      .refine(
        (value) => /^[1-9]\d{0,12}$/.test(value),
        unfit('must be whole yuan in quotes, such as "5000000"', '应为带引号的整数元，如 "5000000"'),
      )
      .optional(),
    evidence: z.array(evidence).min(1),
    source,
    verified,
  })
  .superRefine((written, context) => {
    const { when, whenEvidence, classAtLeast } = written;
    if (when === undefined && whenEvidence === undefined && classAtLeast === undefined) {
      context.addIssue({
        code: 'custom',
        ...unfit(
          'needs when, whenEvidence or classAtLeast: it would make every NPL eligible',
          '须填 when、whenEvidence 或 classAtLeast：否则所有不良均符合条件',
        ),
      });
    }
    if (whenEvidence !== undefined && !written.evidence.some((item) => item.id === whenEvidence)) {
      context.addIssue({
        code: 'custom',
        path: ['whenEvidence'],
        ...unfit('is not the id of a piece of evidence of this rule', '不是本规则任一证据的 id'),
      });
    }
  });

/** A file that says when NPLs are to be written off. */
export const eligibilitySchema = z.strictObject({
  id,
  title: bilingual,
  source,
  effectiveFrom: isoDay().optional(),
  effectiveTo: isoDay().optional(),
  rules: z.array(rule).min(1),
});
