import { hasPlan, type PlannedUnit } from '../../measure/plan/plan-report.js';
import type { TargetStanding } from '../../measure/plan/plan-targets.js';
import { loanText } from '../../model/loan-facts.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { count, date, label, money, table, text, withoutBlankColumns, withoutZeroColumns } from '../cells.js';
import type { Cell, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { planColumns } from './plan-columns.js';
import { type PlanContent, planOf, unitCells } from './plan-content.js';

/** What is done about whom, and who answers for it. */
export function plansSection(words: Words, { figures, limit }: PlanContent): Section | undefined {
  const units = figures.units.filter(hasPlan);
  if (units.length === 0) return undefined;
  const rows = limitedRows(
    units,
    limit,
    (unit): Row => {
      const { tier, measure, responsible, leader, team } = planOf(unit) as NonNullable<ReturnType<typeof planOf>>;
      return {
        cells: [
          ...[text(shownKey(unit.key)), label(words.plan.tier[tier]), label(words.plan.measure[measure])],
          ...[orBlank(notesOf(unit)), text(responsible), orBlank(leader), orBlank(team)],
        ],
      };
    },
    (rest) => [label(words.say.more(rest.length)), ...Array.from({ length: 6 }, () => label(''))],
  );
  const columns = planColumns(words, ['borrower', 'tier', 'measure', 'note', 'responsible', 'leader', 'team']);
  return { id: 'plans', heading: words.plan.heading.plans, blocks: [withoutBlankColumns('plans', columns, rows)] };
}

/** What a plan need not say. */
function orBlank(value: string | undefined): Cell {
  return value === undefined ? label('') : text(value);
}

function notesOf({ targets }: PlannedUnit): string | undefined {
  const notes = [...new Set(targets.flatMap(({ note }) => note ?? []))];
  return notes.length === 0 ? undefined : notes.join('；');
}

/** A row a target, borrower by borrower. */
export function targetsSection(words: Words, { figures, limit }: PlanContent): Section | undefined {
  const all = figures.units.flatMap((unit) => unit.standings.map((standing) => ({ unit, standing })));
  if (all.length === 0) return undefined;
  const rows = limitedRows(
    all,
    limit,
    ({ unit, standing }): Row => ({
      cells: [text(shownKey(unit.key)), ...targetCells(standing), label(words.plan.state[standing.state])],
    }),
    (rest) => [label(words.say.more(rest.length)), label(''), ...sumCells(rest.map(({ standing }) => standing)), label('')],
  );
  const columns = planColumns(words, ['borrower', 'targetDate', 'target', 'met', 'rest', 'state']);
  return {
    id: 'targets',
    heading: words.plan.heading.targets,
    blocks: [table('targets', columns, rows), sentence('note', words.plan.say.metNote)],
  };
}

function targetCells({ target, met, rest }: TargetStanding): Cell[] {
  return [date(target.targetDate), money(target.targetAmount), money(met), money(rest)];
}

function sumCells(standings: readonly TargetStanding[]): Cell[] {
  return [
    money(sumOf(standings, ({ target }) => target.targetAmount)),
    money(sumOf(standings, ({ met }) => met ?? 0n)),
    money(sumOf(standings, ({ rest }) => rest ?? 0n)),
  ];
}

/** Who has no plan, and where it is to be made. */
export function withoutSection(words: Words, { figures, limit, portfolio }: PlanContent): Section | undefined {
  const units = figures.units.filter((unit) => !hasPlan(unit));
  if (units.length === 0) return undefined;
  const place = (field: 'branch' | 'officer', [loan]: readonly number[]) =>
    loan === undefined ? label('') : text(loanText(portfolio, field, loan));
  const rows = limitedRows(
    units,
    limit,
    (unit): Row => ({
      cells: [
        ...unitCells(unit),
        ...[place('branch', unit.loans), place('officer', unit.loans)],
        ...[money(unit.npl.balance), money(unit.claims.left)],
      ],
    }),
    (rest) => [
      ...[label(words.say.more(rest.length)), label(''), label(''), label('')],
      ...[money(sumOf(rest, ({ npl }) => npl.balance)), money(sumOf(rest, ({ claims }) => claims.left))],
    ],
  );
  const columns = planColumns(words, ['borrower', 'name', 'branch', 'officer', 'npl', 'claims']);
  const { columns: shown, rows: cells } = withoutBlankColumns('without', columns, rows);
  return { id: 'without', heading: words.plan.heading.without, blocks: [withoutZeroColumns(table('without', shown, cells))] };
}

/** What was to be there by now and is not. */
export function overdueSection(words: Words, { figures, limit, portfolio }: PlanContent): Section | undefined {
  const { overdue } = figures;
  const { say, heading } = words.plan;
  if (!figures.isCollectedKnown) return undefined;
  if (overdue.length === 0) return { id: 'overdue', heading: heading.overdue, blocks: [sentence('plain', say.noOverdue)] };
  const rows = limitedRows(
    overdue,
    limit,
    ({ unit, standing }): Row => ({
      cells: [
        ...[text(shownKey(unit.key)), text(standing.target.responsible)],
        ...targetCells(standing),
        { kind: 'days', value: portfolio.asOf - standing.target.targetDate },
      ],
    }),
    (rest) => [label(words.say.more(rest.length)), label(''), label(''), ...sumCells(rest.map(({ standing }) => standing)), label('')],
  );
  const columns = planColumns(words, ['borrower', 'responsible', 'targetDate', 'target', 'met', 'rest', 'days']);
  const rest = sumOf(overdue, ({ standing }) => standing.rest ?? 0n);
  return {
    id: 'overdue',
    heading: heading.overdue,
    blocks: [sentence('lead', say.overdue, count(overdue.length), say.targets, money(rest)), table('overdue', columns, rows)],
  };
}
