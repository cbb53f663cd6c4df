import type { AnsweredNpl } from '../../measure/answered-npl.js';
import type { NamedNpl, NewNplSum } from '../../measure/responsibility-report.js';
import { isoDate } from '../../model/civil-date.js';
import { loanText } from '../../model/loan-facts.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioOfRate } from '../../model/ratio.js';
import { isSettled } from '../../model/responsibility.js';
import { stated } from '../../model/stated.js';
import { findText } from '../../model/text-index.js';
import { ABSENT, columnsBy, count, date, label, money, ratio, table, text, withChart, withoutBlankColumns } from '../cells.js';
import type { Bar, Chart } from '../chart.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { byHeading, countOf, dimensionColumns, namedRow, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { ResponsibilityColumn } from '../words/responsibility-words.js';
import type { Words } from '../words/words.js';
import { responsibilityCover } from './covers.js';
import { recoveryDocument } from './frame.js';
import type { ResponsibilityContent } from './responsibility-content.js';

/** New NPLs: who answers for them, until when that is to be settled, and why they turned. */
export function responsibilityDocument(content: ResponsibilityContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures, registerGiven } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.responsibility.title,
    cover: responsibilityCover(words, figures),
    dateline: [`${words.responsibility.since} ${isoDate(figures.start)}`],
    sections: [
      stateSection(words, content),
      ...(figures.loans.length === 0
        ? []
        : [
            ...(registerGiven ? [overdueSection(words, content)] : []),
            loanSection(words, content),
            ...(registerGiven ? [partSection(words, content), personSection(words, content)] : []),
            nameSection(words, content, 'firstResponsible'),
            nameSection(words, content, 'managing'),
            ...(registerGiven ? [causeSection(words, content)] : []),
            bySection(words, content),
          ]),
    ],
    notes: ({ listed }) => {
      const byLedger = figures.loans.filter(({ formedStated }) => !formedStated).map(({ loan }) => shownKey(loan));
      listed('note', words.responsibility.say.formedByLedger, byLedger);
      listed('note', words.responsibility.say.others, figures.others.map(shownKey));
    },
  }));
}

const LEFT: ReadonlySet<ResponsibilityColumn> = new Set(['state', 'loan', 'officer', 'cause', 'causeText', 'person', 'role', 'name']);

function columns(words: Words, names: readonly ResponsibilityColumn[]): Column[] {
  return columnsBy(names, words.responsibility.column, LEFT);
}

const sumCells = ({ count: loans, gross, now }: NewNplSum): Cell[] => [count(loans), money(gross), money(now)];

function totalRow(words: Words, total: NewNplSum, blanks = 0): Row {
  const cells = [label(words.responsibility.item.total), ...Array.from({ length: blanks }, () => label('')), ...sumCells(total)];
  return { id: 'total', tone: 'total', cells };
}

/** What turned NPL, as bars. */
function grossChart(words: Words, heading: string, bars: readonly Bar[], order: 'table' | 'largest', limit?: number): Chart | undefined {
  const { gross } = words.responsibility.column;
  return barsChart(words, { title: chartTitle(words, heading, gross), series: [gross], bars, order, ...stated({ limit }) });
}

function stateSection(words: Words, { figures, registerGiven }: ResponsibilityContent): Section {
  const { heading, say, state: names } = words.responsibility;
  const rows: Row[] = figures.byState.map(({ state, ...sum }) => ({ id: state, cells: [label(names[state]), ...sumCells(sum)] }));
  const bars = figures.byState.map(({ state, gross }) => ({ label: names[state], amounts: [gross] }));
  const chart = grossChart(words, heading.states, bars, 'table');
  const blocks: Block[] = [
    withChart(table('states', columns(words, ['state', 'count', 'gross', 'now']), [...rows, totalRow(words, figures.total)]), chart),
    sentence('note', say.gross),
    ...(registerGiven ? [] : [sentence('warning', say.noRegister)]),
    ...(figures.loans.length === 0 ? [sentence('plain', say.noNew)] : []),
  ];
  return { id: 'states', heading: heading.states, blocks };
}

/** What some loans held when they turned. */
function grossOf(loans: readonly AnsweredNpl[]): Cell {
  return money(sumOf(loans, ({ gross }) => gross));
}

