import type { LitigationFigures } from '../../measure/litigation-report.js';
import type { ProvisionReport } from '../../measure/provision-report.js';
import type { ResponsibilityFigures } from '../../measure/responsibility-report.js';
import type { TaskTable } from '../../measure/task-table.js';
import type { Tasks } from '../../measure/tasks.js';
import { isoDate } from '../../model/civil-date.js';
import { sumOf } from '../../model/money.js';
import { ratioOf } from '../../model/ratio.js';
import { count, money, moneyChange, points, ratio } from '../cells.js';
import type { Cover, KeyFigure } from '../cover.js';
import { figure } from '../cover-facts.js';
import { reductionFact } from '../covers.js';
import type { Words } from '../words/words.js';
import type { ConcentrationContent } from './concentration-content.js';
import type { PlanContent } from './plan-content.js';
import type { QualityReport } from './quality-content.js';
import type { WriteOffContent } from './write-off-content.js';

/** Written off, what should be, and what is still collected, against the start of the year. */
export function writeOffCover({ cover: said, page }: Words, { figures, backlog }: WriteOffContent): Partial<Cover> {
  const written = (period: 'month' | 'yearToDate' | 'sinceLock'): KeyFigure[] => {
    const own = figures?.[period];
    return own === undefined ? [] : [figure(said.writtenOff[period], money(own.total.principal))];
  };
  const claims = figures?.claims;
  return {
    figures: [
      ...[...written('month'), ...written('yearToDate'), ...written('sinceLock')],
      figure(said.backlog, money(backlog.tally.balance)),
      figure(said.backlogReady, money(backlog.ready.balance)),
      ...(claims === undefined || claims.vintages.length === 0
        ? []
        : [
            figure(said.claims, money(claims.closing), moneyChange(claims.closing - claims.opening), page.against(isoDate(claims.from))),
            figure(said.recovered, money(claims.recovered)),
          ]),
    ],
  };
}

/** The ratio as printed, restored and with what hides. */
export function qualityCover(words: Words, { figures: { doubleReduction: reduction }, quality }: QualityReport): Partial<Cover> {
  const { cover: said, item, page, recovery } = words;
  const against = reduction === undefined ? undefined : page.against(isoDate(reduction.against));
  const { printed, restored, withHidden, hidden } = quality;
  return {
    facts: reductionFact(words, reduction),
    figures: [
      figure(item.nplBalance, money(printed.npl), reduction && moneyChange(reduction.balance.change, 'down'), against),
      figure(item.nplRatio, ratio(printed.ratio), reduction?.ratio && points(reduction.ratio.change, 'down'), against),
      ...(restored === undefined
        ? []
        : [
            figure(`${item.nplRatio}${words.inBrackets(said.restored)}`, ratio(restored.ratio)),
            figure(recovery.item.takenOff, money(restored.takenOff)),
          ]),
      figure(`${item.nplRatio}${words.inBrackets(said.withHidden)}`, ratio(withHidden.ratio)),
      figure(recovery.heading.hidden, money(hidden.total.balance)),
    ],
  };
}

/** What is asked for, what is held, and how far the minimums are. */
export function provisionCover(words: Words, { total, now }: ProvisionReport): Partial<Cover> {
  const { item, cover: said } = words;
  return {
    figures: [
      figure(item.needed, money(total.needed)),
      ...(total.held === undefined ? [] : [figure(item.held, money(total.held))]),
      ...(total.gap === undefined ? [] : [figure(item.gap, money(total.gap))]),
      ...(total.coverage === undefined ? [] : [figure(item.coverage, ratio(total.coverage))]),
      ...(total.provisionRatio === undefined ? [] : [figure(item.provisionRatio, ratio(total.provisionRatio))]),
      ...(now.held === undefined ? [] : [figure(said.shortfall, money(total.minimum.need - now.held))]),
    ],
  };
}

