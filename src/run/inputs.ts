import { readFileSync } from 'node:fs';
import { classify } from '../classify/classify.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { parseLockFile } from '../documents/lock-file.js';
import { KEEP_ALL, type Keep } from '../ledger/kept-fields.js';
import { type LedgerRules, planLedgers } from '../ledger/plan-ledgers.js';
import type { LedgerReading } from '../ledger/read-ledger.js';
import { mergeWriteOffs } from '../measure/write-offs.js';
import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent, Override, Succession, WriteOff } from '../model/events.js';
import type { Basis, Month, Portfolio } from '../model/portfolio.js';
import type { Segmented } from '../model/segmented.js';
import { openPolicy } from '../policy/open-policy.js';
import type { Policy } from '../policy/policy.js';
import { DEFAULT_POLICY } from '../policy/presets.js';
import { readEvents } from '../registers/events.js';
import { readIdMap } from '../registers/id-map.js';
import { readOverrides, refuseOverlap } from '../registers/overrides.js';
import { type Register, refuseLater, refuseOtherKeys } from '../registers/read-register.js';
import { readWriteOffs } from '../registers/write-offs.js';
import { inheritedClasses, type Lineage, type NplHistory, rememberLedger, rememberLock, traceLineage } from '../segment/lineage.js';
import { segmentLoans } from '../segment/segment-loans.js';
import { type Encoding, EncodingDoubt } from '../table/encoding.js';
import type { RejectLimit } from '../table/rejects.js';
import { openSource, type Source } from '../table/source.js';
import { openColumnMap } from './column-map.js';
import type { Io } from './io.js';
import { readOnThreads, threadsFor } from './read-threads.js';
import { writeRejects } from './tell-reading.js';

/** How ledgers are read: the same options on every command that reads one. */
export interface LedgerOptions {
  readonly asOf?: DayNumber;
  readonly map?: string;
  readonly where: readonly { readonly column: string; readonly value: string }[];
  readonly encoding?: Encoding;
  readonly delimiter?: string;
  readonly skipLines: number;
  readonly excelEpoch?: 1900 | 1904;
  readonly allowNegative: boolean;
  readonly allowEmpty: boolean;
  readonly maxRejects?: RejectLimit;
  readonly rejects?: string;
  /** How many threads read; as many as pay without. */
  readonly threads?: number;
}

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

/** Every file that a run reads: none of them may be written over. */
export function inputPaths(ledgers: readonly string[], options: LedgerOptions & PolicyOptions & HistoryOptions): (string | undefined)[] {
  const { map, policy, overrides, since, base, events, writeOffs, idMap } = options;
  return [...ledgers, map, policy, ...overrides, ...since, ...base, ...events, ...writeOffs, ...idMap];
}

/** A register as it was read, for provenance. */
export interface RegisterFile {
  readonly register: 'events' | 'write-offs' | 'overrides' | 'id-map';
  readonly name: string;
  readonly sha256: string;
  readonly entries: number;
}

/** Reads ledgers of one date. Their warnings and notes are told as they come. */
async function openLedgers(paths: readonly string[], options: LedgerOptions, keep: Keep, io: Io): Promise<LedgerReading> {
  io.watch.phase('open');
  const map = await openColumnMap(options.map);
  const sources = await openAll(paths, io);
  try {
    const { asOf, encoding, delimiter, excelEpoch, maxRejects } = options;
    const rules: LedgerRules = {
      map,
      where: options.where,
      skipLines: options.skipLines,
      allowNegative: options.allowNegative,
      allowEmpty: options.allowEmpty,
      keepAllRejects: options.rejects !== undefined,
      ...(asOf === undefined ? {} : { asOf }),
      ...(encoding === undefined ? {} : { encoding }),
      ...(delimiter === undefined ? {} : { delimiter }),
      ...(excelEpoch === undefined ? {} : { excelEpoch }),
      ...(maxRejects === undefined ? {} : { rejectLimit: maxRejects }),
    };
    const threads =
      options.threads ??
      threadsFor(
        sources.reduce((bytes, source) => bytes + source.bytes, 0),
        io.cores,
      );
    io.watch.phase('read', paths[0]);
    const reading = await readPresuming((presumes) =>
      readOnThreads(planLedgers(sources, rules, keep, presumes), presumes ? threads : 1, io),
    );
    for (const note of reading.notes) io.tell(note);
    if (options.rejects !== undefined) writeRejects(options.rejects, reading.rejected);
    return reading;
  } catch (error) {
    // A refused ledger is when the list of what is wrong is wanted most.
    if (options.rejects !== undefined && error instanceof UserError && error.rejected.length > 0)
      writeRejects(options.rejects, error.rejected);
    throw error;
  } finally {
    for (const source of sources) source.close();
  }
}

