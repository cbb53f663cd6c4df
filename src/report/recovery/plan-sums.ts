import { type PlanReport, type PlanSum, totalOf } from '../../measure/plan/plan-report.js';
import { addTallies } from '../../measure/tallies.js';
import { sumOf } from '../../model/money.js';
import type { Tally } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import { ABSENT, count, label, money, ratio, table, text, withChart, withoutZeroColumns, wordsIn } from '../cells.js';
import { barsChart, chartTitle, progressChart } from '../charts/bar-charts.js';
import type { Cell, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { byHeading, dimensionColumns, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { planColumns } from './plan-columns.js';
import { type PlanContent, unitCells } from './plan-content.js';

/** What was promised for each month and what came in. */
export function monthSection(words: Words, { months, isCollectedKnown }: PlanReport): Section | undefined {
  if (months.length === 0) return undefined;
  const known = (cents: bigint | undefined): Cell => (isCollectedKnown ? money(cents) : ABSENT);
  const rows = months.map(({ promised, collected, promisedSoFar, collectedSoFar, gap, ...one }): Row => {
    const name = monthName(one);
    return {
      id: name,
      cells: [...[label(name), money(promised), known(collected), money(promisedSoFar), known(collectedSoFar)], known(gap)],
    };
  });
  const { column, heading } = words.plan;
  const chart = progressChart(words, {
    title: chartTitle(words, heading.months, column.promised, column.collected),
    goal: column.promised,
    reached: column.collected,
    rows: months.map((one) => ({
      label: monthName(one),
      goal: one.promised,
      reached: isCollectedKnown ? one.collected : undefined,
    })),
  });
  const columns = planColumns(words, ['month', 'promised', 'collected', 'promisedSoFar', 'collectedSoFar', 'gap']);
  return {
    id: 'months',
    heading: words.plan.heading.months,
    blocks: [withChart(table('months', columns, rows), chart), sentence('note', words.plan.say.monthNote)],
  };
}

function monthName({ year, month }: { readonly year: number; readonly month: number }): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}`;
}

/** By tier, by measure, by who answers for it; each adds up to all plans. */
export function sumSections(words: Words, figures: PlanReport): Section[] {
  const { heading, tier, measure } = words.plan;
  return [
    sumSection(words, figures, 'tiers', heading.tiers, 'tier', figures.byTier, (one) => label(tier[one.tier])),
    sumSection(words, figures, 'measures', heading.measures, 'measure', figures.byMeasure, (one) => label(measure[one.measure])),
    sumSection(words, figures, 'responsible', heading.responsible, 'responsible', figures.byResponsible, (one) => text(one.responsible)),
  ].filter((section) => section !== undefined);
}

function sumSection<T extends PlanSum>(
  words: Words,
  { isCollectedKnown, total: all }: PlanReport,
  id: string,
  heading: string,
  first: 'tier' | 'measure' | 'responsible',
  sums: readonly T[],
  nameOf: (one: T) => Cell,
): Section | undefined {
  if (sums.length === 0) return undefined;
  const known = (cents: bigint): Cell => (isCollectedKnown ? money(cents) : ABSENT);
  const total = (pick: (sum: T) => bigint) => sumOf(sums, pick);
  const counted = (pick: (sum: T) => number) => count(sums.reduce((sum, one) => sum + pick(one), 0));
  const share = (npl: bigint): Cell => ratio(ratioOf(npl, all.npl.balance));
  const { npl: nplName, share: shareName } = words.plan.column;
  const chart = barsChart(words, {
    title: chartTitle(words, heading, nplName, shareName),
    series: [nplName],
    bars: sums.map((one) => ({
      label: wordsIn(nameOf(one)),
      amounts: [one.npl.balance],
      ratio: ratioOf(one.npl.balance, all.npl.balance),
    })),
    order: 'table',
  });
  const rowsOf = (own: (one: T) => Cell[], whole: Cell[]): Row[] => [
    ...sums.map((one): Row => ({ cells: [nameOf(one), ...own(one)] })),
    { id: 'total', tone: 'total', cells: [label(words.item.total), ...whole] },
  ];
  const who = rowsOf(
    (one) => [count(one.units), count(one.npl.count), money(one.npl.balance), share(one.npl.balance), money(one.claims)],
    [
      counted(({ units }) => units),
      counted(({ npl }) => npl.count),
      money(total(({ npl }) => npl.balance)),
      share(total(({ npl }) => npl.balance)),
      money(total(({ claims }) => claims)),
    ],
  );
  const promised = rowsOf(
    (one) => [money(one.target), known(one.met), known(one.rest), isCollectedKnown ? count(one.overdue) : ABSENT],
    [
      money(total(({ target }) => target)),
      known(total(({ met }) => met)),
      known(total(({ rest }) => rest)),
      isCollectedKnown ? counted(({ overdue }) => overdue) : ABSENT,
    ],
  );
  return {
    id,
    heading,
    blocks: [
      withChart(withoutZeroColumns(table(id, planColumns(words, [first, 'units', 'loans', 'npl', 'share', 'claims']), who)), chart),
      table(`${id}-targets`, planColumns(words, [first, 'target', 'met', 'rest', 'overdue']), promised),
    ],
  };
}

/** NPLs with plan and without, by the dimensions asked for. */
export function bySection(words: Words, { figures, dimensions, limit }: PlanContent): Section | undefined {
  if (figures.by.length === 0) return undefined;
  const columns = [...dimensionColumns(words, dimensions), ...planColumns(words, ['loans', 'npl', 'withPlan', 'withoutPlan'])];
  const cells = (npl: Tally, withPlan: bigint, withoutPlan: bigint): Cell[] => [
    ...[count(npl.count), money(npl.balance), money(withPlan), money(withoutPlan)],
  ];
  const { total, withPlan, withoutPlan } = figures;
  const rows = splitRows(
    words,
    dimensions,
    { rows: figures.by, limit, total: cells(total.npl, withPlan.npl.balance, withoutPlan.npl.balance) },
    (row) => cells(row.npl, row.withPlan.balance, row.withoutPlan.balance),
    (rest) =>
      cells(
        addTallies(rest.map(({ npl }) => npl)),
        sumOf(rest, (row) => row.withPlan.balance),
        sumOf(rest, (row) => row.withoutPlan.balance),
      ),
  );
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [table('by', columns, rows)] };
}

/** Plans that have come to their end: nothing is NPL any more, and nothing written off is left. */
export function settledSection(words: Words, { figures, limit }: PlanContent): Section | undefined {
  const { settled, isCollectedKnown } = figures;
  if (settled.length === 0) return undefined;
  const known = (cents: bigint): Cell => (isCollectedKnown ? money(cents) : ABSENT);
  const targetOf = (units: PlanReport['settled']) => sumOf(units, ({ targets }) => sumOf(targets, ({ targetAmount }) => targetAmount));
  const restOf = (units: PlanReport['settled']) => sumOf(units, ({ standings }) => sumOf(standings, ({ rest }) => rest ?? 0n));
  const figuresOf = (units: PlanReport['settled']): Cell[] => [
    ...[money(targetOf(units)), known(sumOf(units, ({ collected }) => totalOf(collected))), known(restOf(units))],
  ];
  const rows = limitedRows(
    settled,
    limit,
    (unit): Row => ({ cells: [...unitCells(unit), text(unit.targets[0]?.responsible), ...figuresOf([unit])] }),
    (rest) => [label(words.say.more(rest.length)), label(''), label(''), ...figuresOf(rest)],
  );
  const columns = planColumns(words, ['borrower', 'name', 'responsible', 'target', 'collected', 'rest']);
  return { id: 'settled', heading: words.plan.heading.settled, blocks: [table('settled', columns, rows)] };
}
