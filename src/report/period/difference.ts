import type { Difference, DifferentLoan, Side } from '../../measure/difference.js';
import { className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { sumOf, yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ABSENT, columnsOf, count, label, money, moneyChange, table, text } from '../cells.js';
import type { Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { byHeading, countOf, dimensionColumns, splitRows } from '../sections/dimensions.js';
import { sentence, shortClassNote } from '../sentence.js';
import type { Words } from '../words/words.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';

/** A loan that moved, with the events and rules that say why. */
export type ExplainedLoan = DifferentLoan & {
  /** Events between the dates, or rules that fire on one side alone: "+over-90", "-any-overdue". */
  readonly why: readonly string[];
};

/** Two sides of the same loans, named by date or policy, with what moved between them. */
export interface DifferenceReport {
  readonly frame: PeriodFrame;
  readonly difference: Difference;
  readonly rows: readonly ExplainedLoan[];
  /** What the two sides are called: dates, or policies. */
  readonly names: readonly [string, string];
  /** The policy of the right side, where that is what the sides differ by. */
  readonly against?: { readonly id: string; readonly hash: string };
  readonly dimensions: readonly Dimension[];
  readonly limit: number;
}

/** `npl diff`: what moved between two months or two policies, in total, by kind and by loan. */
export function differenceDocument(report: DifferenceReport, lang: Lang, unit: MoneyUnit): Document {
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.differenceTitle(...report.names),
    (words) => [totalSection(words, report), kindSection(words, report), loanSection(words, report), bySection(words, report)],
  );
}

function totalSection(words: Words, { difference: { loans, npl }, names, against }: DifferenceReport): Section {
  const row = (id: string, name: string, of: { left: bigint; right: bigint }, good?: 'down'): Row => ({
    id,
    cells: [label(name), money(of.left), money(of.right), moneyChange(of.right - of.left, good)],
  });
  const columns: Column[] = [
    ...columnsOf(words, ['item']),
    { id: 'left', header: names[0], align: 'right' },
    { id: 'right', header: names[1], align: 'right' },
    ...columnsOf(words, ['change']),
  ];
  return {
    id: 'total',
    heading: words.period.heading.difference,
    blocks: [
      table('total', columns, [row('loans', words.column.loansBalance, loans), row('npl', words.item.nplBalance, npl, 'down')]),
      ...(against === undefined ? [] : [sentence('note', `${words.against} ${words.policy} ${against.id} sha256 ${against.hash}`)]),
    ],
  };
}

function kindSection(words: Words, { difference: { sums, unchanged } }: DifferenceReport): Section {
  const rows: Row[] = sums.map(({ kind, count: loans, loans: all, npl }) => ({
    id: kind,
    cells: [label(words.period.difference[kind]), count(loans), moneyChange(all), moneyChange(npl, 'down')],
  }));
  rows.push({
    id: 'total',
    tone: 'total',
    cells: [
      label(words.item.total),
      count(sums.reduce((total, one) => total + one.count, 0)),
      moneyChange(sumOf(sums, (one) => one.loans)),
      moneyChange(
        sumOf(sums, (one) => one.npl),
        'down',
      ),
    ],
  });
  return {
    id: 'kinds',
    heading: words.period.heading.kinds,
    blocks: [
      table('kinds', columnsOf(words, ['item', 'count', 'loansChange', 'nplChange']), rows),
      sentence('note', words.period.unchanged + words.colon, count(unchanged)),
    ],
  };
}

function loanSection(words: Words, { rows, limit, difference: { sums } }: DifferenceReport): Section | undefined {
  if (rows.length === 0) return undefined;
  const classCell = (side: Side | undefined): Cell => (side === undefined ? ABSENT : label(words.classShort[className(side.class)]));
  const shown = rows.slice(0, limit);
  const all = sums.reduce((total, one) => total + one.count, 0);
  const body = shown.map(
    ({ key, kind, left, right, loans, npl, why }): Row => ({
      cells: [
        text(shownKey(key)),
        label(words.period.difference[kind]),
        classCell(left),
        classCell(right),
        moneyChange(loans),
        moneyChange(npl, 'down'),
        text(why.map((one) => whyWords(words, one)).join(words.list)),
      ],
    }),
  );
  // Not every loan that moved is kept as a row; the sums know them all.
  const rest = (of: (one: { readonly loans: bigint; readonly npl: bigint }) => bigint) => sumOf(sums, of) - sumOf(shown, of);
  if (all > shown.length) {
    const cells = [
      label(words.say.more(all - shown.length)),
      ...[1, 2, 3].map(() => label('')),
      moneyChange(rest((one) => one.loans)),
      moneyChange(
        rest((one) => one.npl),
        'down',
      ),
      label(''),
    ];
    body.push({ id: 'more', tone: 'total', cells });
  }
  const whole = table('loans', columnsOf(words, ['loan', 'kind', 'from', 'to', 'loansChange', 'nplChange', 'because']), body);
  return {
    id: 'loans',
    heading: words.period.heading.loans,
    blocks: [whole, ...shortClassNote(words, whole)],
  };
}

/** An event by its word; a rule by its id. */
function whyWords(words: Words, why: string): string {
  return words.period.event[why] ?? why;
}

function bySection(words: Words, { difference: { by, sums }, dimensions, limit }: DifferenceReport): Section | undefined {
  if (by === undefined) return undefined;
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['count', 'loansChange', 'nplChange'])];
  type Moved = { readonly count: number; readonly loans: bigint; readonly npl: bigint };
  const cells = (moved: readonly Moved[]): Cell[] => [
    count(countOf(moved, (one) => one.count)),
    moneyChange(sumOf(moved, (one) => one.loans)),
    moneyChange(
      sumOf(moved, (one) => one.npl),
      'down',
    ),
  ];
  const rows = splitRows(words, dimensions, { rows: by, limit, total: cells(sums) }, (row) => cells([row]), cells);
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [table('by', columns, rows)] };
}

/** The npl.diff/1 contract. */
export function differenceJson({ frame, difference, rows, names, against }: DifferenceReport): object {
  const side = (one: Side | undefined) => one && { class: className(one.class), balance: yuan(one.balance) };
  const ends = (of: { left: bigint; right: bigint }) => ({ left: yuan(of.left), right: yuan(of.right), change: yuan(of.right - of.left) });
  return periodJson('npl.diff/1', frame, {
    left: names[0],
    right: names[1],
    againstPolicy: against,
    loans: ends(difference.loans),
    npl: ends(difference.npl),
    kinds: Object.fromEntries(
      difference.sums.map(({ kind, count: loans, loans: all, npl }) => [kind, { count: loans, loans: yuan(all), npl: yuan(npl) }]),
    ),
    unchanged: difference.unchanged,
    differences: rows.map((row) => ({
      loan: shownKey(row.key),
      kind: row.kind,
      left: side(row.left),
      right: side(row.right),
      loans: yuan(row.loans),
      npl: yuan(row.npl),
      why: row.why,
    })),
    by: difference.by?.map((row) => ({ key: row.key, count: row.count, loans: yuan(row.loans), npl: yuan(row.npl) })),
  });
}
