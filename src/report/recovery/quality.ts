import type { Fall, Hidden, Quality, QualityRow, RatioView } from '../../measure/quality.js';
import { CHANNELS_IN, CHANNELS_OUT, type Channel } from '../../measure/roll-forward.js';
import { isoDate } from '../../model/civil-date.js';
import { decimalOf, ratioOf } from '../../model/ratio.js';
import { stated } from '../../model/stated.js';
import { ABSENT, count, label, longest, money, moneyChange, points, ratio, table, withChart } from '../cells.js';
import { barsChart, chartTitle, dimensionChart } from '../charts/bar-charts.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { byHeading, dimensionColumns, dimensionNames, namedRow, splitRows } from '../sections/dimensions.js';
import { figureNotes } from '../sections/notes.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { recoveryColumns } from './columns.js';
import { qualityCover } from './covers.js';
import { fallSentence } from './fall-sentence.js';
import { recoveryDocument } from './frame.js';
import type { QualityReport } from './quality-content.js';

/** How good the NPL ratio is. */
export function qualityDocument(report: QualityReport, lang: Lang, unit: MoneyUnit): Document {
  const { figures, quality } = report;
  const against = figures.doubleReduction?.against;
  return recoveryDocument(report, lang, unit, (words) => {
    const said = fallSentence(words, quality, 'lead');
    return {
      title: words.recovery.qualityTitle,
      dateline: against === undefined ? [] : [`${words.against} ${isoDate(against)}`],
      cover: qualityCover(words, report),
      sections: [
        said === undefined ? undefined : { id: 'fall', heading: '', blocks: [said] },
        ratiosSection(words, quality),
        channelsSection(words, quality.fall, against === undefined ? undefined : openingLoans(report)),
        bySection(words, report),
      ],
      notes: (notes) => figureNotes(notes, words, report),
    };
  });
}

/** The ratio as printed, with what was taken off added back, and with what hides; and what hides, in parts. */
export function ratiosSection(words: Words, { printed, restored, hidden, withHidden }: Quality): Section {
  const { item, heading, say } = words.recovery;
  const row = (id: string, name: string, view: RatioView): Row => ({
    id,
    cells: [label(name), money(view.npl), money(view.loans), ratio(view.ratio)],
  });
  const rows: Row[] = [
    row('printed', item.printed, printed),
    ...(restored === undefined ? [] : [row('restored', item.restored + words.inBrackets(say.own), restored)]),
    row('with-hidden', item.hiddenRatio + words.inBrackets(say.own), withHidden),
  ];
  const { cover, column } = words;
  const bar = (name: string, { npl, ratio: own }: RatioView) => ({ label: name, amounts: [npl], ratio: own });
  const chart = barsChart(words, {
    title: chartTitle(words, heading.ratios, column.npl, column.nplRatio),
    series: [column.npl],
    bars: [
      bar(cover.printed, printed),
      ...(restored === undefined ? [] : [bar(cover.restored, restored)]),
      bar(cover.withHidden, withHidden),
    ],
    order: 'table',
  });
  const blocks: Block[] = [
    withChart(table('ratios', recoveryColumns(words, ['item', 'npl', 'loansBalance', 'ratio']), rows), chart, longest('npl')),
    hiddenTable(words, hidden),
  ];
  return { id: 'ratios', heading: heading.ratios, blocks };
}

function hiddenTable(words: Words, { overdue, restructuredAgain, suspectedRenewals, total }: Hidden): Block {
  const { item, heading } = words.recovery;
  const lacking: Cell[] = [label(item.notAssessed), ABSENT];
  const rows: Row[] = [
    ...(overdue === undefined
      ? []
      : [{ id: 'overdue', cells: [label(item.overdueNotNpl(overdue.days)), count(overdue.count), money(overdue.balance)] }]),
    {
      id: 'restructured-again',
      cells: [
        label(item.restructuredAgain),
        ...(restructuredAgain === undefined ? lacking : [count(restructuredAgain.count), money(restructuredAgain.balance)]),
      ],
    },
    {
      id: 'suspected-renewals',
      cells: [label(words.period.heading.suspected), count(suspectedRenewals.count), money(suspectedRenewals.balance)],
    },
    { id: 'total', tone: 'total', cells: [label(item.hiddenTotal), count(total.count), money(total.balance)] },
  ];
  return { ...table('hidden', recoveryColumns(words, ['item', 'count', 'balance']), rows), title: heading.hidden };
}

