import type { Amount, PeriodWriteOffs, WriteOffReport, WriteOffSplit } from '../../measure/write-off-report.js';
import { sumOf } from '../../model/money.js';
import { count, label, longest, money, ratio, table, text, withChart } from '../cells.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { byHeading, countOf, dimensionColumns, namedRow, splitRows } from '../sections/dimensions.js';
import { placeOf } from '../sections/notes.js';
import { sentence } from '../sentence.js';
import type { RecoveryColumn } from '../words/recovery-words.js';
import type { Words } from '../words/words.js';
import { backlogSections } from './backlog.js';
import { claimsSections } from './claims.js';
import { recoveryColumns } from './columns.js';
import { writeOffCover } from './covers.js';
import { eligibilityWords } from './eligibility.js';
import { recoveryDocument } from './frame.js';
import { offBookSections } from './off-book.js';
import type { WriteOffContent } from './write-off-content.js';

/** Write-offs, the backlog, and the claims that are still collected. */
export function writeOffDocument(content: WriteOffContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures, backlog, unknownEvents } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.recovery.writeOffTitle,
    judgedBy: [eligibilityWords(words, backlog.table, content.portfolio.asOf)],
    cover: writeOffCover(words, content),
    sections: [
      ...(figures === undefined
        ? [{ id: 'written', heading: words.recovery.heading.written, blocks: [sentence('note', words.recovery.say.noRegisters)] }]
        : [
            writtenSection(words, figures),
            groundSection(words, figures),
            bySection(words, content, figures),
            disposalSection(words, figures),
          ]),
      ...backlogSections(words, content),
      ...(figures === undefined ? [] : claimsSections(words, figures.claims)),
      ...offBookSections(words, content.offBook, content.limit),
    ],
    notes: ({ listed }) => listed('warning', words.say.unknownEvents, unknownEvents.map(placeOf)),
  }));
}

const PERIODS: readonly RecoveryColumn[] = ['monthCount', 'month', 'yearCount', 'yearToDate'];
const LOCK: readonly RecoveryColumn[] = ['lockCount', 'sinceLock'];

const amountCells = ({ count: loans, principal }: Amount): Cell[] => [count(loans), money(principal)];

function splitCells({ month, yearToDate, sinceLock }: WriteOffSplit): Cell[] {
  return [...amountCells(month), ...amountCells(yearToDate), ...(sinceLock === undefined ? [] : amountCells(sinceLock))];
}

/** The periods beside each other, channel by channel. */
function writtenSection(words: Words, figures: WriteOffReport): Section {
  const { item, say, heading } = words.recovery;
  const { month, yearToDate, sinceLock, rates } = figures;
  const row = (id: string, name: string, pick: (period: PeriodWriteOffs) => Amount, tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [
      label(name),
      ...[month, yearToDate, ...(sinceLock === undefined ? [] : [sinceLock])].flatMap((period) => amountCells(pick(period))),
    ],
  });
  const interest = [month, yearToDate, ...(sinceLock === undefined ? [] : [sinceLock])].flatMap((period) => [
    label(''),
    money(period.interest),
  ]);
  const isTakenBack = [month, yearToDate, sinceLock].some((period) => (period?.takenBack.count ?? 0) > 0);
  const rows: Row[] = [
    row('write-off', item.writeOff, (period) => period.writeOff),
    row('transfer-loss', item.transferLoss, (period) => period.transferLoss),
    row('total', item.total, (period) => period.total, 'total'),
    { id: 'interest', cells: [label(item.interest), ...interest] },
    ...(isTakenBack ? [row('taken-back', item.takenBack, (period) => period.takenBack)] : []),
  ];
  const columns = recoveryColumns(words, ['item', ...PERIODS, ...(sinceLock === undefined ? [] : LOCK)]);
  const periods = [
    { label: words.item.month, of: month },
    { label: words.item.yearToDate, of: yearToDate },
    ...(sinceLock === undefined ? [] : [{ label: words.item.sinceLock, of: sinceLock }]),
  ];
  const chart = barsChart(words, {
    title: { heading: heading.written },
    series: [item.writeOff, item.transferLoss],
    bars: periods.map(({ label: name, of }) => ({ label: name, amounts: [of.writeOff.principal, of.transferLoss.principal] })),
    order: 'table',
  });
  const blocks: Block[] = [withChart(table('written', columns, rows), chart)];
  if (rates !== undefined) {
    const rateRows: Row[] = [
      { id: 'of-loans', cells: [label(item.rateOfLoans), ratio(rates.ofLoans)] },
      { id: 'of-npl', cells: [label(item.rateOfNpl), ratio(rates.ofNpl)] },
    ];
    blocks.push(table('rates', recoveryColumns(words, ['item', 'ratio']), rateRows), sentence('note', say.ratesOwn));
  }
  return { id: 'written', heading: heading.written, blocks };
}