/** Who has no plan, what came in, and which targets were missed. */
export function planCover({ cover: said, item }: Words, { figures }: PlanContent): Partial<Cover> {
  const { total, withoutPlan, isCollectedKnown, collected, overdue, reference } = figures;
  const share = ratioOf(withoutPlan.npl.balance, total.npl.balance);
  return {
    figures: [
      figure(item.nplBalance, money(total.npl.balance)),
      figure(said.withoutPlan, money(withoutPlan.npl.balance)),
      ...(share === undefined ? [] : [figure(said.withoutPlanShare, ratio(share))]),
      ...(isCollectedKnown
        ? [
            figure(said.collected(isoDate(reference.on)), money(collected.cash + collected.afterWriteOff)),
            figure(said.overdueTargets, count(overdue.length)),
            figure(said.overdueRest, money(sumOf(overdue, ({ standing }) => standing.rest ?? 0n))),
          ]
        : []),
    ],
  };
}

/** How much of each task is done, and what the year brought. */
export function tasksCover(words: Words, all: readonly Tasks[]): Partial<Cover> {
  const { cover: said, item, page, tasks } = words;
  const [first] = all as readonly [Tasks];
  const seen = new Set<string>();
  // Branches and officers may have the same measure: the first who have it are the whole bank.
  const done = all.flatMap(({ tables }) =>
    tables.flatMap((table: TaskTable): KeyFigure[] => {
      const name = said.done(tasks.measure[table.measure], table.period.name);
      const { completion } = table.total.completion === undefined ? table.withTask : table.total;
      if (completion === undefined || seen.has(name)) return [];
      seen.add(name);
      return [figure(name, ratio(completion))];
    }),
  );
  const { total, start } = first;
  return {
    figures: [
      ...done,
      figure(said.cashYear, money(total.yearToDate.cashPrincipal)),
      figure(said.disposalYear, money(total.disposal)),
      figure(item.nplBalance, money(total.closing), moneyChange(total.closing - total.opening, 'down'), page.against(isoDate(start))),
    ],
  };
}

/** NPLs with and without a case, and the dates that run out: counts, since a loan may have several. */
export function litigationCover(words: Words, figures: LitigationFigures, within: number, registerGiven: boolean): Partial<Cover> {
  const { litigation, cover: said } = words;
  const { npl, byLimitation } = figures;
  const dates = (pick: 'runOut' | 'within' | 'unknown') => count(byLimitation.reduce((sum, one) => sum + one[pick].count, 0));
  return {
    figures: [
      figure(litigation.item.npl, money(npl.all.balance)),
      ...(registerGiven
        ? [
            figure(`${litigation.item.npl}${words.inBrackets(litigation.item.withCase)}`, money(npl.withCase.balance)),
            figure(litigation.heading.without, money(npl.withoutCase.balance)),
            figure(said.runOut, dates('runOut')),
            figure(said.soon(within), dates('within')),
            figure(said.unknownDates, dates('unknown')),
          ]
        : []),
    ],
  };
}

/** What turned NPL, what of it stands, and how far it is settled who answers. */
export function responsibilityCover({ cover: said, responsibility }: Words, figures: ResponsibilityFigures): Partial<Cover> {
  const { total, byState, overdue } = figures;
  return {
    figures: [
      figure(said.newNpl, money(total.gross)),
      figure(said.newNplNow, money(total.now)),
      ...byState
        .filter((sum) => sum.count > 0 && sum.count < total.count)
        .map(({ state, gross }) => figure(responsibility.state[state], money(gross))),
      ...(overdue === undefined ? [] : [figure(said.overdueDays, count(overdue.length))]),
    ],
  };
}

/** How much lies with ten borrowers, what may go up again, and what was taken for debts. */
export function concentrationCover({ cover: said, item }: Words, { figures }: ConcentrationContent): Partial<Cover> {
  const { npl, largest, observation, foreclosed, npa } = figures;
  return {
    figures: [
      figure(item.nplBalance, money(npl.balance)),
      figure(said.together, money(largest.together)),
      ...(largest.share === undefined ? [] : [figure(said.togetherShare, ratio(largest.share))]),
      ...(observation === undefined || observation.notAssessed.length > 0 ? [] : [figure(said.upgradesDue, count(observation.due.length))]),
      ...(foreclosed === undefined ? [] : [figure(said.foreclosed, money(foreclosed.held.net))]),
      ...(npa?.gross.ratio === undefined ? [] : [figure(said.npaRatio, ratio(npa.gross.ratio))]),
    ],
  };
}
