import type { MaturityCollection } from '../../measure/maturity-collection.js';
import { addTallies } from '../../measure/tallies.js';
import { type WatchedLoan, type WatchFigures, watchedTally } from '../../measure/watch.js';
import type { WatchGroup } from '../../measure/watch-by.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { yuan } from '../../model/money.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import { ABSENT, columnsOf, count, date, label, money, ratio, table, text, withChart, withoutBlankColumns } from '../cells.js';
import { potentialChart } from '../charts/trend-chart.js';
import type { Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { type JsonMember, JsonRows } from '../json-rows.js';
import { limitedRows } from '../limited-rows.js';
import { ratioJson, tallyJson } from '../npl-report-json.js';
import { byHeading, dimensionColumns, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { ColumnName, Words } from '../words/words.js';
import { watchCover } from './covers.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';
import type { FactsOf } from './loan-facts.js';

/** The watch list with what the ledger says of each loan. */
export interface WatchReport {
  readonly frame: PeriodFrame;
  readonly figures: WatchFigures;
  /** What the ledger says of a loan. */
  readonly factsOf: FactsOf;
  /** Absent with one date. */
  readonly maturity?: MaturityCollection;
  readonly dimensions: readonly Dimension[];
  readonly by?: readonly WatchGroup[];
  readonly limit: number;
}

/** `npl watch`: what may become NPL, by the date it does, and potential NPL at the coming month-ends. */
export function watchDocument(report: WatchReport, lang: Lang, unit: MoneyUnit): Document {
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.watchTitle,
    (words) => [
      potentialSection(words, report),
      sumSection(words, report),
      loanSection(words, 'matter-most', report, report.figures.matterMost, report.figures.matterMost.length),
      loanSection(words, 'watch', report, report.figures.loans, report.limit),
      maturitySection(words, report),
      bySection(words, report),
    ],
    (words) => {
      const { npl, all, potential } = report.figures;
      const at = { asOf: report.frame.to, institution: report.frame.institution };
      return watchCover(words, at, { npl: npl.balance, watched: all.count, potential: potential.at(-1) });
    },
  );
}

function potentialSection(words: Words, { figures: { potential, npl } }: WatchReport): Section {
  const withEstimate = potential.some((one) => one.estimate !== undefined);
  const rows: Row[] = [
    { id: 'now', cells: [label(words.period.today), money(npl.balance), ABSENT, ABSENT, ...(withEstimate ? [money(npl.balance)] : [])] },
    ...potential.map(
      ({ date: day, atMost, added, estimate }): Row => ({
        id: isoDate(day),
        cells: [date(day), money(atMost), count(added.count), money(added.balance), ...(withEstimate ? [money(estimate)] : [])],
      }),
    ),
  ];
  const columns = columnsOf(words, ['date', 'atMost', 'count', 'added', ...(withEstimate ? (['estimate'] as const) : [])]);
  return {
    id: 'potential',
    heading: words.period.heading.potential,
    blocks: [
      withChart(
        table('potential', columns, rows),
        potentialChart(
          words,
          npl.balance,
          potential.map(({ date: day, atMost, added, estimate }) => ({ date: isoDate(day), atMost, added: added.balance, estimate })),
        ),
      ),
      sentence('note', words.period.upperBound),
      sentence('note', withEstimate ? words.period.estimated : words.period.noEstimate),
    ],
  };
}

function sumSection(words: Words, { figures }: WatchReport): Section {
  const row = (id: string, name: string, tally: Tally, tone?: Row['tone']): Row => ({
    id,
    cells: [label(name), count(tally.count), money(tally.balance)],
    ...(tone === undefined ? {} : { tone }),
  });
  const { period } = words;
  const rows = [
    row('in-arrears', period.inArrears, figures.inArrears),
    row('special-mention', words.class['special-mention'], figures.specialMention),
    row('flagged', period.flagged, figures.flagged),
    ...figures.maturing.map(({ days, tally }) => row(`maturing-${days}`, period.maturing(days), tally)),
    ...(figures.matured.count === 0 ? [] : [row('matured', period.matured, figures.matured)]),
    row('all', period.watchedAll, figures.all, 'total'),
  ];
  return {
    id: 'sums',
    heading: period.heading.watchSums,
    blocks: [
      table('sums', columnsOf(words, ['item', 'count', 'balance']), rows),
      sentence('note', period.watchOverlap),
      ...(figures.matured.count === 0 ? [] : [sentence('note', period.maturedNote)]),
    ],
  };
}

const LOAN_COLUMNS: readonly ColumnName[] = ['loan', 'name', 'branch', 'officer', 'balance', 'class', 'days', 'nplOn', 'due', 'marks'];

function loanSection(
  words: Words,
  id: 'matter-most' | 'watch',
  { factsOf }: WatchReport,
  loans: readonly WatchedLoan[],
  limit: number,
): Section | undefined {
  if (loans.length === 0) return undefined;
  const { heading } = words.period;
  const rows = limitedRows(
    loans,
    limit,
    (one): Row => ({
      cells: [
        text(shownKey(one.key)),
        text(factsOf.name(one.loan) ?? factsOf.borrower(one.loan)),
        text(factsOf.branch(one.loan)),
        text(factsOf.officer(one.loan)),
        money(one.balance),
        label(words.classShort[className(one.class)]),
        daysCell(factsOf.days(one.loan)),
        date(one.nplOn),
        date(one.due),
        label([...(one.matured ? [words.period.maturedMark] : []), ...one.flags.map((flag) => words.field[flag])].join(words.comma)),
      ],
    }),
    (rest): Cell[] => [
      label(words.say.more(rest.length)),
      ...[1, 2, 3].map(() => label('')),
      money(watchedTally(rest).balance),
      ...[1, 2, 3, 4, 5].map(() => label('')),
    ],
  );
  const blocks = [withoutBlankColumns(id, columnsOf(words, LOAN_COLUMNS), rows)];
  return { id, heading: id === 'watch' ? heading.watch : heading.matterMost, blocks };
}

function daysCell(days: number | undefined): Cell {
  return days === undefined ? ABSENT : { kind: 'days', value: days };
}

function maturitySection(words: Words, { maturity }: WatchReport): Section | undefined {
  if (maturity === undefined || maturity.loans === 0) return undefined;
  const { period } = words;
  const row = (id: keyof MaturityCollection, name: string, cents: bigint): Row => ({ id, cells: [label(name), money(cents)] });
  const rows: Row[] = [
    row('due', period.maturity.due, maturity.due),
    row('collected', period.maturity.collected, maturity.collected),
    row('renewed', period.maturity.renewed, maturity.renewed),
    row('extended', period.maturity.extended, maturity.extended),
    row('disposed', period.maturity.disposed, maturity.disposed),
    row('owed', period.maturity.owed, maturity.owed),
    { id: 'rate', tone: 'total', cells: [label(period.maturity.rate), ratio(maturity.rate)] },
  ];
  return {
    id: 'maturity',
    heading: period.heading.maturity,
    blocks: [table('maturity', columnsOf(words, ['item', 'amount']), rows)],
  };
}

function bySection(words: Words, { by, dimensions, limit, figures }: WatchReport): Section | undefined {
  if (by === undefined) return undefined;
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['count', 'balance', 'becoming', 'added'])];
  const cells = (watched: Tally, becoming: Tally) => [
    count(watched.count),
    money(watched.balance),
    count(becoming.count),
    money(becoming.balance),
  ];
  const added = figures.potential.at(-1)?.added ?? { count: 0, balance: 0n };
  const rows = splitRows(
    words,
    dimensions,
    { rows: by, limit, total: cells(figures.all, added) },
    ({ watched, becoming }) => cells(watched, becoming),
    (rest) => cells(addTallies(rest.map(({ watched }) => watched)), addTallies(rest.map(({ becoming }) => becoming))),
  );
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [table('by', columns, rows)] };
}

