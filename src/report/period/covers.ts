import type { MigrationRate } from '../../measure/migration-rates.js';
import type { NewNplFigures } from '../../measure/new-npl.js';
import type { SeriesMonth } from '../../measure/series.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import type { Cents } from '../../model/money.js';
import type { MonthFigures, Movement } from '../../model/month-figures.js';
import { count, money, moneyChange, points, ratio } from '../cells.js';
import type { Cover } from '../cover.js';
import { dayFacts, figure, institutionFact } from '../cover-facts.js';
import type { Words } from '../words/words.js';

/** From when to when, and whose. */
interface CoveredPeriod {
  readonly from: number;
  readonly to: number;
  readonly institution?: string | undefined;
}

/** Of a series: its last month, against the one before. */
export function seriesCover(words: Words, months: readonly SeriesMonth[], institution?: string): Cover | undefined {
  const last = months.at(-1);
  if (last === undefined) return undefined;
  const { figures, nplRatio, previous } = last;
  const against = previous === undefined ? undefined : words.page.against(isoDate(previous.against));
  const before = months.at(-2)?.figures;
  const grown = (pick: (of: MonthFigures) => Cents | undefined) => {
    const [was, now] = [before === undefined ? undefined : pick(before), pick(figures)];
    return was === undefined || now === undefined || previous === undefined ? undefined : moneyChange(now - was, 'down');
  };
  const { segments } = figures;
  return {
    facts: [
      ...dayFacts(words, figures.asOf, institution),
      ...(previous?.ratio === undefined
        ? []
        : [{ name: words.page.doubleReduction, value: words.page.reduced[previous.verdict] + words.inBrackets(against as string) }]),
    ],
    figures: [
      figure(words.item.nplBalance, money(figures.npl.balance), previous && moneyChange(previous.npl, 'down'), against),
      figure(words.item.nplRatio, ratio(nplRatio), previous?.ratio && points(previous.ratio, 'down'), against),
      ...(segments === undefined
        ? []
        : [
            figure(
              words.segment.old,
              money(segments.old.balance),
              grown((of) => of.segments?.old.balance),
              against,
            ),
            figure(
              words.item.newTotal,
              money(segments.new.balance),
              grown((of) => of.segments?.new.balance),
              against,
            ),
          ]),
    ],
  };
}

/** Of a roll-forward: where it began, what came in and went out, where it ended. */
export function movementCover(words: Words, period: CoveredPeriod, { opening, channels, closing }: Movement): Cover {
  return {
    facts: dayFacts(words, period.to, period.institution),
    figures: [
      figure(words.period.closing, money(closing), moneyChange(closing - opening, 'down'), words.page.against(isoDate(period.from))),
      figure(words.channel.formation, money(channels.formation)),
      figure(words.channel.cash, money(channels.cash)),
      figure(words.channel.writeOff, money(channels.writeOff)),
    ],
  };
}

/** Of one month: its NPL and what is due to join it. */
export function watchCover(
  words: Words,
  at: { readonly asOf: number; readonly institution?: string | undefined },
  figures: {
    readonly npl: Cents;
    readonly watched: number;
    readonly potential?: { readonly date: number; readonly atMost: Cents } | undefined;
  },
): Cover {
  const { npl, watched, potential } = figures;
  return {
    facts: dayFacts(words, at.asOf, at.institution),
    figures: [
      figure(words.item.nplBalance, money(npl)),
      ...(potential === undefined
        ? []
        : [figure(words.page.atMostAt(isoDate(potential.date)), money(potential.atMost), moneyChange(potential.atMost - npl, 'down'))]),
      figure(words.period.watchedAll, count(watched)),
    ],
  };
}

/** Of a migration: which part of each class went down, by the formula in force. Of states that a file names nothing is known but the period. */
export function migrationCover(words: Words, period: CoveredPeriod, rates: readonly MigrationRate[]): Cover {
  return {
    facts: periodFacts(words, period),
    figures: rates
      .filter(({ formula, rate }) => formula === '2022' && rate !== undefined)
      .map(({ of, formula, rate }) =>
        figure(words.cover.migrationRate(of === 'combined' ? words.period.combined : words.class[className(of)], formula), ratio(rate)),
      ),
  };
}

function periodFacts(words: Words, { from, to, institution }: CoveredPeriod): Cover['facts'] {
  return [...institutionFact(words, institution), { name: words.page.period, value: words.period.period(isoDate(from), isoDate(to)) }];
}

/** Of what turned NPL: new, fallen again, and on the way there. */
export function newNplCover(
  words: Words,
  period: CoveredPeriod,
  { sums, specialMentionSum }: Pick<NewNplFigures, 'sums' | 'specialMentionSum'>,
): Cover {
  const { entry, heading } = words.period;
  return {
    facts: periodFacts(words, period),
    figures: [
      figure(entry.formation, money(sums.formation.balance)),
      figure(words.segment.formed, money(sums.formed.balance)),
      figure(words.segment.originated, money(sums.originated.balance)),
      figure(entry.relapse, money(sums.relapse.balance)),
      ...(specialMentionSum.count === 0 ? [] : [figure(heading.specialMention, money(specialMentionSum.balance))]),
    ],
  };
}
