import { NO_CLASS } from '../../model/loan-class.js';
import { shownKey, type Tally } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { count, money } from '../cells.js';
import type { Block, Cell, MoneyUnit, Section } from '../document.js';
import type { NplReport } from '../npl-report-content.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';

const LISTED = 10;

/** What a reader of the figures must know about the data behind them. */
export function notesSection(words: Words, report: NplReport, unit: MoneyUnit): Section | undefined {
  const { figures, portfolio, classified, provenance } = report;
  const { say } = words;
  const blocks: Block[] = [];
  const note = (tone: 'warning' | 'note', ...pieces: (string | Cell)[]) => blocks.push(sentence(tone, ...pieces));
  const counted = (tone: 'warning' | 'note', name: string, number: number) => {
    if (number > 0) note(tone, `${name}:`, count(number));
  };
  const summed = (tone: 'warning' | 'note', name: string, tally: Tally) => {
    if (tally.count > 0) note(tone, `${name}:`, count(tally.count), '/', money(tally.balance));
  };
  const listed = (name: string, keys: readonly string[]) => {
    if (keys.length === 0) return;
    const rest = keys.length > LISTED ? `, ${say.more(keys.length - LISTED)}` : '';
    note('warning', `${name}: ${keys.slice(0, LISTED).map(shownKey).join(', ')}${rest}`);
  };
  const { notes } = classified;
  if (unit !== 'yuan') note('note', say.rounding);
  if (figures.ratioBase !== figures.loans.balance) note('note', say.loansTotalGiven, money(figures.ratioBase));
  for (const comparison of figures.overdue) {
    listed(
      say.overdueNotNpl(comparison.days),
      comparison.loans.map((loan) => textAt(portfolio.keys, loan)),
    );
  }
  listed(say.breaches, figures.segments?.breaches.map((line) => line.family) ?? []);
  listed(
    say.ignoredEvents,
    figures.ignoredEvents.map((event) => `${event.loan} (${event.file}:${event.line})`),
  );
  listed(
    say.unknownEvents,
    figures.unknownEvents.map((event) => `${event.loan} (${event.file}:${event.line})`),
  );
  const inferred = [...(figures.segments?.bridge.lines ?? []), ...(figures.segments?.newBridge.lines ?? [])].filter(
    (line) => line.inferred.length > 0,
  ).length;
  counted('note', say.inferred, inferred);
  counted('note', say.inherited, classified.inherited?.reduce((sum, code) => sum + (code === NO_CLASS ? 0 : 1), 0) ?? 0);
  counted('warning', say.daysDisagree, notes.daysDisagree);
  counted('warning', say.daysNotStated, notes.daysNotStated);
  counted('warning', say.pastDueWithoutDays, notes.pastDueWithoutDays);
  if (portfolio.declaredClass !== undefined) counted('note', say.notDeclared, notes.notDeclared);
  counted('note', say.allowanceNotStated, figures.provision?.notStated ?? 0);
  summed('note', say.offBook, portfolio.offBook);
  summed('warning', say.negative, portfolio.negative);
  if (notes.judgedPerLoan) note('note', say.perLoan);
  if (classified.notAssessed.length > 0) {
    note('note', `${say.notAssessed}: ${classified.notAssessed.map(({ rule, missing }) => `${rule} (${missing.join(', ')})`).join('; ')}`);
  }
  const unverified = provenance.policy.rules.filter(
    (rule) => !rule.verified && !classified.notAssessed.some((one) => one.rule === rule.id),
  );
  if (unverified.length > 0) note('note', `${say.unverifiedRules}: ${unverified.map((rule) => rule.id).join(', ')}`);
  return blocks.length === 0 ? undefined : { id: 'notes', heading: words.heading.notes, blocks };
}
