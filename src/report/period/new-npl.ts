import type { NewNpl, NewNplFigures, SpecialMentionNewcomer } from '../../measure/new-npl.js';
import type { NewNplGroup } from '../../measure/new-npl-by.js';
import { addTallies } from '../../measure/tallies.js';
import { isoDate } from '../../model/civil-date.js';
import { type ClassCode, className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { sumOf, yuan } from '../../model/money.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import type { SuspectedRenewal } from '../../model/suspected-renewal.js';
import { ABSENT, columnsOf, count, date, label, money, table, tallyWords, text, withChart, withoutBlankColumns } from '../cells.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { suspectedJson, tallyJson } from '../npl-report-json.js';
import { byHeading, dimensionColumns, namedRow, splitRows } from '../sections/dimensions.js';
import { suspectedSection } from '../sections/suspected.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { newNplCover } from './covers.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';
import type { LoanFacts } from './loan-facts.js';

/** A new NPL and why it is one: rules that fired with an NPL class, or what else made it one. */
export interface ListedNpl extends NewNpl {
  readonly facts: LoanFacts;
  readonly reasons: readonly string[];
}

/** What turned NPL, loan by loan, with what the ledgers say of each. */
export interface NewNplReport {
  readonly frame: PeriodFrame;
  readonly figures: NewNplFigures;
  readonly rows: readonly ListedNpl[];
  readonly specialMention: readonly (SpecialMentionNewcomer & { readonly facts: LoanFacts })[];
  readonly dimensions: readonly Dimension[];
  readonly by?: readonly NewNplGroup[];
  readonly limit: number;
  readonly suspected: readonly SuspectedRenewal[];
  readonly renewalDays: number;
}

/** `npl new-npl`: what formed, relapsed or came back, and the special-mention newcomers (新增不良贷款清单). */
export function newNplDocument(report: NewNplReport, lang: Lang, unit: MoneyUnit): Document {
  const of = (chosen: (row: ListedNpl) => boolean) => report.rows.filter(chosen);
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.newNplTitle,
    (words) => [
      sumSection(words, report),
      listSection(
        words,
        'formation',
        words.period.heading.formation,
        of((row) => row.entry === 'formation'),
        report.limit,
      ),
      listSection(
        words,
        'relapse',
        words.period.heading.relapse,
        of((row) => row.entry === 'relapse'),
        report.limit,
      ),
      listSection(
        words,
        'return',
        words.period.heading.return,
        of((row) => row.entry === 'return'),
        report.limit,
      ),
      suspectedSection(words, report.suspected, report.renewalDays, report.limit),
      specialMentionSection(words, report),
      bySection(words, report),
    ],
    (words) => newNplCover(words, report.frame, report.figures),
  );
}

function sumSection(words: Words, { figures: { sums } }: NewNplReport): Section {
  const { period } = words;
  const row = (id: keyof typeof sums, name: string, tone?: Row['tone']): Row => ({
    id,
    cells: [label(name), count(sums[id].count), money(sums[id].balance)],
    ...(tone === undefined ? {} : { tone }),
  });
  const optional = (id: keyof typeof sums, name: string) => (sums[id].count === 0 ? [] : [row(id, name)]);
  const rows = [
    row('formation', period.entry.formation, 'emphasis'),
    row('formed', words.segment.formed),
    row('originated', words.segment.originated),
    ...optional('originUnknown', words.segment['origin-unknown']),
    row('relapse', period.entry.relapse),
    ...optional('return', period.entry.return),
    ...optional('ofOldBorrowers', period.ofOldBorrowers),
    ...optional('leftAgain', period.leftAgain),
  ];
  // Formation is not drawn beside what it is made of.
  const drawn = ['formed', 'originated', 'originUnknown', 'relapse', 'return'] as const;
  const names = {
    formed: words.segment.formed,
    originated: words.segment.originated,
    originUnknown: words.segment['origin-unknown'],
    ...period.entry,
  };
  const chart = barsChart(words, {
    title: chartTitle(words, period.heading.newNpl, words.column.entered),
    series: [words.column.entered],
    bars: drawn.map((id) => ({ label: names[id], amounts: [sums[id].balance] })),
    order: 'table',
  });
  const whole = table('sums', columnsOf(words, ['item', 'count', 'entered']), rows);
  return { id: 'sums', heading: period.heading.newNpl, blocks: [withChart(whole, chart)] };
}

function listSection(words: Words, id: string, heading: string, rows: readonly ListedNpl[], limit: number): Section | undefined {
  if (rows.length === 0) return undefined;
  const columns = columnsOf(words, [
    'loan',
    'name',
    'branch',
    'officer',
    'entered',
    'date',
    'days',
    'overdueSince',
    'path',
    'reason',
    'marks',
  ]);
  const body = limitedRows(
    rows,
    limit,
    (row): Row => ({
      cells: [
        text(shownKey(row.loan)),
        text(row.facts.name ?? row.facts.borrower),
        text(row.facts.branch),
        text(row.facts.officer),
        money(row.entered),
        date(row.on ?? row.month),
        row.facts.days === undefined ? ABSENT : { kind: 'days', value: row.facts.days },
        date(row.overdueSince),
        label(pathWords(words, row.path)),
        label(row.reasons.map((reason) => words.period.reason[reason] ?? reason).join(words.list)),
        label(marksOf(words, row).join(words.comma)),
      ],
    }),
    (rest) => [label(words.say.more(rest.length)), ...blanks(3), money(sumOf(rest, (row) => row.entered)), ...blanks(6)],
  );
  return { id, heading, blocks: [withoutBlankColumns(id, columns, body)] };
}

