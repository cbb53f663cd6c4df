import type { LockedLoan } from '../model/base-lock.js';
import { isoDate, NO_DAY } from '../model/civil-date.js';
import type { Override } from '../model/events.js';
import { className } from '../model/loan-class.js';
import { loanDate, loanText } from '../model/loan-facts.js';
import {
  AMOUNT_FIELDS,
  CHOICE_FIELDS,
  type ChoiceField,
  DATE_FIELDS,
  DAYS_FIELDS,
  FLAG_FIELDS,
  NO_CHOICE,
  TEXT_FIELDS,
} from '../model/loan-fields.js';
import { yuan } from '../model/money.js';
import { type NotAssessed, type Portfolio, shownKey } from '../model/portfolio.js';
import type { Segment } from '../model/segmented.js';
import type { Policy, Rule } from '../policy/policy.js';
import { ABSENT, columnsOf, date, label, money, table, text } from './cells.js';
import type { LoanRow } from './classify.js';
import type { Block, Cell, Document, Incomplete, Lang, MoneyUnit, Row, Section } from './document.js';
import { incompleteWords } from './incomplete.js';
import { provenanceJson } from './npl-report-json.js';
import { type Provenance, policyWords, provenanceSection } from './provenance.js';
import { sentence } from './sentence.js';
import { wordsOf } from './words/catalogue.js';
import type { Words } from './words/words.js';

/** Everything the program knows of one loan. */
export interface Explanation {
  readonly row: LoanRow;
  readonly portfolio: Portfolio;
  readonly loan: number;
  readonly provenance: Provenance;
  readonly notAssessed: readonly NotAssessed[];
  /** Loans whose place it took, nearest first. */
  readonly ancestors: readonly string[];
  readonly override?: Override;
  readonly segment?: Segment;
  readonly lockDate?: string;
  readonly locked?: LockedLoan;
  readonly incomplete?: Incomplete;
}

interface Fact {
  readonly field: keyof Words['field'];
  readonly cell: Cell;
  readonly value: string | number | boolean;
}

/** `npl explain`: what one loan is, and which facts and rules made it so. */
export function explainDocument(explanation: Explanation, lang: Lang, unit: MoneyUnit): Document {
  const words = wordsOf(lang);
  const { row, portfolio, provenance } = explanation;
  const head = [row.loan, ...(row.name === undefined ? [] : [row.name])].join('   ');
  return {
    lang,
    title: head,
    ...incompleteWords(words, explanation.incomplete),
    subtitle: [
      `${words.asOf} ${isoDate(portfolio.asOf)}  ${words.unitLabel} ${words.unit[unit]}  ${row.source}:${row.line}`,
      policyWords(words, provenance.policy, portfolio.asOf),
    ],
    sections: [
      classSection(words, explanation),
      floorsSection(words, explanation),
      factsSection(words, explanation),
      provenanceSection(words, provenance),
    ],
  };
}

function classSection(words: Words, explanation: Explanation): Section {
  const { row, segment, lockDate, locked, override } = explanation;
  const named = (code: number | undefined) => (code === undefined ? ABSENT : label(words.class[className(code)]));
  const rows: Row[] = [
    { id: 'balance', cells: [label(words.column.balance), money(row.balance)] },
    { id: 'class', tone: 'emphasis', cells: [label(words.column.used), named(row.used)] },
    { id: 'declared', cells: [label(words.column.declared), named(row.declared)] },
    { id: 'computed', cells: [label(words.column.computed), named(row.computed)] },
    ...(row.inherited === undefined ? [] : [{ id: 'inherited', cells: [label(words.say.inherited), named(row.inherited)] }]),
    ...(segment === undefined
      ? []
      : [
          {
            id: 'segment',
            cells: [label(words.column.segment + words.inBrackets(`${words.item.lock} ${lockDate}`)), label(words.segment[segment])],
          },
        ]),
    ...(locked === undefined ? [] : [{ id: 'locked', cells: [label(words.item.locked), money(locked.balance)] }]),
  ];
  const blocks: Block[] = [
    table(
      'class',
      [
        { id: 'item', header: '', align: 'left' },
        { id: 'value', header: '', align: 'right' },
      ],
      rows,
    ),
  ];
  if (row.declared !== undefined && row.computed !== undefined && row.declared < row.computed)
    blocks.push(sentence('warning', words.say.milder));
  if (override !== undefined) {
    blocks.push(
      sentence(
        'warning',
        `${words.item.override}:`,
        text(`${override.author}: ${override.reason}`),
        `(${override.file}:${override.line},`,
        date(override.date),
        '–',
        date(override.expires),
        ')',
      ),
    );
  }
  if (row.next !== undefined)
    blocks.push(sentence('plain', words.say.next, named(row.next.class), words.say.nextOn, date(row.next.on), words.say.ifNothingPaid));
  return { id: 'class', heading: words.heading.classes, blocks };
}

