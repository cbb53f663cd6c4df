import type { ReportFigures } from '../../measure/npl-report.js';
import { columnsOf, label, money, moneyChange, points, ratio, table } from '../cells.js';
import type { Block, Paragraph, Row, Section } from '../document.js';
import type { NplReport } from '../npl-report-content.js';
import { fallSentence } from '../recovery/fall-sentence.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

/** Whether balance and ratio both fell, and why the ratio moved. Undefined without an earlier ledger. */
export function reductionSection(words: Words, { figures, quality }: NplReport): Section | undefined {
  const { doubleReduction: reduction, attribution } = figures;
  if (reduction === undefined) return undefined;
  const lead: Paragraph = {
    kind: 'paragraph',
    tone: 'lead',
    pieces: [
      words.verdict[reduction.verdict] + (reduction.achieved ? words.streak(reduction.streak, reduction.period, reduction.toDate) : ''),
    ],
  };
  const rows: Row[] = [
    {
      id: 'npl-balance',
      cells: [
        label(words.item.nplBalance),
        money(reduction.balance.from),
        money(reduction.balance.to),
        moneyChange(reduction.balance.change, 'down'),
      ],
    },
    {
      id: 'npl-ratio',
      cells: [
        label(words.item.nplRatio),
        ratio(reduction.ratio?.from),
        ratio(reduction.ratio?.to),
        points(reduction.ratio?.change, 'down'),
      ],
    },
  ];
  const blocks: Block[] = [lead, table('reduction', columnsOf(words, ['item', 'from', 'to', 'change']), rows)];
  if (attribution !== undefined) blocks.push(attributionSentence(words, attribution));
  const said = quality.fall?.ways === undefined ? undefined : fallSentence(words, quality, 'plain');
  if (said !== undefined) blocks.push(said);
  return { id: 'reduction', heading: words.heading.reduction, blocks };
}

function attributionSentence(words: Words, attribution: NonNullable<ReportFigures['attribution']>): Paragraph {
  const { channels, total } = attribution.numerator;
  const inflow = channels.formation.plus(channels.increase).plus(channels.relapse);
  const out = total.minus(inflow).minus(channels.unexplained);
  const { say } = words;
  const unexplained = channels.unexplained.isZero() ? [] : [`${words.comma}${say.unexplainedPart}`, points(channels.unexplained, 'down')];
  return sentence(
    'plain',
    ...[
      say.ofWhich,
      points(attribution.change, 'down'),
      `${words.colon}${say.disposals}`,
      points(out, 'down'),
      `${words.comma}${say.inflow}`,
      points(inflow, 'down'),
    ],
    ...unexplained,
    ...[`${words.comma}${say.lending}`, points(attribution.denominator, 'down'), words.inBrackets(say.ownDefinition)],
  );
}
