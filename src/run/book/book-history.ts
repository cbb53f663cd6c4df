import { join } from 'node:path';
import type { Published } from '../../book/journal.js';
import { parseLineage } from '../../book/lineage-file.js';
import { JOURNAL, LINEAGE, REGISTER_ROWS } from '../../book/paths.js';
import { parseRegisterRows } from '../../book/register-rows-file.js';
import { withoutExits } from '../../measure/impossible-exits.js';
import { type JoinedRegisters, joinRegisters } from '../../measure/join-registers.js';
import type { BaseLock } from '../../model/base-lock.js';
import type { CarriedLineage } from '../../model/carried-lineage.js';
import type { DayNumber } from '../../model/civil-date.js';
import { disposalPrint, eventPrint, type RegisterRows, recoveryPrint, successionPrint, writeOffPrint } from '../../model/register-rows.js';
import { type Book, damaged, lockAt, OTHER_PROGRAM, readMonthFile, readOnce, type StoredMonth } from './open-book.js';

/** What a closed month hands on to the next. Errors: E_BOOK_DAMAGED. */
export function lineageOf(book: Book, month: StoredMonth): CarriedLineage {
  const lineage = parseLineage(readMonthFile(book, month, LINEAGE));
  if (lineage === undefined) throw damaged(join(book.dir, month.folder, LINEAGE), OTHER_PROGRAM);
  return lineage;
}

/** The register rows of a closed month; their places name the file in the book. Errors: E_BOOK_DAMAGED. */
export function registerRowsOf(book: Book, month: StoredMonth): RegisterRows {
  return readOnce(book, `${month.folder}/${REGISTER_ROWS}`, () => readRegisterRows(book, month));
}

function readRegisterRows(book: Book, month: StoredMonth): RegisterRows {
  const rows = parseRegisterRows(readMonthFile(book, month, REGISTER_ROWS));
  if (rows === undefined) throw damaged(join(book.dir, month.folder, REGISTER_ROWS), OTHER_PROGRAM);
  const placed = <T extends { readonly file: string }>(row: T): T => ({ ...row, file: `${month.folder}/${row.file}` });
  const { events, writeOffs, recoveries, disposals, idMap, overrides, leftOut } = rows;
  return {
    events: events.map(placed),
    writeOffs: writeOffs.map(placed),
    recoveries: recoveries.map(placed),
    disposals: disposals.map(placed),
    idMap: idMap.map(placed),
    overrides: overrides.map(placed),
    leftOut,
  };
}

/** The rows of several months together, in their order. */
export function joinRows(parts: readonly RegisterRows[]): RegisterRows {
  return {
    events: parts.flatMap(({ events }) => events),
    writeOffs: parts.flatMap(({ writeOffs }) => writeOffs),
    recoveries: parts.flatMap(({ recoveries }) => recoveries),
    disposals: parts.flatMap(({ disposals }) => disposals),
    idMap: parts.flatMap(({ idMap }) => idMap),
    overrides: parts.flatMap(({ overrides }) => overrides),
    leftOut: parts.flatMap(({ leftOut }) => leftOut),
  };
}

/** The rows of months in force, by date. What a later one was given because an older version lacked it counts once. */
export function rowsInForce(book: Book, months: readonly StoredMonth[]): RegisterRows {
  let rows = joinRows([]);
  for (const month of months) {
    const own = registerRowsOf(book, month);
    rows = joinRows([rows, { ...freshRows(own, rows), leftOut: own.leftOut }]);
  }
  return rows;
}

/** The rows that are not known yet; overrides are each month's own. */
export function freshRows(all: RegisterRows, known: RegisterRows): Omit<RegisterRows, 'leftOut'> {
  return {
    events: fresh(all.events, known.events, eventPrint),
    writeOffs: fresh(all.writeOffs, known.writeOffs, writeOffPrint),
    recoveries: fresh(all.recoveries, known.recoveries, recoveryPrint),
    disposals: fresh(all.disposals, known.disposals, disposalPrint),
    idMap: fresh(all.idMap, known.idMap, successionPrint),
    overrides: all.overrides,
  };
}

function fresh<T>(rows: readonly T[], known: readonly T[], print: (row: T) => string): T[] {
  const prints = new Set(known.map(print));
  return rows.filter((row) => !prints.has(print(row)));
}

/** True where a register of events, write-offs, recoveries or disposals says anything. */
export function areRegistersGiven({ events, writeOffs, recoveries, disposals }: RegisterRows): boolean {
  return events.length + writeOffs.length + recoveries.length + disposals.length > 0;
}

/** Events and write-offs as one book of accounts, without the exits that earlier months left out. Errors: as joinRegisters. */
export function accountsOf(rows: RegisterRows): JoinedRegisters {
  const merged = joinRegisters(rows);
  const leftOut = new Set(rows.leftOut);
  if (leftOut.size === 0) return merged;
  return withoutExits(
    merged,
    merged.events.filter((event) => leftOut.has(eventPrint(event))),
  );
}

/** The locks that cut a month now: those of earlier dates. */
export function locksBefore(book: Book, asOf: DayNumber): BaseLock[] {
  return book.locks().filter(({ lockDate }) => lockDate < asOf);
}

/** The locks that a closed month was cut by, in force or not. Errors: E_BOOK_DAMAGED. */
export function locksNamed(book: Book, { manifest: { inputs } }: StoredMonth): BaseLock[] {
  if (inputs.locks.length === 0) return [];
  const all = book.state.entries.filter(({ kind }) => kind === 'lock').map(({ published }) => lockAt(book, published[0] as Published));
  return inputs.locks.map(({ hash }) => {
    const lock = all.find((one) => one.hash === hash);
    if (lock === undefined)
      throw damaged(join(book.dir, JOURNAL), { en: 'a month names a lock that it does not know', zh: '有月份引用的锁定不在日志中' });
    return lock;
  });
}