function floorsSection(words: Words, explanation: Explanation): Section {
  const { row, provenance, notAssessed } = explanation;
  const rows = row.floors.map((floor): Row => {
    const rule = ruleOf(provenance.policy, floor.rule);
    const because = rule.name[words.lang];
    return {
      id: rule.id,
      cells: [text(rule.id), label(because), label(words.class[className(floor.class)]), label(sourceWords(words, rule))],
    };
  });
  const blocks: Block[] =
    rows.length === 0
      ? [sentence('plain', words.say.nothingFired)]
      : [table('floors', columnsOf(words, ['rule', 'because', 'class', 'regulation']), rows)];
  if (notAssessed.length > 0)
    blocks.push(sentence('note', words.say.notAssessed + words.colon + notAssessed.map((one) => one.rule).join(words.list)));
  return { id: 'floors', heading: words.heading.floors, blocks };
}

function ruleOf(policy: Policy, id: string): Rule {
  return policy.rules.find((rule) => rule.id === id) as Rule;
}

export function sourceWords(words: Words, rule: { readonly source: string; readonly verified: boolean }): string {
  return rule.verified ? rule.source : rule.source + words.inBrackets(words.item.unverified);
}

function factsSection(words: Words, explanation: Explanation): Section {
  const rows = factsOf(explanation, words).map((fact): Row => ({ id: fact.field, cells: [label(words.field[fact.field]), fact.cell] }));
  return { id: 'facts', heading: words.heading.facts, blocks: [table('facts', columnsOf(words, ['fact', 'value']), rows)] };
}

/** Every field the ledger states for the loan, in the order of the model. */
function factsOf({ portfolio, loan, row, ancestors }: Explanation, words: Words): Fact[] {
  const facts: Fact[] = [];
  const add = (field: Fact['field'], cell: Cell, value: Fact['value']) => facts.push({ field, cell, value });
  if (row.days !== undefined) add('daysPastDue', { kind: 'days', value: row.days }, row.days);
  for (const field of AMOUNT_FIELDS) {
    const cents = portfolio.amounts[field]?.[loan];
    if (cents !== undefined && !Number.isNaN(cents)) add(field, money(BigInt(cents)), yuan(BigInt(cents)));
  }
  for (const field of DATE_FIELDS) {
    const day = loanDate(portfolio, field, loan);
    if (day !== undefined) add(field, date(day), isoDate(day));
  }
  for (const field of DAYS_FIELDS) {
    const days = portfolio.days[field]?.[loan];
    if (field !== 'daysPastDue' && days !== undefined && days !== NO_DAY) add(field, { kind: 'days', value: days }, days);
  }
  for (const field of FLAG_FIELDS) {
    const flag = portfolio.flags[field]?.[loan];
    if (flag !== undefined && flag !== NO_CHOICE) add(field, label(flag === 1 ? words.item.yes : words.item.no), flag === 1);
  }
  for (const field of Object.keys(CHOICE_FIELDS) as ChoiceField[]) {
    const code = portfolio.choices[field]?.[loan];
    const value = code === undefined ? undefined : CHOICE_FIELDS[field][code];
    if (value !== undefined) add(field, label(words.choice[value] ?? value), value);
  }
  for (const field of TEXT_FIELDS) {
    const value = loanText(portfolio, field, loan);
    if (value !== undefined) add(field, text(value), value);
  }
  if (ancestors.length > 0) add('tookThePlaceOf', text(ancestors.map(shownKey).join(words.list)), ancestors.map(shownKey).join(', '));
  return facts;
}

/** npl.explain/1 */
export function explainJson(explanation: Explanation): object {
  const { row, segment, lockDate, locked, override, provenance, portfolio, notAssessed } = explanation;
  const named = (code: number | undefined) => (code === undefined ? undefined : className(code));
  return {
    schema: 'npl.explain/1',
    incomplete: explanation.incomplete,
    asOf: isoDate(portfolio.asOf),
    loan: row.loan,
    balance: yuan(row.balance),
    class: className(row.used),
    declared: named(row.declared),
    computed: named(row.computed),
    inherited: named(row.inherited),
    floors: row.floors.map((floor) => {
      const { name, source, verified } = ruleOf(provenance.policy, floor.rule);
      return { rule: floor.rule, name, class: className(floor.class), source, verified };
    }),
    override: override && {
      author: override.author,
      reason: override.reason,
      from: isoDate(override.date),
      to: isoDate(override.expires),
      file: override.file,
      line: override.line,
    },
    segment: segment && { segment, lockDate, lockedBalance: locked && yuan(locked.balance) },
    next: row.next && { class: className(row.next.class), on: isoDate(row.next.on) },
    facts: Object.fromEntries(factsOf(explanation, wordsOf('en')).map((fact) => [fact.field, fact.value])),
    notAssessed,
    source: { file: row.source, line: row.line },
    provenance: provenanceJson(provenance),
  };
}
