import { type Bilingual, both, listed } from '../diagnostics/wording.js';
import { decimalText, isoDay, text, unfit, wholeNumber, z } from '../documents/schema.js';
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
  unfit('must be small letters, digits and single hyphens: over-90', '应由小写字母、数字及单个连字符组成，如 over-90'),
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
      refuseUnlessOne(written, CONDITION_KINDS, both('a condition', '一个条件'), context);
      const limits = (['above', 'atLeast'] as const).filter((limit) => written[limit] !== undefined);
      if (written.fact !== undefined) refuseUnlessOne(written, ['above', 'atLeast'], both('a fact', '一个 fact '), context);
      else if (limits.length > 0)
        context.addIssue({
          code: 'custom',
          ...unfit(`has ${limits.join(' and ')} without a fact to compare`, `有 ${limits.join('、')} 而无可比较的 fact`),
        });
    }),
);

const matrix = z
  .strictObject({
    bands: z.array(z.strictObject({ from: wholeNumber(), to: wholeNumber().optional() })).min(1),
    byGuarantee: z.record(z.enum(CHOICE_FIELDS.guarantee), z.array(anyClass)).optional(),
    forAll: z.array(anyClass).optional(),
  })
  .superRefine((written, context) => refuseUnlessOne(written, ['byGuarantee', 'forAll'], both('a matrix', '一个矩阵'), context));

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
  .refine(
    (written) => Object.keys(written).length > 0,
    unfit('names no loans: leave it out when the rule is for all', '未指定任何贷款：规则适用于全部时请删去此项'),
  );

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
    refuseUnlessOne(written, RULE_KINDS, both('a rule', '一条规则'), context);
    if (written.matrix === undefined && written.class === undefined) {
      context.addIssue({
        code: 'custom',
        ...unfit('has no class: the class a loan is at least when the rule fires', '缺少 class：规则触发时贷款至少归入的分类'),
      });
    }
    if (written.matrix !== undefined && written.class !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['class'],
        ...unfit('does not stand beside a matrix, whose cells are the classes', '不能与 matrix 并列：矩阵的各格即为分类'),
      });
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
  addIssue(issue: { code: 'custom' } & ReturnType<typeof unfit>): void;
}

function refuseUnlessOne<K extends string>(
  written: { readonly [key in K]?: unknown },
  keys: readonly K[],
  what: Bilingual,
  context: RefinementContext,
): void {
  const found = keys.filter((key) => written[key] !== undefined);
  if (found.length === 1) return;
  const has = both(
    found.length === 0 ? 'needs one of' : `has ${found.join(' and ')} together, but ${what.en} has one of`,
    found.length === 0 ? '须填其一：' : `同时有 ${found.join('、')}，而${what.zh}只能有其一：`,
  );
  const all = listed(keys);
  context.addIssue({ code: 'custom', ...unfit(`${has.en} ${all.en}`, has.zh + all.zh) });
}
