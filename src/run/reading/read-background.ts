import { closeSync, fstatSync, openSync, readFileSync, readSync } from 'node:fs';
import { UserError } from '../../diagnostics/diagnostic.js';
import { parseLockFile } from '../../documents/lock-file.js';
import { joinRegisters } from '../../measure/join-registers.js';
import { claimsLocked, claimsStated } from '../../measure/recovery-events.js';
import type { Reversals } from '../../measure/settle-reversals.js';
import type { BaseLock } from '../../model/base-lock.js';
import { isoDate } from '../../model/civil-date.js';
import type { Disposal, LoanEvent, Override, Succession, WriteOff } from '../../model/events.js';
import type { Basis, Portfolio } from '../../model/portfolio.js';
import type { RegisterRows } from '../../model/register-rows.js';
import type { StatedSetting } from '../../model/stated-setting.js';
import type { Policy } from '../../policy/policy.js';
import { DISPOSALS } from '../../registers/disposals.js';
import { EVENTS } from '../../registers/events.js';
import { INSTITUTION_FIELD } from '../../registers/fields.js';
import { ID_MAP } from '../../registers/id-map.js';
import { OVERRIDES, refuseOverlap } from '../../registers/overrides.js';
import { type Register, refuseLater, refuseOtherKeys } from '../../registers/read-register.js';
import { RECOVERIES } from '../../registers/recoveries.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import { WRITE_OFFS } from '../../registers/write-offs.js';
import { openSource, type Source } from '../../table/source.js';
import type { Io } from '../io.js';
import type { GivenRegister, RegistersAhead } from './registers-ahead.js';

/** How loans are classified. */
export interface PolicyOptions {
  readonly policy?: string;
  readonly basis: Basis;
  readonly overrides: readonly string[];
  /** Settings that were not typed and change a figure: for the provenance. */
  readonly settings?: readonly StatedSetting[];
}

/** What a ledger is measured against. */
export interface HistoryOptions {
  readonly since: readonly string[];
  readonly base: readonly string[];
  readonly events: readonly string[];
  readonly writeOffs: readonly string[];
  readonly recoveries: readonly string[];
  readonly disposals: readonly string[];
  readonly idMap: readonly string[];
}

/** Whether anything states how NPLs moved: without, channels are not known. */
export function registersGiven({ events, writeOffs, recoveries, disposals }: Omit<HistoryOptions, 'since'>): boolean {
  return events.length + writeOffs.length + recoveries.length + disposals.length > 0;
}

/** A register as it was read, for provenance. */
export interface RegisterFile {
  readonly register: string;
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
  /** Entries that reversing entries took back: they are in neither list. */
  readonly reversals: Reversals;
  /** Disposals that leave the loan on the book. */
  readonly entrusted: readonly Disposal[];
  readonly idMap: readonly Succession[];
  readonly files: readonly RegisterFile[];
  readonly settings?: readonly StatedSetting[];
}

/** The registers that every report is made of, in the order in which what is wrong with them is told. */
export function givenRegisters(options: RegisterOptions): readonly GivenRegister[] {
  return [
    { kind: OVERRIDES, paths: options.overrides },
    { kind: EVENTS, paths: options.events },
    { kind: WRITE_OFFS, paths: options.writeOffs },
    { kind: RECOVERIES, paths: options.recoveries },
    { kind: DISPOSALS, paths: options.disposals },
    { kind: ID_MAP, paths: options.idMap },
  ];
}

/** The options that name registers. */
export type RegisterOptions = Pick<
  PolicyOptions & HistoryOptions,
  'overrides' | 'events' | 'writeOffs' | 'recoveries' | 'disposals' | 'idMap'
>;

/** Whether a register may be a header without rows: as of ledgers, only where that is said (--allow-empty), or was when a month was closed. */
export interface EmptyRegisters {
  readonly allowEmpty: boolean;
}

/** Rows of the registers given, and the registers. */
export interface ReadRegisters {
  readonly rows: RegisterRows;
  readonly files: readonly RegisterFile[];
}

/**
 * Reads the registers of the last of the ledgers, which are in any order. Write-offs of both registers are one list. Errors:
 * theirs, and E_EVENT_AFTER_AS_OF.
 */
export async function readBackground(
  ledgers: readonly Portfolio[],
  known: Pick<Background, 'policy' | 'locks'>,
  options: PolicyOptions & HistoryOptions & EmptyRegisters,
  io: Io,
  ahead?: RegistersAhead,
): Promise<Background> {
  const { rows, files } = await readRegisters(ledgers, options, io, undefined, ahead);
  return {
    ...known,
    ...joinRegisters(claimsLocked(rows, known.locks)),
    basis: options.basis,
    overrides: rows.overrides,
    idMap: rows.idMap,
    files,
    ...(options.settings === undefined ? {} : { settings: options.settings }),
  };
}

