import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { againstMonth, suspectedSince } from '../../measure/npl-report.js';
import { measurePlans, type PlanReport, planReference } from '../../measure/plan/plan-report.js';
import { placesOf } from '../../measure/register-checks.js';
import { suspectedCash } from '../../measure/suspected-renewals.js';
import { isoDate } from '../../model/civil-date.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { PlanTarget } from '../../model/plans.js';
import { stated } from '../../model/stated.js';
import { PLANS } from '../../registers/plans.js';
import { refuseLater } from '../../registers/read-register.js';
import { planDocument } from '../../report/recovery/plan.js';
import type { PlanContent } from '../../report/recovery/plan-content.js';
import { planJson } from '../../report/recovery/plan-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import { writtenBehind } from './loans-behind.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface PlanOptions extends RecoveryOptions {
  /** Files of the plans register. */
  readonly plans: readonly string[];
  readonly by: readonly Dimension[];
  readonly limit: number;
  /** Days between an NPL paid off and a similar new loan that make its cash suspicious. */
  readonly renewalDays: number;
}

/** One household, one policy: who has a plan, what it asks for, and what was collected. */
export function runPlan(options: PlanOptions, io: Io): Promise<ExitCode> {
  return runRecovery(options, io, {
    inputs: options.plans,
    columns: (policy) => listColumns(policy, options.by),
    measure: (run) => measure(run, options),
  });
}

async function measure({ opened, register }: RecoveryRun, options: PlanOptions): Promise<RecoveryFound> {
  const { month: current, before: earlier, background, lineage, segmented, registersGiven, knownOnce } = opened;
  const plans = await register(PLANS, options.plans);
  refuseLater(
    (plans ?? []).flatMap((target) => (target.doneOn === undefined ? [] : [{ ...target, date: target.doneOn }])),
    current.portfolio.asOf,
    isoDate,
  );
  const books = {
    ...background,
    current,
    earlier,
    families: lineage.families,
    ...stated({ knownOnce }),
    behind: await writtenBehind(opened),
  };
  const { renewalDays } = options;
  const suspected = suspectedSince({ ...books, renewalDays, ...stated({ segmented }) }, againstMonth(books));
  const figures = measurePlans({
    ...books,
    ...stated({ isSuspected: suspectedCash(suspected, renewalDays) }),
    plans: plans ?? [],
    isSelection: options.where.length > 0,
    reference: planReference(books),
    registersGiven,
    dimensions: options.by,
  });
  return {
    report: (frame) => {
      const content: PlanContent = {
        ...frame,
        figures,
        dimensions: options.by,
        plansGiven: plans !== undefined,
        limit: options.limit,
      };
      return {
        ...limitedTo(options.limit, (lang, unit, limit) => planDocument({ ...content, limit }, lang, unit)),
        json: () => planJson(content),
      };
    },
    warnings: planWarnings(figures),
  };
}

function planWarnings({ aboveDebt, renamed }: PlanReport): Diagnostic[] {
  const told = (code: 'W_PLAN_ABOVE_DEBT' | 'W_PLAN_NAME', targets: readonly PlanTarget[]): Diagnostic[] =>
    targets.length === 0 ? [] : [{ code, params: { count: targets.length, places: placesOf(targets) } }];
  return [...told('W_PLAN_NAME', renamed), ...told('W_PLAN_ABOVE_DEBT', aboveDebt)];
}
