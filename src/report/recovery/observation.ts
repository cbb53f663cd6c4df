import type { ObservedLoan } from '../../measure/concentration/observation-ends.js';
import { className } from '../../model/loan-class.js';
import { borrowerOf } from '../../model/loan-facts.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { date, label, money, table, tallyWords, text } from '../cells.js';
import type { Block, Row, Section, Table } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { rulesWithout } from '../sections/notes.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { type ConcentrationContent, concentrationColumns } from './concentration-content.js';

/** Restructured loans whose observation is over or running; undefined where the policy has no such period. */
export function observationSection(words: Words, content: ConcentrationContent): Section | undefined {
  const { observation } = content.figures;
  if (observation === undefined) return undefined;
  const { heading, say } = words.concentration;
  const { due, running, inArrears, withoutDate, notAssessed } = observation;
  const balance = sumOf(due, ({ loan }) => BigInt(content.portfolio.balance[loan] as number));
  const blocks: Block[] = [];
  if (due.length > 0) {
    blocks.push(sentence('lead', say.due, ...tallyWords(words, { count: due.length, balance })), observedTable(words, 'due', due, content));
  } else if (notAssessed.length === 0) blocks.push(sentence('plain', say.noDue));
  if (running.length > 0) blocks.push({ ...observedTable(words, 'running', running, content), title: heading.running });
  for (const [said, tally] of [
    [say.inArrears, inArrears],
    [say.withoutDate, withoutDate],
  ] as const) {
    if (tally.count > 0) blocks.push(sentence('note', said + words.colon, ...tallyWords(words, tally)));
  }
  if (notAssessed.length > 0) blocks.push(sentence('note', say.noObservation + words.colon + rulesWithout(words, notAssessed)));
  return { id: 'observation', heading: heading.observation, blocks };
}

function observedTable(
  words: Words,
  id: string,
  loans: readonly ObservedLoan[],
  { portfolio, classified, limit }: ConcentrationContent,
): Table {
  const rows = limitedRows(
    loans,
    limit,
    ({ loan, since, endsOn }): Row => ({
      cells: [
        ...[text(shownKey(textAt(portfolio.keys, loan))), text(borrowerOf(portfolio, loan))],
        ...[money(BigInt(portfolio.balance[loan] as number)), label(words.class[className(classified.used[loan] as number)])],
        ...[date(since), date(endsOn)],
      ],
    }),
    (rest) => [
      ...[label(words.say.more(rest.length)), label('')],
      money(sumOf(rest, ({ loan }) => BigInt(portfolio.balance[loan] as number))),
      ...[label(''), label(''), label('')],
    ],
  );
  return table(id, concentrationColumns(words, ['loan', 'borrower', 'balance', 'class', 'since', 'endsOn']), rows);
}
