import { join } from 'node:path';
import { REGISTERS as FOLDER } from '../../book/paths.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import type { Portfolio } from '../../model/portfolio.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import { REGISTERS } from '../../registers/registers.js';
import type { Io } from '../io.js';
import { type RegisterFile, type RegisterOptions, readFiles } from '../reading/read-background.js';
import { type Book, readMonthFile, type StoredMonth, storedMonth } from './open-book.js';

/** Registers whose rows a month understands one by one (registers.json), by their options. */
const UNDERSTOOD: Readonly<Record<keyof RegisterOptions, true>> = {
  events: true,
  writeOffs: true,
  recoveries: true,
  disposals: true,
  idMap: true,
  overrides: true,
};

/**
 * All others: a month keeps their files as they were given, and whoever asks for a register reads them. One that is added to
 * REGISTERS is among them.
 */
export const CARRIED: readonly RegisterKind<RegisterPlace>[] = REGISTERS.filter(({ option }) => !Object.hasOwn(UNDERSTOOD, option));

/** Files of registers by their options; those of registers that are understood are passed over. */
export type CarriedPaths = Readonly<Record<string, readonly string[]>>;

/** `registers/evidence-2.csv`: the second file of a register in a month's folder. */
export function registerFileName(register: string, number: number): string {
  return `${FOLDER}/${register}-${number}.csv`;
}

/** The files of one register in a month's folder, in the order in which they were given. */
export function registerFilesOf({ manifest }: StoredMonth, register: string): string[] {
  const listed = new Set(manifest.files.map(({ name }) => name));
  const names: string[] = [];
  for (let name = registerFileName(register, 1); listed.has(name); name = registerFileName(register, names.length + 1)) names.push(name);
  return names;
}

/** The registers that a month understood, as it keeps them: of what a report of later months is made. */
export function understoodFiles(month: StoredMonth): RegisterFile[] {
  const carried = new Set(CARRIED.map(({ id }) => id));
  const numbers = new Map<string, number>();
  return month.manifest.inputs.registers.flatMap(({ register, entries }) => {
    const number = (numbers.get(register) ?? 0) + 1;
    numbers.set(register, number);
    const file = month.manifest.files.find(({ name }) => name === registerFileName(register, number));
    if (file === undefined || carried.has(register)) return [];
    return [{ register, name: `${month.folder}/${file.name}`, sha256: file.sha256, entries }];
  });
}

/**
 * A register as the months in force up to a date say: of a state, the files of the newest month that was given any; of entries,
 * those of all months, a row that was given twice once. Undefined where none was given any. The places of the rows, and of the
 * files noted in `files`, name the month. Errors: E_BOOK_DAMAGED, those of the register.
 */
export async function registerInForce<T extends RegisterPlace>(
  book: Book,
  kind: RegisterKind<T>,
  ledger: Portfolio,
  files: RegisterFile[],
  io: Io,
): Promise<readonly T[] | undefined> {
  const given = monthsUpTo(book, ledger.asOf).flatMap((month) => {
    const names = registerFilesOf(month, kind.id);
    return names.length === 0 ? [] : [{ month, names }];
  });
  const used = kind.says === 'state' ? given.slice(-1) : given;
  if (used.length === 0) return undefined;
  const rows: T[] = [];
  const prints = new Set<string>();
  for (const { month, names } of used) {
    const entries = await readFiles(
      kind,
      names.map((name) => storedFile(book, month, name)),
      ledger,
      { allowEmpty: true },
      files,
      io,
    );
    const fresh = entries.filter((entry) => !prints.has(printOf(entry)));
    for (const entry of entries) prints.add(printOf(entry));
    for (const entry of fresh) rows.push(entry);
  }
  return rows;
}

function monthsUpTo(book: Book, asOf: DayNumber): StoredMonth[] {
  return book.state.months.filter((month) => month.asOf <= asOf).map(({ file }) => storedMonth(book, file));
}

/** Its bytes are hashed before anybody parses them. */
function storedFile(book: Book, month: StoredMonth, name: string) {
  readMonthFile(book, month, name);
  const path = `${month.folder}/${name}`;
  return { path: join(book.dir, path), shownAs: path };
}

/** What a row says, without where it stands. */
function printOf({ file: _, line: __, ...said }: RegisterPlace): string {
  return JSON.stringify(said, (___, value) => (typeof value === 'bigint' ? `${value}` : value));
}
