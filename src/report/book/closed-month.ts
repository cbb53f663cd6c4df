import type { RestatedLoan } from '../../measure/restated-loans.js';
import { coverageOf } from '../../measure/series.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { className, LOAN_CLASSES } from '../../model/loan-class.js';
import { yuan } from '../../model/money.js';
import type { MonthFigures } from '../../model/month-figures.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import { type Ratio, ratioOf, ratioValue } from '../../model/ratio.js';
import { ABSENT, count, label, money, moneyChange, points, ratio, table, text } from '../cells.js';
import { monthCover } from '../covers.js';
import type { Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { frameJson, frameNotes, type PeriodFrame } from '../period/frame.js';
import { policyWords, provenanceSection } from '../provenance.js';
import { sentence } from '../sentence.js';
import { wordsOf } from '../words/catalogue.js';
import type { Words } from '../words/words.js';

/** A month that was closed, and what it replaces where it restates one. */
export interface ClosedMonth {
  readonly figures: MonthFigures;
  readonly head: string;
  /** What the month was made of, and what it leaves open. */
  readonly frame: PeriodFrame;
  readonly restated?: Restated;
}

export interface Restated {
  readonly was: MonthFigures;
  readonly reason: string;
  /** By key. */
  readonly loans: readonly RestatedLoan[];
  /** Months that were built on the version before. */
  readonly later: readonly DayNumber[];
}

/** Loans shown on a screen; JSON and CSV hold all. */
export const LISTED = 20;

/** A closed month as words and tables; `limit` is how many changed loans a restatement lists. */
export function closedMonthDocument(closed: ClosedMonth, lang: Lang, unit: MoneyUnit, limit = LISTED): Document {
  const words = wordsOf(lang);
  const { figures, restated, head, frame } = closed;
  const { policy } = frame.provenance;
  const subtitle = [
    `${words.asOf} ${isoDate(figures.asOf)}  ${words.unitLabel} ${words.unit[unit]}  ${words.currency} ${figures.currency}`,
    ...(restated === undefined ? [] : [words.book.reason(restated.reason)]),
    policyWords(words, policy, figures.asOf),
    `${words.basisLabel} ${words.basis[figures.basis]}`,
    `${words.book.item.head} ${head}`,
  ];
  const notes = frameNotes(words, frame, unit);
  const sections = [
    figureSection(words, closed),
    classSection(words, closed),
    ...(restated === undefined ? [] : [loanSection(words, restated, limit)]),
    ...(notes === undefined ? [] : [notes]),
    provenanceSection(words, frame.provenance),
  ];
  const title = restated === undefined ? words.book.closed : words.book.restated;
  return { lang, title, subtitle, cover: monthCover(words, figures, frame.institution), sections };
}

type Item = Exclude<keyof Words['book']['item'], 'institution' | 'policy' | 'basis' | 'currency' | 'head' | 'last' | 'left'>;

/** What is shown of a month; ratios apart from amounts. */
function amountsOf(figures: MonthFigures): Partial<Record<Item, bigint>> {
  const { loans, npl, segments, movement, writeOffs } = figures;
  const amounts: Partial<Record<Item, bigint | undefined>> = {
    loans: loans.balance,
    npl: npl.balance,
    old: segments?.old.balance,
    new: segments?.new.balance,
    formation: movement?.total.channels.formation,
    formationSinceLock: segments?.sinceLock.new.channels.formation,
    writeOffMonth: writeOffs?.month.principal,
    writeOffSinceLock: writeOffs?.sinceLock?.principal,
    unexplained: movement?.total.unexplained,
  };
  return Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined)) as Partial<Record<Item, bigint>>;
}

function ratiosOf(figures: MonthFigures): Partial<Record<Item, Ratio>> {
  const { npl, loans } = figures;
  const nplRatio = ratioOf(npl.balance, loans.balance);
  const coverage = coverageOf(figures);
  return { ...(nplRatio === undefined ? {} : { nplRatio }), ...(coverage === undefined ? {} : { coverage }) };
}

const ITEMS: readonly Item[] = [
  ...(['loans', 'npl', 'nplRatio', 'old', 'new', 'formation', 'formationSinceLock'] as const),
  ...(['writeOffMonth', 'writeOffSinceLock', 'unexplained', 'coverage'] as const),
];

