import type { ReportFigures } from '../../measure/npl-report.js';
import { columnsOf, count, label, money, ratio, table } from '../cells.js';
import type { Row, Section } from '../document.js';
import type { Words } from '../words/words.js';

/** NPL and special-mention ratios, and overdue loans against NPL (剪刀差). */
export function qualitySection(words: Words, figures: ReportFigures): Section {
  const rows: Row[] = [
    { id: 'npl-ratio', cells: [label(words.item.nplRatio), money(figures.npl.balance), ratio(figures.nplRatio)] },
    {
      id: 'special-mention-ratio',
      cells: [label(words.item.specialMentionRatio), money(figures.classes[1]?.balance), ratio(figures.specialMentionRatio)],
    },
    ...figures.overdue.flatMap((one): Row[] => [
      {
        id: `overdue-${one.days}`,
        cells: [
          label(words.say.overdueAbove(one.days) + words.inBrackets(words.say.overdueRatio(one.days))),
          money(one.overdue.balance),
          ratio(one.ratio),
        ],
      },
      {
        id: `overdue-${one.days}-gap`,
        cells: [label(words.say.overdueGap(one.days)), money(one.gap), label('')],
      },
      {
        id: `overdue-${one.days}-not-npl`,
        cells: [label(words.say.overdueNotNpl(one.days)), money(one.notNpl.balance), count(one.notNpl.count)],
      },
    ]),
  ];
  return {
    id: 'quality',
    heading: words.heading.quality,
    blocks: [table('quality', columnsOf(words, ['item', 'balance', 'ratio']), rows)],
  };
}
