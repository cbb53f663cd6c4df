import type { CaseLoan } from '../../measure/case-loans.js';
import type {
  CaseOfLoan,
  CaseSums,
  LimitationSums,
  LitigationByRow,
  RunsOut,
  RunsOutUnknown,
  WithoutCase,
} from '../../measure/litigation-report.js';
import { addTallies } from '../../measure/tallies.js';
import type { Limitation, LimitationTable } from '../../model/limitation.js';
import { sumOf } from '../../model/money.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import { columnsBy, count, date, label, longest, money, table, text, withChart, withoutBlankColumns } from '../cells.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { inForce, isOutsideForce } from '../provenance.js';
import { byHeading, countOf, dimensionColumns, namedRow, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { LitigationColumn } from '../words/litigation-words.js';
import type { Words } from '../words/words.js';
import { litigationCover } from './covers.js';
import { recoveryDocument } from './frame.js';
import type { LitigationContent } from './litigation-content.js';

/** Cases by stage, what runs out, what is not known, who could pay and is not sued, NPLs without a case. */
export function litigationDocument(content: LitigationContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures, registerGiven } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.litigation.title,
    judgedBy: [tableWords(words, content)],
    cover: litigationCover(words, figures, content.within, registerGiven),
    sections: [
      coverSection(words, content),
      ...(registerGiven ? [stageSection(words, content), runsOutSection(words, content), datesSection(words, content)] : []),
      ...(registerGiven ? [unknownSection(words, content), ableSection(words, content)] : []),
      withoutSection(words, content),
      bySection(words, content),
      periodSection(words, content),
    ],
    notes: ({ note, listed }) => {
      if (!figures.guaranteeHeld) note('warning', words.litigation.say.guaranteeNotHeld);
      listed(
        'note',
        words.litigation.say.left,
        figures.left.map(({ at }) => shownKey(at.loan)),
      );
    },
  }));
}

/** "limitation table cn-civil (民法典…, in force from 2017-10-01, not verified)". */
function tableWords(words: Words, { table: by, portfolio }: LitigationContent): string {
  const period = inForce(words, by);
  const parts = [
    by.source,
    ...(period === '' ? [] : [period]),
    ...(isOutsideForce(by, portfolio.asOf) ? [words.outsideForce] : []),
    ...(by.periods.every(({ verified }) => verified) ? [] : [words.litigation.notVerified]),
  ];
  return `${words.litigation.table} ${by.id}${words.inBrackets(parts.join(words.comma))}`;
}

const LEFT: ReadonlySet<LitigationColumn> = new Set([
  'item',
  'stage',
  'limitation',
  'loan',
  'officer',
  'borrower',
  'note',
  'missing',
  'source',
  'verified',
]);

function columns(words: Words, names: readonly LitigationColumn[]): Column[] {
  return columnsBy(names, words.litigation.column, LEFT);
}

const tallyCells = ({ count: loans, balance }: Tally): Cell[] => [count(loans), money(balance)];

function coverSection(words: Words, { figures, registerGiven }: LitigationContent): Section {
  const { heading, item, say } = words.litigation;
  const { npl } = figures;
  const row = (id: string, name: string, tally: Tally, tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [label(name), ...tallyCells(tally)],
  });
  const rows = registerGiven
    ? [
        row('with-case', item.withCase, npl.withCase),
        row('sued', item.sued, npl.sued),
        row('without-case', item.withoutCase, npl.withoutCase),
        row('npl', item.npl, npl.all, 'total'),
      ]
    : [row('npl', item.npl, npl.all, 'total')];
  const blocks: Block[] = [table('cover', columns(words, ['item', 'count', 'balance']), rows)];
  if (!registerGiven) blocks.push(sentence('warning', say.noRegister));
  return { id: 'cover', heading: heading.cover, blocks };
}

function stageSection(words: Words, { figures }: LitigationContent): Section | undefined {
  if (figures.stages.length === 0) return undefined;
  const { heading, item, stage: names } = words.litigation;
  const cells = ({ onBook, offBook, claimed }: CaseSums) => [...tallyCells(onBook), ...tallyCells(offBook), money(claimed)];
  const rows: Row[] = [
    ...figures.stages.map(({ stage, ...sums }) => ({ id: stage, cells: [label(names[stage]), ...cells(sums)] })),
    { id: 'total', tone: 'total', cells: [label(item.total), ...cells(figures.total)] },
  ];
  const all = columns(words, ['stage', 'count', 'balance', 'offBookCount', 'offBook', 'claimed']);
  const { column } = words.litigation;
  const chart = barsChart(words, {
    title: { heading: heading.stages },
    series: [column.balance, column.offBook],
    bars: figures.stages.map(({ stage, onBook, offBook }) => ({ label: names[stage], amounts: [onBook.balance, offBook.balance] })),
    order: 'table',
    saysParts: true,
  });
  return { id: 'stages', heading: heading.stages, blocks: [withChart(table('stages', all, rows), chart, longest('balance'))] };
}

