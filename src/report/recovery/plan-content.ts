import type { PlannedUnit, PlanReport } from '../../measure/plan/plan-report.js';
import type { PlanUnit } from '../../measure/plan/plan-units.js';
import type { Dimension } from '../../model/loan-fields.js';
import { shownKey } from '../../model/portfolio.js';
import { text } from '../cells.js';
import type { Cell } from '../document.js';
import type { RecoveryFrame } from './frame.js';

/** What the report on plans is made from. */
export interface PlanContent extends RecoveryFrame {
  readonly figures: PlanReport;
  readonly dimensions: readonly Dimension[];
  /** False where no register of plans was given. */
  readonly plansGiven: boolean;
  readonly limit: number;
}

/** The borrower or household, and the names of whoever is in it. */
export function unitCells(unit: PlanUnit): [Cell, Cell] {
  return [text(shownKey(unit.key)), text(unitName(unit))];
}

function unitName({ members, key }: PlanUnit): string | undefined {
  const names = [...new Set(members.flatMap(({ name }) => name ?? []))].filter((name) => name !== key);
  return names.length === 0 ? undefined : names.join('、');
}

/** What its first row says, which all of them say alike; undefined without a plan. */
export function planOf({ targets }: PlannedUnit): PlannedUnit['targets'][number] | undefined {
  return targets[0];
}
