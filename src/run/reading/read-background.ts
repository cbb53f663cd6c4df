import { readFileSync } from 'node:fs';
import { UserError } from '../../diagnostics/diagnostic.js';
import { parseLockFile } from '../../documents/lock-file.js';
import { mergeWriteOffs } from '../../measure/write-offs.js';
import type { BaseLock } from '../../model/base-lock.js';
import { isoDate } from '../../model/civil-date.js';
import type { LoanEvent, Override, Succession, WriteOff } from '../../model/events.js';
import type { Basis, Portfolio } from '../../model/portfolio.js';
import type { RegisterRows } from '../../model/register-rows.js';
import type { Policy } from '../../policy/policy.js';
import { readEvents } from '../../registers/events.js';
import { readIdMap } from '../../registers/id-map.js';
import { readOverrides, refuseOverlap } from '../../registers/overrides.js';
import { type Register, refuseLater, refuseOtherKeys } from '../../registers/read-register.js';
import { readWriteOffs } from '../../registers/write-offs.js';
import { openSource, type Source } from '../../table/source.js';
import type { Io } from '../io.js';

/** How loans are classified. */
export interface PolicyOptions {
  readonly policy?: string;
  readonly basis: Basis;
  readonly overrides: readonly string[];
}

/** What a ledger is measured against. */
export interface HistoryOptions {
  readonly since: readonly string[];
  readonly base: readonly string[];
  readonly events: readonly string[];
  readonly writeOffs: readonly string[];
  readonly idMap: readonly string[];
}

/** A register as it was read, for provenance. */
export interface RegisterFile {
  readonly register: 'events' | 'write-offs' | 'overrides' | 'id-map';
  readonly name: string;
  readonly sha256: string;
  readonly entries: number;
}

/** Everything a ledger is classified and measured with. */
export interface Background {
  readonly policy: Policy;
  readonly basis: Basis;
  readonly overrides: readonly Override[];
  readonly locks: readonly BaseLock[];
  readonly events: readonly LoanEvent[];
  readonly writeOffs: readonly WriteOff[];
  readonly idMap: readonly Succession[];
  readonly files: readonly RegisterFile[];
}

/** The options that name registers. */
export type RegisterOptions = Pick<PolicyOptions & HistoryOptions, 'overrides' | 'events' | 'writeOffs' | 'idMap'>;

/** Rows of the registers given, and the registers. */
export interface ReadRegisters {
  readonly rows: RegisterRows;
  readonly files: readonly RegisterFile[];
}

/** Reads the registers. Write-offs of both registers are one list. Errors: theirs, and E_EVENT_AFTER_AS_OF. */
export async function readBackground(
  ledger: Portfolio,
  known: Pick<Background, 'policy' | 'locks'>,
  options: PolicyOptions & HistoryOptions,
  io: Io,
): Promise<Background> {
  const { rows, files } = await readRegisters(ledger, options, io);
  const { writeOffs, events } = mergeWriteOffs(rows.writeOffs, rows.events);
  return { ...known, basis: options.basis, overrides: rows.overrides, events, writeOffs, idMap: rows.idMap, files };
}

/** The registers row by row. `seen` is shown each file while it is open. */
export async function readRegisters(
  ledger: Portfolio,
  options: RegisterOptions,
  io: Io,
  seen: (register: RegisterFile['register'], source: Source) => void = () => undefined,
): Promise<ReadRegisters> {
  const files: RegisterFile[] = [];
  const read = <T>(register: RegisterFile['register'], paths: readonly string[], reader: (source: Source) => Register<T>) =>
    readAll(
      paths,
      (source) => {
        seen(register, source);
        return reader(source);
      },
      register,
      io,
      files,
      ledger,
    );
  const overrides = await read('overrides', options.overrides, readOverrides);
  refuseOverlap(overrides);
  const events = await read('events', options.events, readEvents);
  const writeOffs = await read('write-offs', options.writeOffs, readWriteOffs);
  const idMap = await read('id-map', options.idMap, readIdMap);
  refuseLater(events, ledger.asOf, isoDate);
  refuseLater(writeOffs, ledger.asOf, isoDate);
  return { rows: { events, writeOffs, idMap, overrides, leftOut: [] }, files };
}

export function readLock(path: string): BaseLock {
  try {
    return parseLockFile(readFileSync(path), path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === undefined || error instanceof UserError) throw error;
    throw new UserError(
      code === 'ENOENT' || code === 'ENOTDIR'
        ? { code: 'E_MISSING', file: path }
        : { code: 'E_READ', file: path, params: { reason: code } },
    );
  }
}

async function readAll<T>(
  paths: readonly string[],
  read: (source: Source) => Register<T>,
  register: RegisterFile['register'],
  io: Io,
  files: RegisterFile[],
  ledger: Portfolio,
): Promise<T[]> {
  const entries: T[] = [];
  for (const path of paths) {
    const source = await openSource(path, io.stdin);
    try {
      const one = read(source);
      refuseOtherKeys(one, ledger);
      // Not push(...entries): a register of 200 000 rows is more arguments than a call can take.
      for (const entry of one.entries) entries.push(entry);
      files.push({ register, name: one.facts.name, sha256: one.facts.sha256, entries: one.entries.length });
      for (const note of one.facts.notes) io.tell(note);
    } finally {
      source.close();
    }
  }
  return entries;
}
