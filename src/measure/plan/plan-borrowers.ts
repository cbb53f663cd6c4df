import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import type { Bilingual } from '../../diagnostics/wording.js';
import { isoDate } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import { loanText } from '../../model/loan-facts.js';
import type { PlanTarget } from '../../model/plans.js';
import { institutionPrefix, type Portfolio, shownKey } from '../../model/portfolio.js';
import { placeBeside } from '../../model/register-rows.js';

/** A row of the plans register and whose plan it is, named as debtors are. */
export interface OwnedTarget {
  readonly target: PlanTarget;
  readonly borrower: string;
}

/** Whose plan each row is: by id where the ledger has ids, else by name. Errors: E_PLAN for a row that lacks the one that counts. */
export function ownersOf(plans: readonly PlanTarget[], { texts }: Portfolio): OwnedTarget[] {
  const hasIds = texts.borrowerId !== undefined;
  return plans.map((target) => {
    const borrower = hasIds ? target.borrowerId : target.borrowerName;
    if (borrower !== undefined) return { target, borrower };
    throw refused(
      target,
      hasIds
        ? { en: 'the ledger names borrowers by id, and this row states none', zh: '台账有客户编号，而该行未填' }
        : { en: 'the ledger names borrowers by name alone, and this row states none', zh: '台账只有客户名称，而该行未填' },
    );
  });
}

/**
 * Refuses plans that cannot be: of a borrower that nothing knows, a loan that is another's, a borrower's target twice, and two rows
 * of one household that disagree. `unitOf` gives the household, or the borrower where it is of none. Errors: E_PLAN_BORROWER, E_PLAN.
 */
export function checkPlans(
  owned: readonly OwnedTarget[],
  known: { readonly isKnown: (owned: OwnedTarget) => boolean; readonly ownerOf: (loan: string) => string | undefined },
  unitOf: (borrower: string) => string,
): void {
  const strangers = owned.filter((one) => !known.isKnown(one));
  if (strangers.length > 0) throw new UserError(strangers.slice(0, SHOWN).map(({ target, borrower }) => unknownBorrower(target, borrower)));
  const firstOf = new Map<string, PlanTarget>();
  const dated = new Map<string, PlanTarget>();
  for (const { target, borrower } of owned) {
    const owner = target.loan === undefined ? undefined : known.ownerOf(target.loan);
    if (owner !== undefined && owner !== borrower) throw refused(target, otherOwner(target.loan as string, owner));
    const unit = unitOf(borrower);
    const first = firstOf.get(unit) ?? target;
    firstOf.set(unit, first);
    const differs = SHARED.filter((part) => first[part] !== target[part]);
    if (differs.length > 0) throw refused(target, disagreement(placeBeside(first, target), differs, shownKey(unit)));
    const day = `${target.targetDate} ${borrower}`;
    const twin = dated.get(day);
    if (twin !== undefined) throw refused(target, twice(placeBeside(twin, target), target));
    dated.set(day, target);
  }
}

const SHOWN = 20;

/** What all rows of a plan say alike. */
const SHARED = ['tier', 'measure', 'responsible', 'leader', 'team'] as const;
type Shared = (typeof SHARED)[number];
const SHARED_WORDS: Readonly<Record<Shared, Bilingual>> = {
  tier: { en: 'tier', zh: '期限' },
  measure: { en: 'measure', zh: '措施' },
  responsible: { en: 'responsible', zh: '责任人' },
  leader: { en: 'leader', zh: '包案领导' },
  team: { en: 'team', zh: '专班' },
};

function refused({ file, line }: RegisterPlace, reason: Bilingual): UserError {
  return new UserError({ code: 'E_PLAN', file, line, params: { reason } });
}

function unknownBorrower({ file, line, loan }: PlanTarget, borrower: string): Diagnostic {
  const [who, of] = [shownKey(borrower), loan === undefined ? '' : shownKey(loan)];
  const reason = of === '' ? { en: who, zh: who } : { en: `${who}, nor its loan ${of}`, zh: `${who}，其借据 ${of} 亦不在其中` };
  return { code: 'E_PLAN_BORROWER', file, line, params: { reason } };
}

function otherOwner(loan: string, owner: string): Bilingual {
  const [of, who] = [shownKey(loan), shownKey(owner)];
  return { en: `loan ${of} is a loan of ${who}`, zh: `借据 ${of} 属于客户 ${who}` };
}

function disagreement(place: string, parts: readonly Shared[], unit: string): Bilingual {
  const list = (lang: 'en' | 'zh') => parts.map((part) => SHARED_WORDS[part][lang]).join(lang === 'en' ? ', ' : '、');
  return {
    en: `the plan of ${unit} on line ${place} says otherwise: ${list('en')}`,
    zh: `与第 ${place} 行 ${unit} 的方案不一致：${list('zh')}`,
  };
}

function twice(place: string, { targetDate }: PlanTarget): Bilingual {
  const day = isoDate(targetDate);
  return { en: `the target of ${day} stands on line ${place} already`, zh: `${day} 的目标已见于第 ${place} 行` };
}

/** Rows whose borrower has another name on the ledger: a mistyped id that happens to be another's, or a new name. */
export function renamed(
  owned: readonly OwnedTarget[],
  portfolio: Portfolio,
  loansOf: (borrower: string) => readonly number[],
): PlanTarget[] {
  return owned.flatMap(({ target, borrower }) => {
    const names = loansOf(borrower).flatMap((loan) => loanText(portfolio, 'borrowerName', loan) ?? []);
    const stated = target.borrowerName?.slice(institutionPrefix(target.borrowerName).length);
    return stated === undefined || names.length === 0 || names.includes(stated) ? [] : [target];
  });
}