function officerCell({ portfolio }: ResponsibilityContent, { loan }: AnsweredNpl): Cell {
  const index = findText(portfolio.keys, loan);
  return index < 0 ? ABSENT : text(loanText(portfolio, 'officer', index));
}

function overdueSection(words: Words, content: ResponsibilityContent): Section {
  const { figures, limit, determineWithin } = content;
  const { heading, say, state: names } = words.responsibility;
  const { overdue } = figures;
  if (overdue === undefined || determineWithin === undefined) {
    return { id: 'overdue', heading: heading.overdue, blocks: [sentence('note', say.noDays)] };
  }
  const rows = limitedRows(
    overdue,
    limit,
    (one): Row => ({
      cells: [
        text(shownKey(one.loan)),
        date(one.formedOn),
        date(one.due),
        one.overdueDays === undefined ? ABSENT : { kind: 'days', value: one.overdueDays },
        money(one.gross),
        label(names[one.state]),
        officerCell(content, one),
      ],
    }),
    (left) => [label(words.say.more(left.length)), label(''), label(''), label(''), grossOf(left), label(''), label('')],
  );
  const all = columns(words, ['loan', 'formed', 'due', 'overdueDays', 'gross', 'state', 'officer']);
  const blocks: Block[] = [
    rows.length === 0 ? sentence('plain', say.noneOverdue) : withoutBlankColumns('overdue', all, rows),
    sentence('note', say.days(determineWithin)),
  ];
  return { id: 'overdue', heading: heading.overdue, blocks };
}

function loanSection(words: Words, { figures, limit }: ResponsibilityContent): Section {
  const { heading, state: names, cause: causes } = words.responsibility;
  const rows = limitedRows(
    figures.loans,
    limit,
    (one): Row => ({
      cells: [
        text(shownKey(one.loan)),
        date(one.formedOn),
        date(one.due),
        money(one.gross),
        label(names[one.state]),
        one.cause === undefined ? label('') : label(causes[one.cause.cause]),
      ],
    }),
    (left) => [label(words.say.more(left.length)), label(''), label(''), grossOf(left), label(''), label('')],
  );
  const all = columns(words, ['loan', 'formed', 'due', 'gross', 'state', 'cause']);
  return { id: 'loans', heading: heading.loans, blocks: [withoutBlankColumns('loans', all, rows)] };
}

/** Who answers for which part of which loan. */
function partSection(words: Words, { figures, limit }: ResponsibilityContent): Section {
  const { heading, say, role: roles } = words.responsibility;
  const parts = figures.loans.flatMap(({ loan, parts: own }) => own.map((part) => ({ loan, ...part })));
  const rows = limitedRows(
    parts,
    limit,
    ({ loan, row: { person, role, share }, gross, now }): Row => ({
      cells: [
        text(shownKey(loan)),
        text(person),
        label(role === undefined ? '' : roles[role]),
        ratio(share === undefined ? undefined : ratioOfRate(share)),
        money(gross),
        money(now),
      ],
    }),
    (left) => [
      label(words.say.more(left.length)),
      label(''),
      label(''),
      label(''),
      money(sumOf(left, ({ gross }) => gross)),
      money(sumOf(left, ({ now }) => now)),
    ],
  );
  const all = columns(words, ['loan', 'person', 'role', 'share', 'gross', 'now']);
  const blocks: Block[] =
    rows.length === 0 ? [sentence('plain', say.noneDetermined)] : [table('parts', all, rows), sentence('note', say.rounding)];
  return { id: 'parts', heading: heading.parts, blocks };
}

function personSection(words: Words, { figures }: ResponsibilityContent): Section | undefined {
  const determined = figures.byState.find(({ state }) => state === 'determined');
  if (figures.persons.length === 0 || determined === undefined) return undefined;
  const { heading, role: roles } = words.responsibility;
  const rows: Row[] = figures.persons.map(({ person, role, ...sum }) => ({ cells: [text(person), label(roles[role]), ...sumCells(sum)] }));
  const all = columns(words, ['person', 'role', 'count', 'gross', 'now']);
  const whole = table('persons', all, [...rows, totalRow(words, determined, 1)]);
  const bars = figures.persons.map(({ person, role, gross }) => ({
    label: person,
    detail: words.inBrackets(roles[role]),
    amounts: [gross],
  }));
  return { id: 'persons', heading: heading.persons, blocks: [withChart(whole, grossChart(words, heading.persons, bars, 'largest'))] };
}

