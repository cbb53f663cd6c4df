import { NO_CLASS } from '../model/loan-class.js';
import { shownKey, type Tally } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { count, money } from './cells.js';
import type { Block, Cell, Section } from './document.js';
import type { NplReport } from './npl-report.js';
import type { Words } from './words/words.js';

const LISTED = 10;

/** What a reader of the figures must know about the data behind them. */
export function notesSection(words: Words, report: NplReport): Section | undefined {
  const { figures, portfolio, classified, provenance } = report;
  const { sentence } = words;
  const blocks: Block[] = [];
  const note = (tone: 'warning' | 'note', ...pieces: (string | Cell)[]) => blocks.push({ kind: 'paragraph', tone, pieces });
  const counted = (tone: 'warning' | 'note', name: string, number: number) => {
    if (number > 0) note(tone, `${name}:`, count(number));
  };
  const summed = (tone: 'warning' | 'note', name: string, tally: Tally) => {
    if (tally.count > 0) note(tone, `${name}:`, count(tally.count), '/', money(tally.balance));
  };
  const listed = (name: string, keys: readonly string[]) => {
    if (keys.length === 0) return;
    const rest = keys.length > LISTED ? `, ${sentence.more(keys.length - LISTED)}` : '';
    note('warning', `${name}: ${keys.slice(0, LISTED).map(shownKey).join(', ')}${rest}`);
  };
  const { notes } = classified;
  if (figures.ratioBase !== figures.loans.balance) note('note', sentence.loansTotalGiven, money(figures.ratioBase));
  for (const comparison of figures.overdue) {
    listed(
      sentence.overdueNotNpl(comparison.days),
      comparison.loans.map((loan) => textAt(portfolio.keys, loan)),
    );
  }
  listed(sentence.breaches, figures.segments?.breaches.map((line) => line.family) ?? []);
  listed(
    sentence.ignoredEvents,
    figures.ignoredEvents.map((event) => `${event.loan} (${event.file}:${event.line})`),
  );
  listed(
    sentence.unknownEvents,
    figures.unknownEvents.map((event) => `${event.loan} (${event.file}:${event.line})`),
  );
  const inferred = [...(figures.segments?.bridge.lines ?? []), ...(figures.segments?.newBridge.lines ?? [])].filter(
    (line) => line.inferred.length > 0,
  ).length;
  counted('note', sentence.inferred, inferred);
  counted('note', sentence.inherited, classified.inherited?.reduce((sum, code) => sum + (code === NO_CLASS ? 0 : 1), 0) ?? 0);
  counted('warning', sentence.daysDisagree, notes.daysDisagree);
  counted('warning', sentence.daysNotStated, notes.daysNotStated);
  counted('warning', sentence.pastDueWithoutDays, notes.pastDueWithoutDays);
  if (portfolio.declaredClass !== undefined) counted('note', sentence.notDeclared, notes.notDeclared);
  counted('note', sentence.allowanceNotStated, figures.provision?.notStated ?? 0);
  summed('note', sentence.offBook, portfolio.offBook);
  summed('warning', sentence.negative, portfolio.negative);
  if (notes.judgedPerLoan) note('note', sentence.perLoan);
  if (classified.notAssessed.length > 0) {
    note(
      'note',
      `${sentence.notAssessed}: ${classified.notAssessed.map(({ rule, missing }) => `${rule} (${missing.join(', ')})`).join('; ')}`,
    );
  }
  const unverified = provenance.policy.rules.filter(
    (rule) => !rule.verified && !classified.notAssessed.some((one) => one.rule === rule.id),
  );
  if (unverified.length > 0) note('note', `${sentence.unverifiedRules}: ${unverified.map((rule) => rule.id).join(', ')}`);
  return blocks.length === 0 ? undefined : { id: 'notes', heading: words.heading.notes, blocks };
}