function figureSection(words: Words, { figures, restated }: ClosedMonth): Section {
  const { item, column, heading } = words.book;
  const [now, nowRatios] = [amountsOf(figures), ratiosOf(figures)];
  const was = restated === undefined ? undefined : { amounts: amountsOf(restated.was), ratios: ratiosOf(restated.was) };
  const rows = ITEMS.flatMap((name): Row[] => {
    const isRatio = name === 'nplRatio' || name === 'coverage';
    const [amountWas, ratioWas] = [was?.amounts[name], was?.ratios[name]];
    if ((isRatio ? (nowRatios[name] ?? ratioWas) : (now[name] ?? amountWas)) === undefined) return [];
    const cell = isRatio ? ratio(nowRatios[name]) : money(now[name]);
    const before = isRatio ? ratio(ratioWas) : money(amountWas);
    const change = isRatio ? pointsBetween(ratioWas, nowRatios[name]) : changeBetween(amountWas, now[name]);
    return [{ id: name, cells: [label(item[name]), ...(was === undefined ? [cell] : [before, cell, change])] }];
  });
  const columns: Column[] = [
    { id: 'item', header: '', align: 'left' },
    ...(was === undefined ? [] : [{ id: 'was', header: column.was, align: 'right' as const }]),
    { id: 'now', header: column.now, align: 'right' },
    ...(was === undefined ? [] : [{ id: 'change', header: words.column.change, align: 'right' as const }]),
  ];
  const { later } = restated ?? { later: [] };
  const built = later.length === 0 ? [] : [sentence('warning', words.book.later(later.map(isoDate).join(', ')))];
  return { id: 'figures', heading: heading.figures, blocks: [table('figures', columns, rows), ...built] };
}

function changeBetween(was: bigint | undefined, now: bigint | undefined): Cell {
  return was === undefined || now === undefined ? ABSENT : moneyChange(now - was);
}

function pointsBetween(was: Ratio | undefined, now: Ratio | undefined): Cell {
  return was === undefined || now === undefined ? ABSENT : points(ratioValue(now).minus(ratioValue(was)));
}

function classSection(words: Words, { figures, restated }: ClosedMonth): Section {
  const { column, heading } = words.book;
  const rows = LOAN_CLASSES.map((name, code): Row => {
    const now = figures.classes[code] as Tally;
    const was = restated?.was.classes[code];
    const cells =
      was === undefined
        ? [count(now.count), money(now.balance)]
        : [count(was.count), count(now.count), money(was.balance), money(now.balance), moneyChange(now.balance - was.balance)];
    return { id: name, cells: [label(words.class[name]), ...cells] };
  });
  const right = (id: string, header: string): Column => ({ id, header, align: 'right' });
  const columns: Column[] = [
    { id: 'class', header: '', align: 'left' },
    ...(restated === undefined
      ? [right('count', words.column.count), right('balance', words.column.balance)]
      : [
          right('count-was', column.wasLoans),
          right('count', column.nowLoans),
          right('was', column.was),
          right('now', column.now),
          right('change', words.column.change),
        ]),
  ];
  return { id: 'classes', heading: heading.classes, blocks: [table('classes', columns, rows)] };
}

function loanSection(words: Words, { loans }: Restated, limit: number): Section {
  const { book } = words;
  if (loans.length === 0) return { id: 'loans', heading: book.heading.loans, blocks: [sentence('plain', book.noLoanChanged)] };
  const rows = loans.slice(0, limit).map(({ loan, was, now }): Row => {
    const kind = was === undefined ? 'added' : now === undefined ? 'removed' : 'changed';
    const classCell = (state: typeof was) => (state === undefined ? ABSENT : label(words.class[className(state.class)]));
    return {
      cells: [text(shownKey(loan)), label(book.kind[kind]), classCell(was), classCell(now), money(was?.balance), money(now?.balance)],
    };
  });
  const columns: Column[] = [
    { id: 'loan', header: words.column.loan, align: 'left' },
    { id: 'kind', header: book.column.kind, align: 'left' },
    { id: 'class-was', header: book.column.wasClass, align: 'left' },
    { id: 'class-now', header: book.column.nowClass, align: 'left' },
    { id: 'was', header: book.column.was, align: 'right' },
    { id: 'now', header: book.column.now, align: 'right' },
  ];
  const rest = loans.length - rows.length;
  const shown = rest === 0 ? table('loans', columns, rows) : table('loans', columns, rows, book.more(rest));
  return { id: 'loans', heading: book.heading.loans, blocks: [shown] };
}

/** The npl.close/1 contract; `figures` as in the book. */
export function closedMonthJson({ figures, head, restated, frame }: ClosedMonth, json: (figures: MonthFigures) => object): object {
  return {
    schema: 'npl.close/1',
    asOf: isoDate(figures.asOf),
    basis: figures.basis,
    head,
    figures: json(figures),
    restatement: restated && {
      reason: restated.reason,
      was: json(restated.was),
      loans: restated.loans.map(({ loan, was, now }) => ({ loan: shownKey(loan), was: stateJson(was), now: stateJson(now) })),
      later: restated.later.map(isoDate),
    },
    ...frameJson(frame),
  };
}

function stateJson(state: RestatedLoan['was']): object | undefined {
  return state && { class: className(state.class), balance: yuan(state.balance) };
}