function openingLoans({ figures }: QualityReport): bigint | undefined {
  return figures.doubleReduction?.ratio?.from.denominator;
}

/** Each channel's amount, its share of what left, and what it did to the ratio at the opening's loans. */
function channelsSection(words: Words, fall: Fall | undefined, loans: bigint | undefined): Section | undefined {
  if (fall?.ways === undefined) return undefined;
  const { item, heading, say } = words.recovery;
  const { channels, out, unexplained } = fall.ways;
  const effect = (cents: bigint) => (loans === undefined ? ABSENT : points(decimalOf(cents).div(decimalOf(loans)), 'down'));
  const row = (sign: '+' | '−', id: string, name: string, cents: bigint): Row => ({
    id,
    cells: [
      label(`${sign} ${name}`),
      money(cents),
      sign === '+' ? label('') : ratio(ratioOf(cents, out)),
      effect(sign === '+' ? cents : -cents),
    ],
  });
  const moved = (channel: Channel) => channels[channel] !== 0n;
  const rows: Row[] = [
    ...CHANNELS_IN.filter(moved).map((channel) => row('+', channel, words.channel[channel], channels[channel])),
    ...CHANNELS_OUT.filter(moved).map((channel) => row('−', channel, words.channel[channel], channels[channel])),
    ...(unexplained === 0n ? [] : [row('−', 'unexplained', words.item.unexplained, unexplained)]),
    { id: 'net', tone: 'total', cells: [label(item.netChange), moneyChange(fall.net, 'down'), label(''), effect(fall.net)] },
    { id: 'lending', cells: [label(item.lending), label(''), label(''), points(fall.lending, 'down')] },
    { id: 'change', tone: 'total', cells: [label(item.ratioChange), label(''), label(''), points(fall.change, 'down')] },
  ];
  const columns = recoveryColumns(words, ['channel', 'amount', 'share', 'effect']);
  return { id: 'channels', heading: heading.channels, blocks: [table('channels', columns, rows), sentence('note', say.effectOwn)] };
}

/** The total is of the unsplit table; of loans it is those of the ledger, as the rows are. */
function bySection(words: Words, { dimensions, by, figures, quality }: QualityReport): Section | undefined {
  if (by.length === 0) return undefined;
  const columns = [
    ...dimensionColumns(words, dimensions),
    ...recoveryColumns(words, ['npl', 'loansBalance', 'ratio', 'takenOff', 'restored']),
  ];
  const cells = ({ printed, takenOff, restored }: Omit<QualityRow, 'key'>): Cell[] => [
    ...[money(printed.npl), money(printed.loans), ratio(printed.ratio), money(takenOff), ratio(restored)],
  ];
  const { printed, restored } = quality;
  const total = cells({
    printed: { ...printed, loans: figures.loans.balance },
    ...(restored === undefined ? {} : { takenOff: restored.takenOff, ...stated({ restored: restored.ratio }) }),
  });
  const rows = splitRows(words, dimensions, { rows: by, limit: Number.POSITIVE_INFINITY, total }, cells, () => []);
  const bars = by.map((row) => ({ ...namedRow(words, dimensions, row.key), npl: row.printed.npl, ratio: row.printed.ratio }));
  const chart = dimensionChart(words, dimensionNames(words, dimensions), bars);
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [withChart(table('by', columns, rows), chart, longest('npl'))] };
}
