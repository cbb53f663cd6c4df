import { decimalText, isoDay, text, wholeNumber, z } from '../documents/schema.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { CHOICE_FIELDS, DATE_FIELDS, FLAG_FIELDS } from '../model/loan-fields.js';
import { NUMERIC_FACTS } from './policy.js';

/** A condition as written: exactly one of the forms that policy.ts names. */
export interface WrittenCondition {
  readonly all?: readonly WrittenCondition[] | undefined;
  readonly any?: readonly WrittenCondition[] | undefined;
  readonly not?: WrittenCondition | undefined;
  readonly flag?: (typeof FLAG_FIELDS)[number] | undefined;
  readonly fact?: (typeof NUMERIC_FACTS)[number] | undefined;
  readonly above?: string | undefined;
  readonly atLeast?: string | undefined;
}

const RULE_KINDS = ['when', 'matrix', 'borrowerShare', 'observation'] as const;
const CONDITION_KINDS = ['all', 'any', 'not', 'flag', 'fact'] as const;

export const bilingual = z.strictObject({ zh: text(), en: text() });
export const id = text().refine(
  (value) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(value),
  'must be small letters, digits and single hyphens: over-90',
);
const anyClass = z.enum(LOAN_CLASSES);
/** A floor of normal would say nothing: every loan is at least normal. */
const floorClass = z.enum(LOAN_CLASSES.slice(1) as unknown as readonly ['special-mention', 'substandard', 'doubtful', 'loss']);
const flag = z.enum(FLAG_FIELDS);
export const source = text();
export const verified = z.boolean();

export const condition: z.ZodType<WrittenCondition> = z.lazy(() =>
  z
    .strictObject({
      all: z.array(condition).min(1).optional(),
      any: z.array(condition).min(1).optional(),
      not: condition.optional(),
      flag: flag.optional(),
      fact: z.enum(NUMERIC_FACTS).optional(),
      above: decimalText().optional(),
      atLeast: decimalText().optional(),
    })
    .superRefine((written, context) => {
      refuseUnlessOne(written, CONDITION_KINDS, 'a condition', context);
      const limits = (['above', 'atLeast'] as const).filter((limit) => written[limit] !== undefined);
      if (written.fact !== undefined) refuseUnlessOne(written, ['above', 'atLeast'], 'a fact', context);
      else if (limits.length > 0) context.addIssue({ code: 'custom', message: `has ${limits.join(' and ')} without a fact to compare` });
    }),
);

const matrix = z
  .strictObject({
    bands: z.array(z.strictObject({ from: wholeNumber(), to: wholeNumber().optional() })).min(1),
    byGuarantee: z.record(z.enum(CHOICE_FIELDS.guarantee), z.array(anyClass)).optional(),
    forAll: z.array(anyClass).optional(),
  })
  .superRefine((written, context) => refuseUnlessOne(written, ['byGuarantee', 'forAll'], 'a matrix', context));

const borrowerShare = z.strictObject({
  of: z.union([z.literal('npl'), z.strictObject({ daysPastDueAbove: wholeNumber() })]),
  allBanks: z.boolean().default(false),
  above: decimalText(),
  unless: flag.optional(),
});

const observation = z.strictObject({ flag, since: z.enum(DATE_FIELDS), months: wholeNumber(1), and: flag.optional() });

export const appliesTo = z
  .strictObject({
    borrowerType: z.enum(CHOICE_FIELDS.borrowerType).optional(),
    product: z.array(text()).min(1).optional(),
    exceptProduct: z.array(text()).min(1).optional(),
  })
  .refine((written) => Object.keys(written).length > 0, 'names no loans: leave it out when the rule is for all');

const rule = z
  .strictObject({
    id,
    name: bilingual,
    class: floorClass.optional(),
    source,
    verified,
    appliesTo: appliesTo.optional(),
    when: condition.optional(),
    matrix: matrix.optional(),
    borrowerShare: borrowerShare.optional(),
    observation: observation.optional(),
  })
  .superRefine((written, context) => {
    refuseUnlessOne(written, RULE_KINDS, 'a rule', context);
    if (written.matrix === undefined && written.class === undefined) {
      context.addIssue({ code: 'custom', message: 'has no class: the class a loan is at least when the rule fires' });
    }
    if (written.matrix !== undefined && written.class !== undefined) {
      context.addIssue({ code: 'custom', path: ['class'], message: 'does not stand beside a matrix, whose cells are the classes' });
    }
  });

const provision = z.strictObject({
  general: decimalText(),
  specific: z.strictObject({
    normal: decimalText().default('0'),
    'special-mention': decimalText(),
    substandard: decimalText(),
    doubtful: decimalText(),
    loss: decimalText(),
  }),
  minimumCoverage: decimalText(),
  minimumProvisionRatio: decimalText(),
  source,
  verified,
});

/** A policy file. What no single value shows (gaps, overlaps, rules that cannot decide) is checkPolicy's. */
export const policySchema = z.strictObject({
  id,
  title: bilingual,
  source,
  effectiveFrom: isoDay().optional(),
  effectiveTo: isoDay().optional(),
  dueDayCountsAs: z.literal([0, 1]).default(0),
  relapseBecomesNewAfterMonths: wholeNumber(1).optional(),
  overdueComparisonDays: z.array(wholeNumber()).default([]),
  provision: provision.optional(),
  rules: z.array(rule).min(1),
});

/** A policy as its file says it: same shape, decimals as text, dates as day numbers. */
export type WrittenPolicy = z.output<typeof policySchema>;
export type WrittenRule = WrittenPolicy['rules'][number];

/** Only what refuseUnlessOne needs of the schema library's context. */
interface RefinementContext {
  addIssue(issue: { code: 'custom'; message: string }): void;
}

function refuseUnlessOne<K extends string>(
  written: { readonly [key in K]?: unknown },
  keys: readonly K[],
  what: string,
  context: RefinementContext,
): void {
  const found = keys.filter((key) => written[key] !== undefined);
  if (found.length === 1) return;
  const has = found.length === 0 ? 'needs one of' : `has ${found.join(' and ')} together, but ${what} has one of`;
  context.addIssue({ code: 'custom', message: `${has} ${keys.join(', ')}` });
}
