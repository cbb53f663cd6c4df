import { isoDate } from '../model/civil-date.js';
import { type ClassCode, className } from '../model/loan-class.js';
import { addCents, type Cents, newSums, sumAt } from '../model/money.js';
import type { Classified, Portfolio } from '../model/portfolio.js';
import { ABSENT, columnsOf, label, money, table, text } from './cells.js';
import type { Document, Incomplete, Lang, MoneyUnit, Row } from './document.js';
import { incompleteWords } from './incomplete.js';
import { type Provenance, policyWords, provenanceSection } from './provenance.js';
import { shortClassNote } from './sentence.js';
import { wordsOf } from './words/catalogue.js';

/** One loan with its classes, and where its row stands; undefined is what the ledger or the rules do not say. */
export interface LoanRow {
  readonly loan: string;
  readonly borrower: string | undefined;
  readonly name: string | undefined;
  readonly balance: Cents;
  readonly days: number | undefined;
  readonly declared: ClassCode | undefined;
  readonly computed: ClassCode | undefined;
  readonly used: ClassCode;
  /** The rules that fired, in the policy's order, each with the class it gave. */
  readonly floors: readonly { readonly rule: string; readonly class: ClassCode }[];
  /** The first rule with the worst class; undefined when none fired. */
  readonly decisive: string | undefined;
  /** Class kept from a replaced NPL. */
  readonly inherited: ClassCode | undefined;
  readonly overridden: boolean;
  readonly next: { readonly class: ClassCode; readonly on: number } | undefined;
  readonly source: string;
  readonly line: number;
}

export interface ClassifyList {
  readonly portfolio: Portfolio;
  readonly classified: Classified;
  readonly provenance: Provenance;
  /** Whether the list has loan i. */
  readonly has: (loan: number) => boolean;
  /** Loan i as an object, made at each call: a list of ten million is never held. */
  readonly row: (loan: number) => LoanRow;
  /** The rules that fired on loan i, in the policy's order: the same for loans with the same bits in `fired`. */
  readonly rules: (loan: number) => readonly string[];
  readonly next: (loan: number) => LoanRow['next'];
  readonly deviation: boolean;
  /** What stands for a borrower, where borrowers are masked. */
  readonly mask?: (borrower: string) => string;
  readonly incomplete?: Incomplete;
}

/** The loans of the list, in the order of the ledger. */
export function* loansOf({ portfolio, has }: ClassifyList): Generator<number> {
  for (let loan = 0; loan < portfolio.count; loan++) if (has(loan)) yield loan;
}

/** The first `limit` loans, with count and sum of the rest. */
export function classifyDocument(list: ClassifyList, lang: Lang, unit: MoneyUnit, limit: number): Document {
  const words = wordsOf(lang);
  const named = (code: ClassCode | undefined) => (code === undefined ? ABSENT : label(words.classShort[className(code)]));
  const rows: Row[] = [];
  let restCount = 0;
  const restBalance = newSums(1);
  for (const loan of loansOf(list)) {
    if (rows.length >= limit) {
      restCount++;
      addCents(restBalance, 0, list.portfolio.balance[loan] as number);
      continue;
    }
    const row = list.row(loan);
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
  if (restCount > 0) rows.push({ id: 'more', tone: 'total', cells: [label(words.say.more(restCount)), money(sumAt(restBalance, 0))] });
  const columns = columnsOf(words, ['loan', 'balance', 'days', 'declared', 'computed', 'used', 'rule']);
  const whole = table('loans', columns, rows);
  return {
    lang,
    title: list.deviation ? words.heading.deviation : words.heading.classes,
    subtitle: [
      `${words.asOf} ${isoDate(list.portfolio.asOf)}  ${words.unitLabel} ${words.unit[unit]}`,
      policyWords(words, list.provenance.policy, list.portfolio.asOf),
    ],
    ...incompleteWords(words, list.incomplete),
    sections: [{ id: 'loans', heading: '', blocks: [whole, ...shortClassNote(words, whole)] }, provenanceSection(words, list.provenance)],
  };
}
