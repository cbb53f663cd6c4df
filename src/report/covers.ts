import { addTallies } from '../measure/tallies.js';
import { isoDate } from '../model/civil-date.js';
import type { MonthFigures } from '../model/month-figures.js';
import { ratioOf } from '../model/ratio.js';
import { money, moneyChange, points, ratio } from './cells.js';
import type { Cover } from './cover.js';
import { dayFacts, figure } from './cover-facts.js';
import type { NplReport } from './npl-report-content.js';
import type { Words } from './words/words.js';

/** Of the main report: what changed against the ledger compared with, and whether that was a double reduction. */
export function reportCover(words: Words, { figures, portfolio, institution }: NplReport): Cover {
  const { doubleReduction: reduction, segments, provision, writeOffs, loans, npl, nplRatio } = figures;
  const { page, item } = words;
  const against = reduction === undefined ? undefined : page.against(isoDate(reduction.against));
  const since = segments === undefined ? undefined : page.against(isoDate(segments.lock.lockDate));
  return {
    facts: [...dayFacts(words, portfolio.asOf, institution), ...reductionFact(words, reduction)],
    figures: [
      figure(item.nplBalance, money(npl.balance), reduction && moneyChange(reduction.balance.change, 'down'), against),
      figure(item.nplRatio, ratio(nplRatio), reduction?.ratio && points(reduction.ratio.change, 'down'), against),
      ...(segments === undefined
        ? []
        : [
            figure(
              words.segment.old,
              money(segments.old.balance),
              moneyChange(segments.old.balance - segments.lock.total.balance, 'down'),
              since,
            ),
            figure(item.newTotal, money(segments.new.balance)),
          ]),
      figure(
        words.column.loansBalance,
        money(loans.balance),
        figures.classesBefore && moneyChange(loans.balance - addTallies(figures.classesBefore).balance),
        against,
      ),
      ...(provision?.coverage === undefined ? [] : [figure(item.coverage, ratio(provision.coverage))]),
      ...(writeOffs === undefined
        ? []
        : [figure(words.heading.writeOffs + words.inBrackets(item.yearToDate), money(writeOffs.yearToDate.principal))]),
    ],
  };
}

/** Whether balance and ratio both fell, in words. */
export function reductionFact({ page, ...words }: Words, reduction: NplReport['figures']['doubleReduction']): Cover['facts'] {
  if (reduction === undefined) return [];
  const { verdict, achieved, streak, period, toDate, against } = reduction;
  const value =
    page.reduced[verdict] + (achieved ? words.streak(streak, period, toDate) : '') + words.inBrackets(page.against(isoDate(against)));
  return [{ name: page.doubleReduction, value }];
}

/** Of a closed month. */
export function monthCover(words: Words, figures: MonthFigures, institution?: string): Cover {
  const { loans, npl, segments } = figures;
  return {
    facts: dayFacts(words, figures.asOf, institution),
    figures: [
      figure(words.item.nplBalance, money(npl.balance)),
      figure(words.item.nplRatio, ratio(ratioOf(npl.balance, loans.balance))),
      ...(segments === undefined
        ? []
        : [figure(words.segment.old, money(segments.old.balance)), figure(words.item.newTotal, money(segments.new.balance))]),
    ],
  };
}
