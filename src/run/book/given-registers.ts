import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import type { Portfolio } from '../../model/portfolio.js';
import type { RegisterRows } from '../../model/register-rows.js';
import { readAt, type Source } from '../../table/source.js';
import type { Io } from '../io.js';
import { type EmptyRegisters, type RegisterFile, type RegisterOptions, readFiles, readRegisters } from '../reading/read-background.js';
import { freshRows } from './book-history.js';
import { CARRIED, type CarriedPaths, registerFileName } from './carried-registers.js';
import { refuseEdited } from './edited-rows.js';
import { lateAmong, lateDiagnostics } from './late-rows.js';

/** A register as it was given: its place in the month's folder, and its bytes (of a .gz what it unpacks to). */
export interface GivenFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** The registers given for a month. */
export interface GivenRegisters {
  /** The rows that no earlier month has; `file` is the path that the user gave. */
  readonly rows: RegisterRows;
  /** The same with the places in the book. */
  readonly stored: RegisterRows;
  /** A row with its place in the book. */
  readonly placed: <T extends RegisterPlace>(row: T) => T;
  /** The rows of registers that are only carried, by register. */
  readonly carried: ReadonlyMap<string, readonly RegisterPlace[]>;
  readonly files: readonly RegisterFile[];
  readonly copies: readonly GivenFile[];
  /** What is to be told of rows that were known, or come too late. */
  readonly notes: readonly Diagnostic[];
}

/** The registers that a month is closed with. */
export interface GivenOptions extends RegisterOptions {
  readonly carried: CarriedPaths;
}

/**
 * Reads the registers given for a month; a register may hold earlier months too, whose rows are known. Errors: theirs, of one
 * that is only carried too; E_BOOK_ROW_EDITED.
 */
export async function readGivenRegisters(
  ledger: Portfolio,
  options: GivenOptions & EmptyRegisters,
  known: RegisterRows,
  before: DayNumber | undefined,
  io: Io,
): Promise<GivenRegisters> {
  const copies: GivenFile[] = [];
  const names = new Map<string, string>();
  const numbers = new Map<string, number>();
  const keep = (register: string, source: Source) => {
    const number = (numbers.get(register) ?? 0) + 1;
    numbers.set(register, number);
    const name = registerFileName(register, number);
    copies.push({ name, bytes: bytesOf(source) });
    names.set(source.shownAs, name);
  };
  const { rows: all, files: understood } = await readRegisters([ledger], options, io, keep);
  refuseEdited(all, known);
  const files = [...understood];
  const carried = new Map<string, readonly RegisterPlace[]>();
  for (const kind of CARRIED)
    carried.set(kind.id, await readFiles(kind, options.carried[kind.option] ?? [], ledger, options, files, io, keep));
  const rows: RegisterRows = {
    ...freshRows(all, known),
    leftOut: [],
  };
  const placed = <T extends RegisterPlace>(row: T): T => ({ ...row, file: names.get(row.file) ?? row.file });
  const { events, writeOffs, recoveries, disposals, idMap, overrides } = rows;
  return {
    rows,
    stored: {
      events: events.map(placed),
      writeOffs: writeOffs.map(placed),
      recoveries: recoveries.map(placed),
      disposals: disposals.map(placed),
      idMap: idMap.map(placed),
      overrides: overrides.map(placed),
      leftOut: [],
    },
    placed,
    carried,
    files,
    copies,
    notes: notesOf(all, rows, before),
  };
}

function notesOf(all: RegisterRows, rows: RegisterRows, before: DayNumber | undefined): Diagnostic[] {
  const count = ({ events, writeOffs, recoveries, disposals, idMap }: RegisterRows) =>
    events.length + writeOffs.length + recoveries.length + disposals.length + idMap.length;
  const known = count(all) - count(rows);
  return [
    ...(known === 0 ? [] : [{ code: 'N_BOOK_KNOWN_ROWS' as const, params: { count: known } }]),
    ...lateDiagnostics('W_BOOK_LATE_EVENTS', before === undefined ? [] : lateAmong(rows, before)),
  ];
}

function bytesOf(source: Source): Buffer {
  const bytes = Buffer.alloc(source.bytes);
  return bytes.subarray(0, readAt(source, bytes, 0));
}
