import type { ClaimSince, ClaimsSinceLock, OffBookLock } from '../../measure/claims-since-lock.js';
import { isoDate } from '../../model/civil-date.js';
import { sumOf } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { columnsBy, count, label, money, ratio, table, text } from '../cells.js';
import type { Block, Column, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { sentence } from '../sentence.js';
import type { OffBookColumn } from '../words/off-book-words.js';
import type { Words } from '../words/words.js';

/** A lock's off-book section; `since` is absent where no register was given. */
export interface LockedOffBook {
  readonly lock: OffBookLock;
  readonly since?: ClaimsSinceLock;
}

/** What became of the claims that locks hold off the book: how they tie to all claims, the target, the list, and what does not agree. */
export function offBookSections(words: Words, locks: readonly LockedOffBook[], limit: number): Section[] {
  return locks.flatMap((one, i): Section[] => {
    const id = i === 0 ? 'off-book' : `off-book-${isoDate(one.lock.lockDate)}`;
    const { since } = one;
    return [
      { id, heading: words.offBook.heading(isoDate(one.lock.lockDate)), blocks: tieBlocks(words, one, id) },
      ...(since === undefined ? [] : [targetSection(words, one.lock, since, id), ...listSections(words, since, id, limit)]),
    ];
  });
}

function tieBlocks(words: Words, { lock, since }: LockedOffBook, id: string): Block[] {
  const { item, say } = words.offBook;
  const { total } = lock.offBook;
  const row = (name: keyof typeof item, cents: bigint, loans?: number, tone?: 'total'): Row => ({
    id: name,
    ...(tone === undefined ? {} : { tone }),
    cells: [label(item[name]), loans === undefined ? label('') : count(loans), money(cents)],
  });
  const optional = (name: keyof typeof item, cents: bigint): Row[] => (cents === 0n ? [] : [row(name, cents)]);
  const columns = offBookColumns(words, ['item', 'loans', 'amount']);
  const locked = row('locked', total.left, total.count);
  if (since === undefined) return [table(id, columns, [locked]), sentence('note', say.noRegisters)];
  const { fresh } = since;
  const rows = [
    locked,
    ...optional('writtenBack', since.writtenBack),
    row('collected', since.collected),
    row('left', since.left, since.leftCount, 'total'),
    row('fresh', fresh.writtenOff, fresh.count),
    row('freshCollected', fresh.collected),
    ...optional('other', since.other),
    ...optional('difference', since.difference),
    row('closing', since.closing, undefined, 'total'),
    row('interest', since.interest),
  ];
  return [table(id, columns, rows)];
}

function targetSection(words: Words, { offBook: { target } }: OffBookLock, since: ClaimsSinceLock, id: string): Section {
  const { item, say, target: heading } = words.offBook;
  if (target === undefined) return { id: `${id}-target`, heading, blocks: [sentence('note', say.noTarget)] };
  const rows: Row[] = [
    { id: 'target', cells: [label(item.target), money(target)] },
    { id: 'achieved', cells: [label(item.achieved), money(since.collected)] },
    { id: 'completion', cells: [label(item.completion), ratio(since.completion)] },
    { id: 'to-collect', cells: [label(item.toCollect), money(since.toCollect)] },
  ];
  return {
    id: `${id}-target`,
    heading,
    blocks: [table(`${id}-target`, offBookColumns(words, ['item', 'amount']), rows), sentence('note', say.own)],
  };
}

function listSections(words: Words, { claims, differences }: ClaimsSinceLock, id: string, limit: number): Section[] {
  const { say, list, differing } = words.offBook;
  const sums = (some: readonly ClaimSince[]) => [
    money(sumOf(some, ({ locked }) => locked.left)),
    money(sumOf(some, ({ collected }) => collected)),
    money(sumOf(some, ({ interest }) => interest)),
    money(sumOf(some, ({ left }) => left)),
  ];
  const rows = limitedRows(
    claims,
    limit,
    (claim): Row => ({
      cells: [text(shownKey(claim.locked.key)), text(claim.locked.borrower), text(claim.locked.branch), ...sums([claim])],
    }),
    (rest) => [label(words.say.more(rest.length)), label(''), label(''), ...sums(rest)],
  );
  const columns = offBookColumns(words, ['loan', 'borrower', 'branch', 'lockedLeft', 'collected', 'interest', 'left']);
  const blocks = claims.length === 0 ? [sentence('plain', say.nothing)] : [table(`${id}-claims`, columns, rows)];
  const own = { id: `${id}-claims`, heading: list, blocks };
  if (differences.length === 0) return [own];
  const left = differences.map(
    ({ loan, locked, stated }): Row => ({
      cells: [text(shownKey(loan)), money(locked?.principal), money(locked?.collected), money(stated?.principal), money(stated?.collected)],
    }),
  );
  const both = offBookColumns(words, ['loan', 'lockedPrincipal', 'lockedCollected', 'statedPrincipal', 'statedCollected']);
  const cut = limitedRows(
    left,
    limit,
    (one) => one,
    (rest) => [label(words.say.more(rest.length))],
  );
  return [
    own,
    { id: `${id}-differences`, heading: differing, blocks: [sentence('warning', say.differs), table(`${id}-differences`, both, cut)] },
  ];
}

const LEFT: ReadonlySet<OffBookColumn> = new Set(['item', 'loan', 'borrower', 'branch']);

function offBookColumns(words: Words, names: readonly OffBookColumn[]): Column[] {
  return columnsBy(names, words.offBook.column, LEFT);
}