function blanks(many: number): Cell[] {
  return Array.from({ length: many }, () => label(''));
}

/** "normal → SM → SS": each class once while it lasts. */
function pathWords(words: Words, path: readonly (ClassCode | undefined)[]): string {
  const names = path.map((code) => (code === undefined ? words.period.notThere : words.classShort[className(code)]));
  return names.filter((name, i) => name !== names[i - 1]).join(' → ');
}

function marksOf(words: Words, row: ListedNpl): string[] {
  const { period, segment } = words;
  return [
    row.entry === 'formation' ? segment[row.origin] : row.segment === 'old' ? segment.old : period.newNpl,
    ...(row.ofOldBorrower ? [period.ofOldBorrower] : []),
    ...(row.now === undefined || row.now.class < 2 ? [period.left] : []),
  ];
}

function specialMentionSection(words: Words, { specialMention, figures, limit }: NewNplReport): Section | undefined {
  if (specialMention.length === 0) return undefined;
  const rows = limitedRows(
    specialMention,
    limit,
    ({ key, balance, stood, facts }): Row => ({
      cells: [
        text(shownKey(key)),
        text(facts.name ?? facts.borrower),
        text(facts.branch),
        text(facts.officer),
        money(balance),
        facts.days === undefined ? ABSENT : { kind: 'days', value: facts.days },
        label(stood ? words.class.normal : words.period.notThere),
      ],
    }),
    (rest) => [label(words.say.more(rest.length)), ...blanks(3), money(sumOf(rest, (row) => row.balance)), ...blanks(2)],
  );
  const lead: Block = sentence('plain', ...tallyWords(words, figures.specialMentionSum));
  return {
    id: 'special-mention',
    heading: words.period.heading.specialMention,
    blocks: [
      lead,
      withoutBlankColumns('special-mention', columnsOf(words, ['loan', 'name', 'branch', 'officer', 'balance', 'days', 'before']), rows),
    ],
  };
}

function bySection(words: Words, { by, dimensions, limit, figures: { sums } }: NewNplReport): Section | undefined {
  if (by === undefined) return undefined;
  const cells = (formation: Tally, relapse: Tally) => [
    count(formation.count),
    money(formation.balance),
    count(relapse.count),
    money(relapse.balance),
  ];
  const columns = [...dimensionColumns(words, dimensions), ...columnsOf(words, ['count', 'formation', 'relapses', 'relapse'])];
  const rows = splitRows(
    words,
    dimensions,
    { rows: by, limit, total: cells(sums.formation, sums.relapse) },
    (group) => cells(group.formation, group.relapse),
    (rest) => cells(addTallies(rest.map(({ formation }) => formation)), addTallies(rest.map(({ relapse }) => relapse))),
  );
  const heading = byHeading(words, dimensions);
  const { formation, relapse } = words.column;
  const chart = barsChart(words, {
    title: { heading },
    series: [formation, relapse],
    bars: by.map((group) => ({
      ...namedRow(words, dimensions, group.key),
      amounts: [group.formation.balance, group.relapse.balance],
    })),
    order: 'largest',
    saysParts: true,
    limit,
  });
  return { id: 'by', heading, blocks: [withChart(table('by', columns, rows), chart)] };
}

/** The npl.new-npl/1 contract. */
export function newNplJson({ frame, figures, rows, specialMention, suspected, by }: NewNplReport): object {
  const classOf = (code: ClassCode | undefined) => (code === undefined ? null : className(code));
  return periodJson('npl.new-npl/1', frame, {
    sums: Object.fromEntries(Object.entries(figures.sums).map(([name, tally]) => [name, amountJson(tally)])),
    loans: rows.map((row) => ({
      loan: shownKey(row.loan),
      ...row.facts,
      entry: row.entry,
      segment: row.segment,
      origin: row.origin,
      ofOldBorrower: row.ofOldBorrower,
      month: isoDate(row.month),
      on: row.on === undefined ? undefined : isoDate(row.on),
      entered: yuan(row.entered),
      balance: yuan(row.balance),
      now: row.now && { balance: yuan(row.now.balance), class: className(row.now.class) },
      path: row.path.map(classOf),
      reasons: row.reasons,
      overdueSince: row.overdueSince === undefined ? undefined : isoDate(row.overdueSince),
    })),
    suspectedRenewals: suspected.map(suspectedJson),
    specialMention: {
      ...tallyJson(figures.specialMentionSum),
      loans: specialMention.map(({ key, balance, stood, facts }) => ({ loan: shownKey(key), ...facts, balance: yuan(balance), stood })),
    },
    by: by?.map(({ key, formation, relapse }) => ({ key, formation: amountJson(formation), relapse: amountJson(relapse) })),
  });
}

/** Gross amounts are no balances. */
function amountJson({ count: loans, balance }: Tally): object {
  return { count: loans, amount: yuan(balance) };
}
