import { type PlannedUnit, type PlanSum, totalOf, type UnitSum } from '../../measure/plan/plan-report.js';
import type { TargetStanding } from '../../measure/plan/plan-targets.js';
import type { Collected } from '../../measure/plan/plan-units.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import { type Cents, yuan } from '../../model/money.js';
import type { PlanTarget } from '../../model/plans.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import { textAt } from '../../model/text-index.js';
import { type JsonMember, JsonRows } from '../json-rows.js';
import { ratioJson, tallyJson } from '../json-values.js';
import { recoveryJson } from './frame.js';
import type { PlanContent } from './plan-content.js';

/** npl.plan/1: who has a plan, what it asks for and what came in. */
export function planJson(content: PlanContent): object {
  const { figures } = content;
  const { reference, total, isCollectedKnown: isKnown } = figures;
  const known = (cents: Cents | undefined) => (isKnown && cents !== undefined ? yuan(cents) : undefined);
  const collectedJson = (collected: Collected) =>
    isKnown ? { principal: yuan(totalOf(collected)), cash: yuan(collected.cash), afterWriteOff: yuan(collected.afterWriteOff) } : undefined;
  const sumJson = (sum: UnitSum) => ({
    borrowers: sum.units,
    npl: tallyJson(sum.npl),
    shareOfNpl: ratioJson(ratioOf(sum.npl.balance, total.npl.balance)),
    writtenOffLeft: yuan(sum.claims),
    collected: collectedJson(sum.collected),
  });
  const planSumJson = (sum: PlanSum) => ({
    ...sumJson(sum),
    target: yuan(sum.target),
    met: known(sum.met),
    rest: known(sum.rest),
    overdue: isKnown ? sum.overdue : undefined,
  });
  const unitMembers: readonly JsonMember<PlannedUnit>[] = [
    ...OWN,
    ...loanMembers(content),
    ['collected', (unit) => collectedJson(unit.collected)],
    ['plan', planPart],
  ];
  return recoveryJson('npl.plan/1', content, {
    reference: { date: isoDate(reference.on), is: reference.is },
    withPlan: sumJson(figures.withPlan),
    withoutPlan: sumJson(figures.withoutPlan),
    total: sumJson(total),
    collected: collectedJson(figures.collected),
    suspectedRenewals: known(figures.suspected),
    borrowers: new JsonRows(figures.units, unitMembers),
    settled: new JsonRows(figures.settled, unitMembers),
    overdue: isKnown
      ? figures.overdue.map(({ unit, standing }) => ({
          borrower: shownKey(unit.key),
          responsible: standing.target.responsible,
          ...standingJson(standing),
          daysLate: content.portfolio.asOf - standing.target.targetDate,
        }))
      : undefined,
    months: figures.months.map(({ year, month, promised, collected, promisedSoFar, collectedSoFar, gap }) => ({
      month: `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`,
      promised: yuan(promised),
      collected: known(collected),
      promisedSoFar: yuan(promisedSoFar),
      collectedSoFar: known(collectedSoFar),
      gap: known(gap),
    })),
    tiers: figures.byTier.map(({ tier, ...sum }) => ({ tier, ...planSumJson(sum) })),
    measures: figures.byMeasure.map(({ measure, ...sum }) => ({ measure, ...planSumJson(sum) })),
    responsible: figures.byResponsible.map(({ responsible, ...sum }) => ({ responsible, ...planSumJson(sum) })),
    by: figures.by.map(({ key, npl, withPlan, withoutPlan }) => ({
      key,
      npl: tallyJson(npl),
      withPlan: tallyJson(withPlan),
      withoutPlan: tallyJson(withoutPlan),
    })),
    targetsNotKnown: figures.before.map(placeJson),
    targetsAboveDebt: figures.aboveDebt.map(placeJson),
    plansNotSelected: figures.notSelected,
  });
}

const OWN: readonly JsonMember<PlannedUnit>[] = [
  ['borrower', ({ key }) => shownKey(key)],
  ['isHousehold', ({ isHousehold }) => isHousehold],
  ['members', ({ members }) => members.map((member) => ({ borrower: shownKey(member.key), name: member.name }))],
];

function loanMembers({ portfolio, classified }: PlanContent): readonly JsonMember<PlannedUnit>[] {
  const loanJson = (loan: number) => ({
    loan: shownKey(textAt(portfolio.keys, loan)),
    class: className(classified.used[loan] as number),
    balance: yuan(BigInt(portfolio.balance[loan] as number)),
  });
  return [
    ['npl', ({ npl }) => tallyJson(npl)],
    ['all', ({ all }) => tallyJson(all)],
    ['worst', ({ worst }) => (worst === undefined ? undefined : className(worst))],
    ['loans', ({ loans }) => loans.map(loanJson)],
    ['writtenOff', ({ claims }) => claims.each.map(({ loan, left }) => ({ loan: shownKey(loan), left: yuan(left) }))],
    ['writtenOffLeft', ({ claims }) => yuan(claims.left)],
  ];
}

function planPart({ standings, targets: [first] }: PlannedUnit): object | undefined {
  if (first === undefined) return undefined;
  const { tier, measure, responsible, leader, team } = first;
  return { tier, measure, responsible, leader, team, targets: standings.map(standingJson) };
}

function standingJson({ target, met, rest, state }: TargetStanding): object {
  const { targetDate, targetAmount, note, doneOn } = target;
  return {
    date: isoDate(targetDate),
    amount: yuan(targetAmount),
    met: met === undefined ? undefined : yuan(met),
    rest: rest === undefined ? undefined : yuan(rest),
    state,
    doneOn: doneOn === undefined ? undefined : isoDate(doneOn),
    note,
    ...placeJson(target),
  };
}

function placeJson({ file, line }: PlanTarget): { file: string; line: number } {
  return { file, line };
}
