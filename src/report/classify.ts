import { isoDate } from '../model/civil-date.js';
import { type ClassCode, className } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Portfolio } from '../model/portfolio.js';
import { ABSENT, columnsOf, label, money, table, text } from './cells.js';
import type { Document, Incomplete, Lang, MoneyUnit, Row } from './document.js';
import { incompleteWords } from './incomplete.js';
import { type Provenance, policyWords, provenanceSection } from './provenance.js';
import { wordsOf } from './words/catalogue.js';

/** One loan with its classes, and where its row stands. */
export interface LoanRow {
  readonly loan: string;
  readonly borrower?: string;
  readonly name?: string;
  readonly balance: Cents;
  readonly days?: number;
  readonly declared?: ClassCode;
  readonly computed?: ClassCode;
  readonly used: ClassCode;
  /** The rules that fired, in the policy's order, each with the class it gave. */
  readonly floors: readonly { readonly rule: string; readonly class: ClassCode }[];
  /** The first rule with the worst class; absent when none fired. */
  readonly decisive?: string;
  /** Class kept from a replaced NPL. */
  readonly inherited?: ClassCode;
  readonly overridden: boolean;
  readonly next?: { readonly class: ClassCode; readonly on: number };
  readonly source: string;
  readonly line: number;
}

export interface ClassifyList {
  readonly portfolio: Portfolio;
  readonly provenance: Provenance;
  /** In the order of the ledger; made anew at each call, so that a list of ten million is never held. */
  readonly rows: () => Iterable<LoanRow>;
  readonly deviation: boolean;
  readonly incomplete?: Incomplete;
}

/** The first `limit` loans, with count and sum of the rest. */
export function classifyDocument(list: ClassifyList, lang: Lang, unit: MoneyUnit, limit: number): Document {
  const words = wordsOf(lang);
  const named = (code: ClassCode | undefined) => (code === undefined ? ABSENT : label(words.classShort[className(code)]));
  const rows: Row[] = [];
  let [restCount, restBalance] = [0, 0n];
  for (const row of list.rows()) {
    if (rows.length >= limit) {
      restCount++;
      restBalance += row.balance;
      continue;
    }
    const days = row.days === undefined ? ABSENT : ({ kind: 'days', value: row.days } as const);
    rows.push({
      cells: [
        text(row.loan),
        money(row.balance),
        days,
        named(row.declared),
        named(row.computed),
        named(row.used),
        row.overridden ? label(words.item.override) : text(row.decisive),
      ],
    });
  }
  if (restCount > 0) rows.push({ id: 'more', tone: 'total', cells: [label(words.say.more(restCount)), money(restBalance)] });
  const columns = columnsOf(words, ['loan', 'balance', 'days', 'declared', 'computed', 'used', 'rule']);
  return {
    lang,
    title: list.deviation ? words.heading.deviation : words.heading.classes,
    subtitle: [
      `${words.asOf} ${isoDate(list.portfolio.asOf)}  ${words.unitLabel} ${words.unit[unit]}`,
      policyWords(words, list.provenance.policy, list.portfolio.asOf),
    ],
    ...incompleteWords(words, list.incomplete),
    sections: [{ id: 'loans', heading: '', blocks: [table('loans', columns, rows)] }, provenanceSection(words, list.provenance)],
  };
}