function groundSection(words: Words, { grounds, sinceLock }: WriteOffReport): Section | undefined {
  if (grounds.length === 0) return undefined;
  const { item, heading } = words.recovery;
  const rows = grounds.map(
    ({ ground, ...sums }): Row => ({ cells: [ground === '' ? label(item.noGround) : text(ground), ...splitCells(sums)] }),
  );
  const columns = recoveryColumns(words, ['ground', ...PERIODS, ...(sinceLock === undefined ? [] : LOCK)]);
  return { id: 'grounds', heading: heading.grounds, blocks: [table('grounds', columns, rows)] };
}

function bySection(words: Words, { dimensions, limit }: WriteOffContent, figures: WriteOffReport): Section | undefined {
  const { by, month, yearToDate, sinceLock } = figures;
  if (by.length === 0) return undefined;
  const columns = [
    ...dimensionColumns(words, dimensions),
    ...recoveryColumns(words, [...PERIODS, ...(sinceLock === undefined ? [] : LOCK)]),
  ];
  const total = splitCells({
    month: month.total,
    yearToDate: yearToDate.total,
    ...(sinceLock === undefined ? {} : { sinceLock: sinceLock.total }),
  });
  const add = (amounts: readonly Amount[]): Amount => ({
    count: countOf(amounts, (one) => one.count),
    principal: sumOf(amounts, ({ principal }) => principal),
  });
  const rows = splitRows(words, dimensions, { rows: by, limit, total }, splitCells, (rest) =>
    splitCells({
      month: add(rest.map((row) => row.month)),
      yearToDate: add(rest.map((row) => row.yearToDate)),
      ...(sinceLock === undefined ? {} : { sinceLock: add(rest.flatMap((row) => row.sinceLock ?? [])) }),
    }),
  );
  const chart = barsChart(words, {
    title: chartTitle(words, byHeading(words, dimensions), words.recovery.column.yearToDate),
    series: [words.recovery.column.yearToDate],
    bars: by.map(({ key, yearToDate: { principal } }) => ({ ...namedRow(words, dimensions, key), amounts: [principal] })),
    order: 'largest',
    limit,
  });
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [withChart(table('by', columns, rows), chart, longest('yearToDate'))] };
}

function disposalSection(words: Words, { disposals }: WriteOffReport): Section | undefined {
  if (disposals.length === 0) return undefined;
  const { disposal, heading, say } = words.recovery;
  const rows = disposals.map(
    ({ kind, count: loans, principal, price, loss }): Row => ({
      id: kind,
      cells: [label(disposal[kind]), count(loans), money(principal), money(price), kind === 'transfer' ? money(loss) : label('')],
    }),
  );
  const blocks: Block[] = [table('disposals', recoveryColumns(words, ['kind', 'count', 'principal', 'price', 'loss']), rows)];
  if (disposals.some(({ kind }) => kind === 'entrusted')) blocks.push(sentence('note', say.entrusted));
  return { id: 'disposals', heading: heading.disposals, blocks };
}
