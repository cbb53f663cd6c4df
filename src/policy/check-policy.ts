import { both } from '../diagnostics/wording.js';
import type { DocumentFault } from '../documents/read-document.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { Decimal } from '../model/ratio.js';
import { checkLadders } from './check-ladders.js';
import { checkMatrix } from './check-matrix.js';
import type { WrittenCondition, WrittenPolicy, WrittenRule } from './policy-schema.js';

/** Each rule has one bit of Classified.fired. */
const MOST_RULES = 32;

/**
 * What makes a policy that reads well one that cannot be applied: bands with a gap or an overlap, classes that improve as
 * days rise, rules that can never decide, ids that stand twice, rates and shares outside their range, dates in the wrong
 * order. Each fault is at its path in the file; none when the policy is sound.
 */
export function checkPolicy(policy: WrittenPolicy): readonly DocumentFault[] {
  return [
    ...checkDates(policy),
    ...checkComparisonDays(policy.overdueComparisonDays),
    ...checkProvision(policy.provision),
    ...checkRuleList(policy.rules),
    ...policy.rules.flatMap((rule, index) => checkRule(rule, ['rules', index])),
    ...checkLadders(policy.rules),
  ];
}

function checkDates({ effectiveFrom, effectiveTo }: WrittenPolicy): DocumentFault[] {
  if (effectiveFrom === undefined || effectiveTo === undefined || effectiveTo >= effectiveFrom) return [];
  return [{ path: ['effectiveTo'], reason: both('is before effectiveFrom', '早于 effectiveFrom') }];
}

function checkComparisonDays(days: readonly number[]): DocumentFault[] {
  const twice = days.findIndex((limit, index) => days.indexOf(limit) !== index);
  return twice === -1 ? [] : [{ path: ['overdueComparisonDays', twice], reason: both('stands twice', '重复出现') }];
}

function checkProvision(provision: WrittenPolicy['provision']): DocumentFault[] {
  if (provision === undefined) return [];
  const faults: DocumentFault[] = [];
  for (const key of ['general', 'minimumProvisionRatio'] as const) {
    if (!isShare(provision[key]))
      faults.push({
        path: ['provision', key],
        reason: both('must be between 0 and 1 (0.025 is 2.5 %)', '应在 0 与 1 之间（0.025 即 2.5%）'),
      });
  }
  // Coverage is allowance over NPL: above 1 is usual.
  if (new Decimal(provision.minimumCoverage).lt(0))
    faults.push({ path: ['provision', 'minimumCoverage'], reason: both('must not be negative', '不能为负') });
  for (const [code, name] of LOAN_CLASSES.entries()) {
    const path = ['provision', 'specific', name];
    const milder = LOAN_CLASSES[code - 1];
    const rate = provision.specific[name];
    if (!isShare(rate)) faults.push({ path, reason: both('must be between 0 and 1 (0.25 is 25 %)', '应在 0 与 1 之间（0.25 即 25%）') });
    if (milder !== undefined && new Decimal(rate).lt(provision.specific[milder])) {
      faults.push({
        path,
        reason: both(
          `is lower than the rate of ${milder}, ${provision.specific[milder]}: a worse class needs no less`,
          `低于 ${milder} 的比例 ${provision.specific[milder]}：更差的分类不应更低`,
        ),
      });
    }
  }
  return faults;
}

function isShare(text: string): boolean {
  const rate = new Decimal(text);
  return rate.gte(0) && rate.lte(1);
}

function checkRuleList(rules: readonly WrittenRule[]): DocumentFault[] {
  const faults: DocumentFault[] = [];
  if (rules.length > MOST_RULES) {
    faults.push({
      path: ['rules', MOST_RULES],
      reason: both(
        `a policy has at most ${MOST_RULES} rules; this one has ${rules.length}`,
        `一项政策至多 ${MOST_RULES} 条规则，此处有 ${rules.length} 条`,
      ),
    });
  }
  const ids = rules.map((rule) => rule.id);
  for (const [index, id] of ids.entries()) {
    const first = ids.indexOf(id);
    if (first !== index)
      faults.push({
        path: ['rules', index, 'id'],
        reason: both(`rule ${first + 1} of the list has this id already`, `列表第 ${first + 1} 条规则已用此 id`),
      });
  }
  return faults;
}

type Path = readonly (string | number)[];

function checkRule(rule: WrittenRule, path: Path): readonly DocumentFault[] {
  if (rule.matrix !== undefined) return checkMatrix(rule.matrix, [...path, 'matrix']);
  if (rule.when !== undefined) return checkLimits(rule.when, [...path, 'when']);
  if (rule.borrowerShare === undefined) return [];
  const above = new Decimal(rule.borrowerShare.above);
  if (above.gte(0) && above.lt(1)) return [];
  return [
    {
      path: [...path, 'borrowerShare', 'above'],
      reason: both('must be a share from 0 to below 1 (0.10 is 10 %)', '应为 0 至小于 1 的比例（0.10 即 10%）'),
    },
  ];
}

/** Days are whole and not negative; the allowance is a share of the balance. Neither may make a class better by rising. */
function checkLimits(condition: WrittenCondition, path: Path, negated = false): readonly DocumentFault[] {
  const parts = (['all', 'any'] as const).flatMap((key) =>
    (condition[key] ?? []).flatMap((part, index) => checkLimits(part, [...path, key, index], negated)),
  );
  if (condition.not !== undefined) return checkLimits(condition.not, [...path, 'not'], !negated);
  if (condition.fact === undefined) return parts;
  if (negated)
    return [
      { path: [...path, 'fact'], reason: both('under not: more of it would give a better class', '在 not 之下：数值越大反而分类越好') },
    ];
  const key = condition.above === undefined ? 'atLeast' : 'above';
  const limit = condition[key] as string;
  if (condition.fact === 'allowanceShare')
    return isShare(limit) ? [] : [{ path: [...path, key], reason: both('must be a share from 0 to 1', '应为 0 至 1 的比例') }];
  return /^\d+$/.test(limit)
    ? []
    : [{ path: [...path, key], reason: both('must be a whole number of days, 0 or more', '应为不小于 0 的整数天数') }];
}
