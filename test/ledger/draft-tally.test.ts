import { expect, it } from 'vitest';
import { addDraftTally, appendText, type DraftTally, newDraftTally } from '../../src/ledger/draft-tally.js';
import { textAt } from '../../src/model/text-index.js';

/** Of off-book rows only: key, what it replaces, line, and loans before it. */
function tallyOf(source: number, rows: readonly (readonly [string, string, number, number])[]): DraftTally {
  const tally = newDraftTally();
  const { offBook } = tally;
  for (const [key, replaces, line, loans] of rows) {
    appendText(offBook.keys, key);
    appendText(offBook.replaces, replaces);
    offBook.sources.push(source);
    offBook.lines.push(line);
    offBook.loansBefore.push(loans);
  }
  return tally;
}

it('off-book rows of a range stand behind the lines of its file and the loans of all ranges before', () => {
  const whole = newDraftTally();
  addDraftTally(whole, tallyOf(0, [['甲1', '', 3, 1]]), 0, 0);
  addDraftTally(whole, tallyOf(0, []), 5, 4);
  // Ten lines of this file and nine loans stand before; 张三 takes six bytes.
  addDraftTally(
    whole,
    tallyOf(0, [
      ['张三2', '甲0', 2, 1],
      ['丙', '', 7, 5],
    ]),
    10,
    9,
  );
  // The first range of the next file: its lines begin again, and loans do not.
  addDraftTally(whole, tallyOf(1, [['丁', '甲1', 2, 0]]), 0, 20);
  const { keys, replaces, sources, lines, loansBefore } = whole.offBook;
  expect([0, 1, 2, 3].map((row) => [textAt(keys, row), textAt(replaces, row)])).toEqual([
    ['甲1', ''],
    ['张三2', '甲0'],
    ['丙', ''],
    ['丁', '甲1'],
  ]);
  expect(keys.size).toBe(4);
  expect(sources).toEqual([0, 0, 0, 1]);
  expect(lines).toEqual([3, 12, 17, 2]);
  expect(loansBefore).toEqual([1, 10, 14, 20]);
});