function runsOutSection(words: Words, { figures, within, table: by }: LitigationContent): Section {
  const { heading, item } = words.litigation;
  const rows = figures.byLimitation.map(
    ({ limitation, runOut, within: soon, unknown }): Row => ({
      id: limitation,
      cells: [label(limitationName(words, by, limitation)), ...tallyCells(runOut), ...tallyCells(soon), count(unknown.count)],
    }),
  );
  const all = columns(words, ['limitation', 'runOutCount', 'runOut', 'withinCount', 'within', 'unknownCount']);
  const dates = (pick: 'runOut' | 'within' | 'unknown') => count(countOf(figures.byLimitation, (one) => one[pick].count));
  // A loan may have several dates: what is owed on all of them is no sum.
  const total = [dates('runOut'), label(''), dates('within'), label(''), dates('unknown')];
  rows.push({ id: 'total', tone: 'total', cells: [label(item.total), ...total] });
  const series = [words.cover.runOut, words.cover.soon(within)];
  const chart = barsChart(words, {
    title: chartTitle(words, heading.runsOut, words.litigation.column.owed),
    series,
    bars: figures.byLimitation.map(({ limitation, runOut, within: soon }) => ({
      label: limitationName(words, by, limitation),
      amounts: [runOut.balance, soon.balance],
    })),
    order: 'table',
    saysParts: true,
  });
  return { id: 'runs-out', heading: heading.runsOut, blocks: [withChart(table('runs-out', all, rows), chart, longest('runOut'))] };
}

/** As the table calls it; one that the table does not have by the catalogue. */
function limitationName(words: Words, { periods }: LimitationTable, limitation: Limitation): string {
  return periods.find(({ id }) => id === limitation)?.name[words.lang] ?? words.litigation.limitation[limitation];
}

/** A case whose loan is off the book says so. */
function noteWords(words: Words, { standing }: CaseLoan): string {
  const { item } = words.litigation;
  return standing === 'written-off' ? item.writtenOff : standing === 'off-book' ? item.offBook : '';
}

const noteCell = (words: Words, at: CaseLoan): Cell => label(noteWords(words, at));

/** Behind the name of what runs out, where a column of their own would break the loans' ids: "(written off, by table)". */
function marksOf(words: Words, { at, stated }: RunsOut): string {
  const marks = [noteWords(words, at), stated ? '' : words.litigation.item.byTable].filter((mark) => mark !== '');
  return marks.length === 0 ? '' : words.inBrackets(marks.join(words.comma));
}

const loanCell = ({ loan }: CaseLoan): Cell => text(shownKey(loan));
const officerCell = ({ officer }: CaseLoan): Cell => text(officer);

/** What is owed on some loans, each counted once. */
function owedOf(loans: readonly CaseLoan[]): Cell {
  const each = new Map(loans.map((at) => [at.now, at]));
  return money(sumOf([...each.values()], ({ owed = 0n }) => owed));
}

function moreCell(words: Words, left: readonly unknown[]): Cell {
  return label(words.say.more(left.length));
}

function datesSection(words: Words, { figures, within, limit, table: by }: LitigationContent): Section {
  const { heading, say } = words.litigation;
  const rows = limitedRows(
    figures.runsOut,
    limit,
    (one): Row => ({
      cells: [
        loanCell(one.at),
        label(limitationName(words, by, one.limitation) + marksOf(words, one)),
        date(one.until),
        { kind: 'days', value: one.daysLeft },
        money(one.at.owed),
        officerCell(one.at),
      ],
    }),
    (left) => [moreCell(words, left), label(''), label(''), label(''), owedOf(left.map(({ at }) => at)), label('')],
  );
  const all = columns(words, ['loan', 'limitation', 'until', 'daysLeft', 'owed', 'officer']);
  const blocks: Block[] =
    rows.length === 0
      ? [sentence('plain', say.noDates(within))]
      : [withoutBlankColumns('dates', all, rows), sentence('note', say.owed), sentence('note', say.byTable)];
  return { id: 'dates', heading: heading.dates(within), blocks };
}

function unknownSection(words: Words, { figures, limit, table: by }: LitigationContent): Section {
  const { heading, say, missing: lacking } = words.litigation;
  const rows = limitedRows(
    figures.unknown,
    limit,
    (one: RunsOutUnknown): Row => ({
      cells: [
        loanCell(one.at),
        label(limitationName(words, by, one.limitation)),
        label(one.missing.map((start) => lacking[start]).join(words.comma)),
        money(one.at.owed),
        officerCell(one.at),
        noteCell(words, one.at),
      ],
    }),
    (left) => [moreCell(words, left), label(''), label(''), owedOf(left.map(({ at }) => at)), label(''), label('')],
  );
  const all = columns(words, ['loan', 'limitation', 'missing', 'owed', 'officer', 'note']);
  const blocks: Block[] =
    rows.length === 0
      ? [sentence('plain', say.noneUnknown)]
      : [sentence('warning', say.unknown), withoutBlankColumns('unknown', all, rows)];
  return { id: 'unknown', heading: heading.unknown, blocks };
}

