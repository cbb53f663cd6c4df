import type { ReportFigures } from '../../measure/npl-report.js';
import { columnsOf, count, label, money, table } from '../cells.js';
import type { Row, Section } from '../document.js';
import type { Words } from '../words/words.js';

/** Write-offs and what came back on them. Undefined without registers. */
export function writeOffSection(words: Words, figures: ReportFigures): Section | undefined {
  const { writeOffs } = figures;
  if (writeOffs === undefined) return undefined;
  const { item, say } = words;
  const periods = [
    { id: 'month', name: item.month, sum: writeOffs.month },
    { id: 'year-to-date', name: item.yearToDate, sum: writeOffs.yearToDate },
    ...(writeOffs.sinceLock === undefined ? [] : [{ id: 'since-lock', name: item.sinceLock, sum: writeOffs.sinceLock }]),
  ];
  const rows: Row[] = periods.flatMap(({ id, name, sum }): Row[] => [
    { id, cells: [label(name), count(sum.count), money(sum.principal), money(sum.interest)] },
    ...(sum.transferLoss.count === 0
      ? []
      : [
          {
            id: `${id}-transfer-loss`,
            cells: [label(say.transferLoss), count(sum.transferLoss.count), money(sum.transferLoss.principal), label('')],
          },
        ]),
  ]);
  for (const [id, name, sum] of [
    ['recovered-month', item.recoveredMonth, writeOffs.recoveredMonth],
    ['recovered', item.recovered, writeOffs.recovered],
  ] as const) {
    rows.push({ id, cells: [label(name), label(''), money(sum.principal), money(sum.interest)] });
  }
  return {
    id: 'write-offs',
    heading: words.heading.writeOffs,
    blocks: [table('write-offs', columnsOf(words, ['item', 'count', 'principal', 'interest']), rows)],
  };
}
