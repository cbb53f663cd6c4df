import type { ReportFigures } from '../../measure/npl-report.js';
import { columnsOf, count, label, money, ratio, table } from '../cells.js';
import type { Row, Section } from '../document.js';
import type { Words } from '../words/words.js';

/** NPL and special-mention ratios, and overdue loans against NPL (剪刀差). */
export function qualitySection(words: Words, figures: ReportFigures): Section {
  const { item, say } = words;
  const specialMention = figures.classes[1];
  const rows: Row[] = [
    { id: 'npl-ratio', cells: [label(item.nplRatio), count(figures.npl.count), money(figures.npl.balance), ratio(figures.nplRatio)] },
    {
      id: 'special-mention-ratio',
      cells: [
        label(item.specialMentionRatio),
        count(specialMention?.count ?? 0),
        money(specialMention?.balance),
        ratio(figures.specialMentionRatio),
      ],
    },
    ...figures.overdue.flatMap((one): Row[] => [
      {
        id: `overdue-${one.days}`,
        cells: [
          label(say.overdueAbove(one.days) + words.inBrackets(say.overdueRatio)),
          count(one.overdue.count),
          money(one.overdue.balance),
          ratio(one.ratio),
        ],
      },
      { id: `overdue-${one.days}-gap`, cells: [label(say.overdueGap(one.days)), label(''), money(one.gap), label('')] },
      {
        id: `overdue-${one.days}-not-npl`,
        cells: [label(say.overdueNotNpl(one.days)), count(one.notNpl.count), money(one.notNpl.balance), label('')],
      },
    ]),
  ];
  return {
    id: 'quality',
    heading: words.heading.quality,
    blocks: [table('quality', columnsOf(words, ['item', 'count', 'balance', 'ratio']), rows)],
  };
}