function ableSection(words: Words, { figures, limit }: LitigationContent): Section {
  const { heading, say, stage: names } = words.litigation;
  const rows = limitedRows(
    figures.ableNotSued,
    limit,
    ({ case: { stage }, at }: CaseOfLoan): Row => ({
      cells: [loanCell(at), text(at.borrower), label(names[stage]), money(at.owed), officerCell(at), noteCell(words, at)],
    }),
    (left) => [moreCell(words, left), label(''), label(''), owedOf(left.map(({ at }) => at)), label(''), label('')],
  );
  const all = columns(words, ['loan', 'borrower', 'stage', 'owed', 'officer', 'note']);
  const blocks = [rows.length === 0 ? sentence('plain', say.noneAble) : withoutBlankColumns('able', all, rows)];
  return { id: 'able', heading: heading.able, blocks };
}

function withoutSection(words: Words, { figures, limit }: LitigationContent): Section {
  const { heading, say } = words.litigation;
  const rows = limitedRows(
    figures.withoutCase,
    limit,
    ({ at, action, guarantee }: WithoutCase): Row => ({
      cells: [loanCell(at), text(at.borrower), money(at.owed), officerCell(at), date(action), date(guarantee)],
    }),
    (left) => [moreCell(words, left), label(''), owedOf(left.map(({ at }) => at)), label(''), label(''), label('')],
  );
  const all = columns(words, ['loan', 'borrower', 'balance', 'officer', 'actionUntil', 'guaranteeUntil']);
  const blocks: Block[] =
    rows.length === 0
      ? [sentence('plain', say.noneWithout)]
      : [withoutBlankColumns('without-case', all, rows), sentence('note', say.without)];
  return { id: 'without-case', heading: heading.without, blocks };
}

function bySection(words: Words, { figures, dimensions, limit }: LitigationContent): Section | undefined {
  if (dimensions.length === 0) return undefined;
  const all = [
    ...dimensionColumns(words, dimensions),
    ...columns(words, ['count', 'balance', 'runOutCount', 'withinCount', 'unknownCount', 'withoutCount', 'without']),
  ];
  const cells = (row: Omit<LitigationByRow, 'key' | 'ableNotSued' | 'cases'> & { readonly onBook: Tally }): Cell[] => [
    ...tallyCells(row.onBook),
    ...[count(row.runOut), count(row.within), count(row.unknown)],
    ...tallyCells(row.withoutCase),
  ];
  const dates = (pick: (sums: LimitationSums) => Tally) => countOf(figures.byLimitation, (sums) => pick(sums).count);
  const total = cells({
    onBook: figures.total.onBook,
    runOut: dates(({ runOut }) => runOut),
    within: dates(({ within }) => within),
    unknown: dates(({ unknown }) => unknown),
    withoutCase: figures.npl.withoutCase,
  });
  const rows = splitRows(
    words,
    dimensions,
    { rows: figures.by, limit, total },
    ({ cases, ...row }) => cells({ ...row, onBook: cases.onBook }),
    (rest) =>
      cells({
        onBook: addTallies(rest.map(({ cases }) => cases.onBook)),
        runOut: countOf(rest, ({ runOut }) => runOut),
        within: countOf(rest, ({ within }) => within),
        unknown: countOf(rest, ({ unknown }) => unknown),
        withoutCase: addTallies(rest.map(({ withoutCase }) => withoutCase)),
      }),
  );
  const { heading, column } = words.litigation;
  const chart = barsChart(words, {
    title: chartTitle(words, byHeading(words, dimensions), heading.without),
    series: [column.without],
    bars: figures.by.map(({ key, withoutCase }) => ({ ...namedRow(words, dimensions, key), amounts: [withoutCase.balance] })),
    order: 'largest',
    limit,
  });
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [withChart(table('by', all, rows), chart, longest('without'))] };
}

/** What the last days rest on. */
function periodSection(words: Words, { table: by }: LitigationContent): Section {
  const { heading, say, notVerified } = words.litigation;
  const rows = by.periods.map(
    ({ id, name, months, source, verified }): Row => ({
      id,
      cells: [label(name[words.lang]), count(months), text(source), label(verified ? words.item.yes : notVerified)],
    }),
  );
  const isUnverified = by.periods.some(({ verified }) => !verified);
  return {
    id: 'periods',
    heading: heading.periods,
    blocks: [
      ...(isUnverified ? [sentence('warning', say.unverified)] : []),
      table('periods', columns(words, ['limitation', 'months', 'source', 'verified']), rows),
    ],
  };
}