/** What is wrong with a file of another encoding is first of all that: whatever was refused is judged by all bytes again. */
async function readPresuming(read: (presumes: boolean) => Promise<LedgerReading>): Promise<LedgerReading> {
  try {
    return await read(true);
  } catch (error) {
    if (error instanceof UserError || error instanceof EncodingDoubt) return read(false);
    throw error;
  }
}

async function openAll(paths: readonly string[], io: Io): Promise<Source[]> {
  const sources: Source[] = [];
  try {
    for (const path of paths) sources.push(await openSource(path, io.stdin));
    return sources;
  } catch (error) {
    for (const source of sources) source.close();
    throw error;
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

/** Reads the registers. Write-offs of both registers are one list. Errors: theirs, and E_EVENT_AFTER_AS_OF. */
async function readBackground(
  ledger: Portfolio,
  known: Pick<Background, 'policy' | 'locks'>,
  options: PolicyOptions & HistoryOptions,
  io: Io,
): Promise<Background> {
  const files: RegisterFile[] = [];
  const overrides = await readAll(options.overrides, readOverrides, 'overrides', io, files, ledger);
  refuseOverlap(overrides);
  const stated = await readAll(options.events, readEvents, 'events', io, files, ledger);
  const register = await readAll(options.writeOffs, readWriteOffs, 'write-offs', io, files, ledger);
  const idMap = await readAll(options.idMap, readIdMap, 'id-map', io, files, ledger);
  refuseLater(stated, ledger.asOf, isoDate);
  refuseLater(register, ledger.asOf, isoDate);
  const { writeOffs, events } = mergeWriteOffs(register, stated);
  return { ...known, basis: options.basis, overrides, events, writeOffs, idMap, files };
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

/** The ledgers by date, each with its classes; a renewed NPL keeps its class from one to the next. */
export function classifyMonths(readings: readonly LedgerReading[], background: Background): { months: readonly Month[]; lineage: Lineage } {
  const { policy, basis, overrides, locks, events, idMap } = background;
  const portfolios = readings.map((reading) => reading.portfolio).sort((a, b) => a.asOf - b.asOf);
  const lineage = traceLineage(portfolios, idMap, events);
  const history: NplHistory = new Map();
  const waiting = locks.toSorted((a, b) => a.lockDate - b.lockDate);
  const months = portfolios.map((portfolio) => {
    while (waiting[0] !== undefined && waiting[0].lockDate <= portfolio.asOf) rememberLock(history, waiting.shift() as BaseLock);
    const inherited = inheritedClasses(portfolio, lineage, history, events);
    const classified = classify(portfolio, {
      policy,
      basis,
      ...(overrides.length === 0 ? {} : { overrides }),
      ...(inherited === undefined ? {} : { inherited }),
    });
    // Nobody asks what the last one remembers.
    if (portfolio !== portfolios.at(-1)) rememberLedger(history, portfolio, classified);
    return { portfolio, classified };
  });
  return { months, lineage };
}

/** A ledger, the earlier ones and everything they are classified with. */
export interface Opened {
  readonly current: LedgerReading;
  readonly earlier: readonly LedgerReading[];
  readonly background: Background;
  /** The current ledger with its classes, and the earlier ones by date. */
  readonly month: Month;
  readonly before: readonly Month[];
  readonly lineage: Lineage;
}

/** The start of every journey over a ledger: read all, check that they go together, classify by date. */
export async function openMonths(
  ledgers: readonly string[],
  options: LedgerOptions & PolicyOptions & HistoryOptions,
  io: Io,
  columns: (policy: Policy) => Keep = () => KEEP_ALL,
): Promise<Opened> {
  // First what is small: a mistyped policy or lock is told before a large ledger is read.
  const known = { policy: await openPolicy(options.policy ?? DEFAULT_POLICY), locks: options.base.map(readLock) };
  const keep = columns(known.policy);
  const current = await openLedgers(ledgers, options, keep, io);
  const { asOf: _, rejects: __, ...sinceOptions } = options;
  const earlier = await openEarlier(options.since, sinceOptions, keep, io);
  checkTogether(
    current.portfolio,
    earlier.map((reading) => reading.portfolio),
  );
  io.watch.phase('registers');
  const background = await readBackground(current.portfolio, known, options, io);
  io.watch.phase('classify');
  const { months, lineage } = classifyMonths([current, ...earlier], background);
  const month = months.find(({ portfolio }) => portfolio === current.portfolio) as Month;
  return { current, earlier, background, month, before: months.filter((one) => one !== month), lineage };
}

/** Earlier ledgers, one portfolio a date: a bank that exports by branch gives several files of each. */
async function openEarlier(paths: readonly string[], options: LedgerOptions, keep: Keep, io: Io): Promise<LedgerReading[]> {
  const silent: Io = { ...io, tell: () => undefined };
  const byDate = new Map<DayNumber, string[]>();
  const alone = new Map<string, LedgerReading>();
  for (const path of paths) {
    const reading = await openLedgers([path], options, keep, silent);
    alone.set(path, reading);
    byDate.set(reading.portfolio.asOf, [...(byDate.get(reading.portfolio.asOf) ?? []), path]);
  }
  const readings: LedgerReading[] = [];
  for (const files of byDate.values()) {
    const [only] = files;
    // Files of one date are read again together: a loan that stands in two of them is found only so.
    const reading =
      files.length === 1 && only !== undefined ? (alone.get(only) as LedgerReading) : await openLedgers(files, options, keep, silent);
    for (const note of reading.notes) io.tell(note);
    readings.push(reading);
  }
  return readings;
}

/** Earlier ledgers must be earlier, one a date, in one currency and with the same kind of keys. */
function checkTogether(current: Portfolio, earlier: readonly Portfolio[]): void {
  const seen = new Set([current.asOf]);
  for (const portfolio of earlier) {
    const file = portfolio.sources[0]?.name ?? '';
    const of = isoDate(portfolio.asOf);
    const refuse = (en: string, zh: string) => {
      throw new UserError({ code: 'E_SINCE', file, params: { reason: { en, zh } } });
    };
    if (portfolio.asOf >= current.asOf)
      refuse(`it is of ${of}, not before ${isoDate(current.asOf)}`, `数据日期 ${of} 不早于 ${isoDate(current.asOf)}`);
    if (seen.has(portfolio.asOf)) refuse(`a second ledger of ${of}`, `${of} 有两份台账`);
    seen.add(portfolio.asOf);
    if (portfolio.currency !== current.currency) {
      refuse(`its currency is ${portfolio.currency}, not ${current.currency}`, `币种为 ${portfolio.currency}，不是 ${current.currency}`);
    }
    if (portfolio.keyParts !== current.keyParts) {
      const right = current.sources[0]?.name ?? '';
      throw new UserError({
        code: 'E_KEY_PARTS',
        file,
        params: { left: file, leftParts: portfolio.keyParts, right, rightParts: current.keyParts },
      });
    }
  }
}

/** Old and new NPLs against the locks given; undefined without one. */
export function segmentMonth(opened: Opened): Segmented | undefined {
  const { background, month, before, lineage } = opened;
  const { locks, events, policy } = background;
  if (locks.length === 0) return undefined;
  const { relapseBecomesNewAfterMonths: months } = policy;
  return segmentLoans(month.portfolio, month.classified, {
    locks,
    lineage,
    events,
    earlier: before.map(({ portfolio }) => portfolio),
    ...(months === undefined ? {} : { relapseBecomesNewAfterMonths: months }),
  });
}