function nameSection(words: Words, { figures }: ResponsibilityContent, id: 'firstResponsible' | 'managing'): Section {
  const { heading, item, say } = words.responsibility;
  const named = figures[id];
  const whole = { id: id === 'managing' ? 'managing' : 'first-responsible', heading: heading[id] };
  if (named === undefined) return { ...whole, blocks: [sentence('note', say.noColumn)] };
  const { startHeld, total } = figures;
  const startCells = (start: NewNplSum | undefined): Cell[] => (startHeld ? [count(start?.count ?? 0), money(start?.gross ?? 0n)] : []);
  const nameCell = ({ name }: NamedNpl): Cell =>
    name === undefined ? label(item.notThere) : name === '' ? label(item.noName) : text(name);
  const rows: Row[] = [
    ...named.map((row) => ({ cells: [nameCell(row), ...startCells(row.start), ...sumCells(row.now)] })),
    { id: 'total', tone: 'total', cells: [label(item.total), ...startCells(total), ...sumCells(total)] },
  ];
  const all = columns(words, ['name', ...(startHeld ? (['startCount', 'startGross'] as const) : []), 'count', 'gross', 'now']);
  const bars = named.map(({ name, now }) => ({
    label: name === undefined ? item.notThere : name === '' ? item.noName : name,
    amounts: [now.gross],
  }));
  const drawn = withChart(table(whole.id, all, rows), grossChart(words, heading[id], bars, 'largest'));
  const blocks: Block[] = [drawn, ...(startHeld ? [] : [sentence('note', say.startNotHeld)])];
  return { ...whole, blocks };
}

function causeSection(words: Words, { figures }: ResponsibilityContent): Section {
  const { heading, item, cause: causes } = words.responsibility;
  const rows: Row[] = figures.byCause.map(({ cause, text: inWords, ...sum }) => ({
    cells: [label(cause === undefined ? item.noCause : causes[cause]), inWords === undefined ? label('') : text(inWords), ...sumCells(sum)],
  }));
  const all = columns(words, ['cause', 'causeText', 'count', 'gross', 'now']);
  const whole = table('causes', all, [...rows, totalRow(words, figures.total, 1)]);
  return { id: 'causes', heading: heading.causes, blocks: [whole] };
}

function bySection(words: Words, { figures, dimensions, determineWithin, limit }: ResponsibilityContent): Section | undefined {
  if (dimensions.length === 0) return undefined;
  const overdueColumn = determineWithin === undefined ? [] : (['overdue'] as const);
  const all = [
    ...dimensionColumns(words, dimensions),
    ...columns(words, ['count', 'gross', 'now', 'settledCount', 'settled', ...overdueColumn]),
  ];
  const cells = (sum: NewNplSum, settled: NewNplSum, overdue: number | undefined): Cell[] => [
    ...sumCells(sum),
    ...[count(settled.count), money(settled.gross)],
    ...(overdue === undefined ? [] : [count(overdue)]),
  ];
  const settled = addSums(figures.byState.filter(isSettled));
  const rows = splitRows(
    words,
    dimensions,
    { rows: figures.by, limit, total: cells(figures.total, settled, figures.overdue?.length) },
    (row) => cells(row, row.settled, row.overdue),
    (rest) =>
      cells(
        addSums(rest),
        addSums(rest.map((row) => row.settled)),
        determineWithin === undefined ? undefined : countOf(rest, ({ overdue = 0 }) => overdue),
      ),
  );
  const heading = byHeading(words, dimensions);
  const bars = figures.by.map(({ key, gross }) => ({ ...namedRow(words, dimensions, key), amounts: [gross] }));
  return { id: 'by', heading, blocks: [withChart(table('by', all, rows), grossChart(words, heading, bars, 'largest', limit))] };
}

function addSums(sums: readonly NewNplSum[]): NewNplSum {
  return { count: countOf(sums, (sum) => sum.count), gross: sumOf(sums, ({ gross }) => gross), now: sumOf(sums, ({ now }) => now) };
}