/** The npl.watch/1 contract. */
export function watchJson({ frame, figures, factsOf, maturity, by }: WatchReport): object {
  return periodJson('npl.watch/1', frame, {
    npl: tallyJson(figures.npl),
    potential: figures.potential.map(({ date: day, atMost, added, estimate }) => ({
      date: isoDate(day),
      atMost: yuan(atMost),
      added: tallyJson(added),
      estimate: estimate === undefined ? undefined : yuan(estimate),
    })),
    inArrears: tallyJson(figures.inArrears),
    specialMention: tallyJson(figures.specialMention),
    flagged: tallyJson(figures.flagged),
    maturing: figures.maturing.map(({ days, tally }) => ({ days, ...tallyJson(tally) })),
    matured: tallyJson(figures.matured),
    watched: tallyJson(figures.all),
    matterMost: figures.matterMost.map(({ key }) => shownKey(key)),
    loans: new JsonRows(figures.loans, loanMembers(factsOf)),
    maturity: maturity && {
      loans: maturity.loans,
      due: yuan(maturity.due),
      collected: yuan(maturity.collected),
      renewed: yuan(maturity.renewed),
      extended: yuan(maturity.extended),
      disposed: yuan(maturity.disposed),
      owed: yuan(maturity.owed),
      rate: ratioJson(maturity.rate),
    },
    by: by?.map(({ key, watched, becoming }) => ({ key, watched: tallyJson(watched), becoming: tallyJson(becoming) })),
  });
}

function loanMembers({ borrower, name, branch, officer, days }: FactsOf): readonly JsonMember<WatchedLoan>[] {
  const day = (value: number | undefined) => (value === undefined ? undefined : isoDate(value));
  return [
    ['loan', (one) => shownKey(one.key)],
    ['borrower', (one) => borrower(one.loan)],
    ['name', (one) => name(one.loan)],
    ['branch', (one) => branch(one.loan)],
    ['officer', (one) => officer(one.loan)],
    ['days', (one) => days(one.loan)],
    ['balance', (one) => yuan(one.balance)],
    ['class', (one) => className(one.class)],
    ['flags', (one) => one.flags],
    ['due', (one) => day(one.due)],
    ['maturesWithin', (one) => one.maturesWithin],
    ['matured', (one) => one.matured],
    ['nplOn', (one) => day(one.nplOn)],
  ];
}
