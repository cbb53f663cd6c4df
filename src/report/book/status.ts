import { type DayNumber, isoDate } from '../../model/civil-date.js';
import type { Cents } from '../../model/money.js';
import { yuan } from '../../model/money.js';
import type { MonthFigures } from '../../model/month-figures.js';
import type { Basis } from '../../model/portfolio.js';
import { Decimal, ratioOf } from '../../model/ratio.js';
import type { Thresholds } from '../../model/thresholds.js';
import { count, date, label, money, ratio, table, text } from '../cells.js';
import type { Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { wordsOf } from '../words/catalogue.js';
import type { Words } from '../words/words.js';

/** What a book holds. */
export interface BookStatus {
  readonly institution?: string;
  readonly policy: { readonly id: string; readonly hash: string };
  readonly basis: Basis;
  readonly currency: string;
  readonly thresholds: Thresholds;
  readonly head: string;
  readonly last: { readonly seq: number; readonly kind: 'init' | 'set' | 'close' | 'supersede' | 'lock'; readonly asOf?: DayNumber };
  readonly months: readonly StatusMonth[];
  readonly locks: readonly {
    readonly asOf: DayNumber;
    readonly version: number;
    readonly file: string;
    readonly count: number;
    readonly balance: Cents;
  }[];
  /** What a writer that was broken off left. */
  readonly left: readonly string[];
}

export interface StatusMonth {
  readonly figures: MonthFigures;
  readonly version: number;
  /** Loans that moved without an event that says why. */
  readonly unexplained: number;
  readonly isStale: boolean;
  /** It was closed by another policy or basis than the month before. */
  readonly hasOtherRules: boolean;
  /** The month before is not in the book. */
  readonly isAfterGap: boolean;
}

/** What a book holds, as words and tables. */
export function bookStatusDocument(status: BookStatus, lang: Lang, unit: MoneyUnit): Document {
  const words = wordsOf(lang);
  const sections = [bookSection(words, status), monthSection(words, status), lockSection(words, status), thresholdSection(words, status)];
  return {
    lang,
    title: words.book.status,
    subtitle: [`${words.unitLabel} ${words.unit[unit]}  ${words.currency} ${status.currency}`],
    sections: sections.filter((section) => section !== undefined),
  };
}

function bookSection(words: Words, { institution, policy, basis, head, last, left }: BookStatus): Section {
  const { item, entry, heading } = words.book;
  const row = (id: string, name: string, value: string): Row => ({ id, cells: [label(name), text(value)] });
  const rows = [
    ...(institution === undefined ? [] : [row('institution', item.institution, institution)]),
    row('policy', item.policy, `${policy.id} ${policy.hash}`),
    row('basis', item.basis, words.basis[basis]),
    row('head', item.head, head),
    row('last', item.last, `${last.seq} ${entry[last.kind]}${last.asOf === undefined ? '' : ` ${isoDate(last.asOf)}`}`),
    ...(left.length === 0 ? [] : [row('left', item.left, left.join(', '))]),
  ];
  return { id: 'book', heading: heading.book, blocks: [table('book', sides('', ''), rows)] };
}

function sides(left: string, right: string): Column[] {
  return [
    { id: 'item', header: left, align: 'left' },
    { id: 'value', header: right, align: 'left' },
  ];
}

function monthSection(words: Words, { months }: BookStatus): Section | undefined {
  if (months.length === 0) return undefined;
  const { column, state, heading } = words.book;
  const rows = months.map(({ figures, version, unexplained, isStale, hasOtherRules, isAfterGap }): Row => {
    const { asOf, loans, npl } = figures;
    const states = [
      ...(isAfterGap ? [state.afterGap] : []),
      ...(isStale ? [state.stale] : []),
      ...(unexplained > 0 ? [state.unexplained(unexplained)] : []),
      ...(hasOtherRules ? [state.otherRules] : []),
    ];
    return {
      id: isoDate(asOf),
      cells: [
        date(asOf),
        count(version),
        count(loans.count),
        money(npl.balance),
        ratio(ratioOf(npl.balance, loans.balance)),
        label(states.length === 0 ? state.well : states.join(words.comma)),
      ],
    };
  });
  const columns: Column[] = [
    { id: 'month', header: column.month, align: 'left' },
    { id: 'versions', header: column.versions, align: 'right' },
    { id: 'loans', header: words.column.loans, align: 'right' },
    { id: 'npl', header: words.column.npl, align: 'right' },
    { id: 'npl-ratio', header: words.column.nplRatio, align: 'right' },
    { id: 'state', header: column.state, align: 'left' },
  ];
  return { id: 'months', heading: heading.months, blocks: [table('months', columns, rows)] };
}

function lockSection(words: Words, { locks }: BookStatus): Section | undefined {
  if (locks.length === 0) return undefined;
  const { column, heading } = words.book;
  const rows = locks.map(
    ({ asOf, version, file, count: loans, balance }): Row => ({
      id: isoDate(asOf),
      cells: [date(asOf), count(version), count(loans), money(balance), text(file)],
    }),
  );
  const columns: Column[] = [
    { id: 'month', header: column.month, align: 'left' },
    { id: 'versions', header: column.versions, align: 'right' },
    { id: 'loans', header: words.column.loans, align: 'right' },
    { id: 'balance', header: words.column.balance, align: 'right' },
    { id: 'file', header: column.file, align: 'left' },
  ];
  return { id: 'locks', heading: heading.locks, blocks: [table('locks', columns, rows)] };
}

function thresholdSection(words: Words, { thresholds }: BookStatus): Section | undefined {
  const { limit, heading, column } = words.book;
  const rows = (Object.keys(limit) as (keyof Thresholds)[]).flatMap((name): Row[] => {
    const value = thresholds[name];
    if (value === undefined || value === false) return [];
    const shown = typeof value === 'bigint' ? money(value) : value === true ? label(words.item.yes) : text(percent(value));
    return [{ id: name, cells: [label(limit[name]), shown] }];
  });
  return rows.length === 0
    ? undefined
    : { id: 'thresholds', heading: heading.thresholds, blocks: [table('thresholds', sides('', column.limit), rows)] };
}

function percent(ratio: string): string {
  return `${new Decimal(ratio).times(100).toFixed(2)}%`;
}

/** The npl.book-status/1 contract. */
export function bookStatusJson(status: BookStatus): object {
  const { months, locks, thresholds, last, ...others } = status;
  return {
    schema: 'npl.book-status/1',
    ...others,
    last: { ...last, asOf: last.asOf === undefined ? undefined : isoDate(last.asOf) },
    thresholds: Object.fromEntries(
      Object.entries(thresholds).map(([name, limit]) => [name, typeof limit === 'bigint' ? yuan(limit) : limit]),
    ),
    months: months.map(({ figures, version, unexplained, isStale, hasOtherRules, isAfterGap }) => ({
      asOf: isoDate(figures.asOf),
      version,
      basis: figures.basis,
      policy: figures.policy,
      loans: figures.loans.count,
      npl: yuan(figures.npl.balance),
      ...(unexplained > 0 ? { unexplained } : {}),
      ...(isStale ? { stale: true } : {}),
      ...(hasOtherRules ? { otherRules: true } : {}),
      ...(isAfterGap ? { afterGap: true } : {}),
    })),
    locks: locks.map(({ asOf, balance, ...lock }) => ({ asOf: isoDate(asOf), ...lock, balance: yuan(balance) })),
  };
}
