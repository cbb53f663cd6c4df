import type { RollForwardLine } from '../../measure/follow-line.js';
import { isoDate } from '../../model/civil-date.js';
import { NO_CLASS } from '../../model/loan-class.js';
import { type Assessed, shownKey, type Tally } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { count, money, tallyWords } from '../cells.js';
import type { Block, Cell, MoneyUnit, Section } from '../document.js';
import type { NplReport } from '../npl-report-content.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

const LISTED = 10;

/** What a reader of the figures must know about the data behind them. */
export function notesSection(words: Words, report: NplReport, unit: MoneyUnit): Section | undefined {
  return sectionOfNotes(words, (writer) => {
    if (unit !== 'yuan') writer.note('note', words.say.rounding);
    figureNotes(writer, words, report);
    ruleNotes(writer, words, report);
  });
}

/** What the figures of the main report rest on. */
export function figureNotes(notes: Notes, words: Words, report: NplReport): void {
  const { loans, ratioBase } = report.figures;
  if (ratioBase !== loans.balance) notes.note('note', words.say.loansTotalGiven, money(ratioBase));
  movementNotes(notes, words, report);
  loanNotes(notes, words, report);
}

/** Undefined where nothing is noted. */
export function sectionOfNotes(words: Words, write: (notes: Notes) => void): Section | undefined {
  const writer = newNotes(words);
  write(writer);
  return writer.blocks.length === 0 ? undefined : { id: 'notes', heading: words.heading.notes, blocks: writer.blocks };
}

type Tone = 'warning' | 'note';

export interface Notes {
  readonly blocks: Block[];
  readonly note: (tone: Tone, ...pieces: readonly (string | Cell)[]) => void;
  readonly counted: (tone: Tone, name: string, number: number) => void;
  readonly summed: (tone: Tone, name: string, tally: Tally) => void;
  readonly listed: (tone: Tone, name: string, items: readonly string[]) => void;
}

/** Notes of one shape each; one that would count nothing is not written. */
function newNotes(words: Words): Notes {
  const blocks: Block[] = [];
  const note: Notes['note'] = (tone, ...pieces) => blocks.push(sentence(tone, ...pieces));
  return {
    blocks,
    note,
    counted: (tone, name, number) => number > 0 && note(tone, name + words.colon, count(number)),
    summed: (tone, name, tally) => tally.count > 0 && note(tone, name + words.colon, ...tallyWords(words, tally)),
    listed: (tone, name, items) => {
      if (items.length === 0) return;
      const rest = items.length > LISTED ? words.comma + words.say.more(items.length - LISTED) : '';
      note(tone, name + words.colon + items.slice(0, LISTED).join(words.list) + rest);
    },
  };
}

/** What the bridge and the registers leave open. */
function movementNotes(notes: Notes, words: Words, { figures, provenance }: NplReport): void {
  const { note, listed } = notes;
  const { say } = words;
  const { segments } = figures;
  for (const { lockDate, supersedes } of provenance.locks) {
    if (supersedes !== undefined) note('note', say.restated(isoDate(lockDate), supersedes.reason));
  }
  listed('warning', say.breaches, segments?.breaches.map((line) => shownKey(line.family)) ?? []);
  listed('warning', say.ignoredEvents, figures.ignoredEvents.map(placeOf));
  listed('warning', say.unknownEvents, figures.unknownEvents.map(placeOf));
  const lines = [...(segments?.bridge.lines ?? []), ...(segments?.newBridge.lines ?? [])];
  const inferred = lines.filter((line) => line.inferred.length > 0);
  inferredNote(notes, words, inferred.length, inferred);
}

/** "2 (L1 upgrade, N1 formation)": how many lines have a channel that no event states, and the first of them. */
export function inferredNote(
  { note }: Pick<Notes, 'note'>,
  words: Words,
  number: number,
  lines: readonly Pick<RollForwardLine, 'family' | 'inferred'>[],
): void {
  if (number === 0) return;
  const named = lines
    .slice(0, LISTED)
    .map(({ family, inferred }) => `${shownKey(family)} ${inferred.map((channel) => words.channel[channel]).join(' + ')}`);
  const rest = lines.length > LISTED ? words.comma + words.say.more(lines.length - LISTED) : '';
  const list = named.length === 0 ? [] : [words.inBrackets(named.join(words.list) + rest)];
  note('note', words.say.inferred + words.colon, count(number), ...list);
}

/** "L1 (events.csv:2)": an event by its loan and its place. */
export function placeOf(event: { readonly loan: string; readonly file: string; readonly line: number }): string {
  return `${shownKey(event.loan)} (${event.file}:${event.line})`;
}

/** Loans that are special, or of which the ledger does not say enough. */
function loanNotes({ note, counted, summed, listed }: Notes, words: Words, { figures, portfolio, classified }: NplReport): void {
  const { say } = words;
  const { notes } = classified;
  for (const { days, loans } of figures.overdue) {
    const keys = loans.map((loan) => shownKey(textAt(portfolio.keys, loan)));
    listed('warning', say.overdueNotNpl(days), keys);
  }
  counted('note', say.inherited, classified.inherited?.reduce((sum, code) => sum + (code === NO_CLASS ? 0 : 1), 0) ?? 0);
  counted('warning', say.overridden, classified.overridden?.reduce((sum, index) => sum + (index > 0 ? 1 : 0), 0) ?? 0);
  counted('warning', say.daysDisagree, notes.daysDisagree);
  counted('warning', say.daysNotStated, notes.daysNotStated);
  counted('warning', say.pastDueWithoutDays, notes.pastDueWithoutDays);
  if (portfolio.declaredClass !== undefined) counted('note', say.notDeclared, notes.notDeclared);
  counted('warning', say.allowanceNotStated, figures.provision?.notStated ?? 0);
  counted('warning', say.nplAllowanceNotStated, figures.provision?.nplNotStated ?? 0);
  summed('note', say.offBook, portfolio.offBook);
  summed('warning', say.negative, portfolio.negative);
  if (notes.judgedPerLoan) note('note', say.perLoan);
}

/** Rules that the ledger lets nobody test, and rules that nobody has checked. */
export function ruleNotes(
  { note }: Pick<Notes, 'note'>,
  words: Words,
  { classified, provenance }: Pick<NplReport, 'provenance'> & { readonly classified: Assessed },
): void {
  const { say } = words;
  const { notAssessed } = classified;
  if (notAssessed.length > 0) {
    note('note', say.notAssessed + words.colon + rulesWithout(words, notAssessed));
  }
  const { notAssessedLoans } = classified.notes;
  if (notAssessedLoans.length > 0) {
    const named = notAssessedLoans.map(({ rule, loans }) => `${rule} (${loans})`);
    note('warning', say.notAssessedLoans + words.colon + named.join(words.list));
  }
  const isAssessed = (id: string) => !notAssessed.some((one) => one.rule === id);
  const unverified = provenance.policy.rules.filter((rule) => !rule.verified && isAssessed(rule.id));
  if (unverified.length > 0) note('note', say.unverifiedRules + words.colon + unverified.map((rule) => rule.id).join(words.list));
}

/** Rules that could not be tested, each with the columns that it lacks, by their words where they have some. */
export function rulesWithout(words: Words, rules: readonly { readonly rule: string; readonly missing: readonly string[] }[]): string {
  const named = (field: string) => words.field[field as keyof Words['field']] ?? field;
  return rules.map(({ rule, missing }) => rule + words.inBrackets(missing.map(named).join(words.list))).join(words.semicolon);
}