/** The registers row by row. `seen` is shown each file while it is open; one that was read ahead is not opened. */
export async function readRegisters(
  ledgers: readonly Portfolio[],
  options: RegisterOptions & EmptyRegisters,
  io: Io,
  seen?: (register: RegisterFile['register'], source: Source) => void,
  ahead?: RegistersAhead,
): Promise<ReadRegisters> {
  const files: RegisterFile[] = [];
  const ledger = ledgers.reduce((last, one) => (one.asOf > last.asOf ? one : last));
  const readAll = <T>(kind: RegisterKind<T>, paths: readonly string[]) => readFiles(kind, paths, ledger, options, files, io, seen, ahead);
  const overrides = await readAll(OVERRIDES, options.overrides);
  refuseOverlap(overrides);
  const events = await readAll(EVENTS, options.events);
  const writeOffs = await readAll(WRITE_OFFS, options.writeOffs);
  const recoveries = claimsStated(await readAll(RECOVERIES, options.recoveries), ledgers);
  const disposals = await readAll(DISPOSALS, options.disposals);
  const idMap = await readAll(ID_MAP, options.idMap);
  return { rows: { events, writeOffs, recoveries, disposals, idMap, overrides, leftOut: [] }, files };
}

export function readLock(path: string): BaseLock {
  try {
    return parseLockFile(readShared(path), path);
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

/** A file in memory that other threads see too; a pipe, whose length nobody knows, in that of this one. */
function readShared(path: string): Buffer {
  const fd = openSync(path, 'r');
  try {
    const facts = fstatSync(fd);
    if (!facts.isFile()) return readFileSync(fd);
    const bytes = Buffer.from(new SharedArrayBuffer(facts.size));
    let length = 0;
    for (let read = -1; read !== 0 && length < bytes.length; length += read)
      read = readSync(fd, bytes, length, bytes.length - length, length);
    return bytes.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

/** A file to read, and what it is called wherever it is named. */
export interface NamedFile {
  readonly path: string;
  readonly shownAs: string;
}

/**
 * Every file of one register as one list; each is noted in `files`. Errors: those of the register, of its files together too;
 * E_KEY_PARTS, E_NO_ROWS; of entries, E_EVENT_AFTER_AS_OF.
 */
export async function readFiles<T>(
  kind: RegisterKind<T>,
  paths: readonly (string | NamedFile)[],
  ledger: Portfolio,
  { allowEmpty }: EmptyRegisters,
  files: RegisterFile[],
  io: Io,
  seen: (register: string, source: Source) => void = () => undefined,
  ahead?: RegistersAhead,
): Promise<readonly T[]> {
  if (paths.length === 0) return [];
  // Knows every register there is: loaded where one is read.
  const { refuseOtherRegister } = await import('../../registers/other-register.js');
  const registers: Register<T>[] = [];
  for (const file of paths) {
    const held = typeof file === 'string' ? ahead?.take(kind, file) : undefined;
    const one = held ?? (await readFile(kind, file, io, seen));
    refuseOtherRegister(kind, one.facts);
    if (namesLoans(kind)) refuseOtherKeys(one, ledger);
    if (!allowEmpty) refuseNoRows(one, typeof file === 'string' ? file : file.shownAs);
    registers.push(one);
    files.push({ register: kind.id, name: one.facts.name, sha256: one.facts.sha256, entries: one.entries.length });
    for (const note of one.facts.notes) io.tell(note);
  }
  const [first] = registers;
  // The list of one file stays what it is, so that what was found out of its entries holds (model/entry-columns.ts).
  const entries = registers.length === 1 && first !== undefined ? first.entries : registers.flatMap((one) => one.entries);
  if (kind.says === 'entries') refuseLater(entries, ledger.asOf, isoDate);
  kind.check?.(entries, ledger.asOf);
  return entries;
}

async function readFile<T>(
  kind: RegisterKind<T>,
  file: string | NamedFile,
  io: Io,
  seen: (register: string, source: Source) => void,
): Promise<Register<T>> {
  const source = await openNamed(file, io);
  try {
    seen(kind.id, source);
    return kind.read(source);
  } finally {
    source.close();
  }
}

/** A header alone may be an export that failed: of plans it would say that nobody has one. Errors: E_NO_ROWS. */
function refuseNoRows({ entries, facts: { dialect } }: Register<unknown>, file: string): void {
  if (entries.length === 0) throw new UserError({ code: 'E_NO_ROWS', file, line: dialect.headerLine + 1, column: 1 });
}

/** A register that could name an institution: targets are of branches and officers. */
function namesLoans({ fields }: Pick<RegisterKind<unknown>, 'fields'>): boolean {
  return fields.includes(INSTITUTION_FIELD);
}

async function openNamed(file: string | NamedFile, { stdin }: Io): Promise<Source> {
  if (typeof file === 'string') return openSource(file, stdin);
  return { ...(await openSource(file.path, stdin)), name: file.shownAs, shownAs: file.shownAs };
}
