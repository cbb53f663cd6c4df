import { classify } from '../../classify/classify.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { KEEP_ALL, type Keep } from '../../ledger/kept-fields.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import { impossibleExits } from '../../measure/impossible-exits.js';
import { refuseOverdrawn } from '../../measure/overdrawn-exits.js';
import type { BaseLock } from '../../model/base-lock.js';
import type { CarriedLineage } from '../../model/carried-lineage.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { keyRanges } from '../../model/lock-columns.js';
import type { Month, Portfolio } from '../../model/portfolio.js';
import type { Remembered } from '../../model/remembered.js';
import type { Segmented } from '../../model/segmented.js';
import { openPolicy } from '../../policy/open-policy.js';
import type { Policy } from '../../policy/policy.js';
import { DEFAULT_POLICY } from '../../policy/presets.js';
import { carryOn, historyOf, inheritedClasses, type Lineage, rememberLedger, rememberLock, traceLineage } from '../../segment/lineage.js';
import { firstLock, segmentLoans } from '../../segment/segment-loans.js';
import type { Io } from '../io.js';
import { type LedgerOptions, openLedgers } from './open-ledgers.js';
import {
  type Background,
  givenRegisters,
  type HistoryOptions,
  type PolicyOptions,
  readBackground,
  readLock,
  registersGiven,
} from './read-background.js';
import { openAhead } from './registers-ahead.js';
import { selectedBackground } from './selected-background.js';
import { startThreads } from './start-threads.js';
import type { Threads } from './threads.js';

/** Every file that a run reads: none of them may be written over. */
export function inputPaths(ledgers: readonly string[], options: LedgerOptions & PolicyOptions & HistoryOptions): (string | undefined)[] {
  const { map, policy, overrides, since, base, events, writeOffs, recoveries, disposals, idMap } = options;
  return [...ledgers, map, policy, ...overrides, ...since, ...base, ...events, ...writeOffs, ...recoveries, ...disposals, ...idMap];
}

/** Months by date with their classes, and what joins them. */
export interface ClassifiedMonths {
  readonly months: readonly Month[];
  readonly lineage: Lineage;
  /** What the last month hands on to the next. */
  readonly handedOn: (offBook: readonly string[]) => CarriedLineage;
}

/**
 * The ledgers by date, each with its classes; a renewed NPL keeps its class from one to the next. `carried` is what the months
 * before the first hand on.
 */
export function classifyMonths(
  readings: readonly { readonly portfolio: Portfolio }[],
  background: Background,
  carried?: CarriedLineage,
): ClassifiedMonths {
  const { policy, basis, overrides, locks, events, idMap } = background;
  const portfolios = readings.map((reading) => reading.portfolio).sort((a, b) => a.asOf - b.asOf);
  const lineage = traceLineage(portfolios, idMap, events, carried?.links);
  const history = historyOf(carried);
  // A lock of a month that is carried on from stands in what that month handed on.
  const waiting = locks.filter(({ lockDate }) => carried === undefined || lockDate > carried.asOf).sort((a, b) => a.lockDate - b.lockDate);
  const rememberLocks = (until: DayNumber) => {
    while (waiting[0] !== undefined && waiting[0].lockDate <= until) rememberLock(history, waiting.shift() as BaseLock);
  };
  // Where no loan took another's place, no month asks what any was before.
  const isAsked = lineage.families.areAny;
  const months = portfolios.map((portfolio) => {
    if (isAsked) rememberLocks(portfolio.asOf);
    const inherited = inheritedClasses(portfolio, lineage, history, events);
    const classified = classify(portfolio, {
      policy,
      basis,
      ...(overrides.length === 0 ? {} : { overrides }),
      ...(inherited === undefined ? {} : { inherited }),
    });
    // Only a book asks what the last one remembers.
    if (isAsked && portfolio !== portfolios.at(-1)) rememberLedger(history, portfolio, classified);
    return { portfolio, classified };
  });
  const handedOn = (offBook: readonly string[]) => {
    const last = months.at(-1) as Month;
    for (const { portfolio, classified } of isAsked ? [last] : months) {
      rememberLocks(portfolio.asOf);
      rememberLedger(history, portfolio, classified);
    }
    return carryOn(carried, history, lineage, last.portfolio.asOf, offBook);
  };
  return { months, lineage, handedOn };
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
  /** Old and new NPLs; absent without a lock. */
  readonly segmented?: Segmented;
  /** Whether anything states how NPLs moved: without, channels are not known. */
  readonly registersGiven: boolean;
  /** Whether it holds a selection of the rows (--where), and registers the whole institution. */
  readonly isSelection: boolean;
  /** True for a loan that was NPL or replaced in a month that is not at hand: a book knows. */
  readonly knownOnce?: (loan: string) => boolean;
  /** What a book knows of months that are not at hand. */
  readonly behind?: {
    /** The months that last saw some loans, where no later one at hand holds them. */
    readonly lastSeen: (loans: Iterable<string>) => Promise<readonly Month[]>;
    readonly remembered: Remembered;
    /** The first of its months. */
    readonly from: DayNumber;
    /** Of some borrowers, named as debtors are, those that owed a loan in one of its months. */
    readonly owed: (borrowers: ReadonlySet<string>) => Promise<ReadonlySet<string>>;
  };
}

/** The start of every journey over a ledger: read all, check that they go together, classify by date. `pool` may have been started before. */
export async function openMonths(
  ledgers: readonly string[],
  options: LedgerOptions & PolicyOptions & HistoryOptions,
  io: Io,
  columns: (policy: Policy) => Keep = () => KEEP_ALL,
  pool: Threads = startThreads(ledgers, options.threads, io.cores),
): Promise<Opened> {
  try {
    return await openWith(pool, ledgers, options, io, columns);
  } finally {
    pool.end();
  }
}

async function openWith(
  pool: Threads,
  ledgers: readonly string[],
  options: LedgerOptions & PolicyOptions & HistoryOptions,
  io: Io,
  columns: (policy: Policy) => Keep,
): Promise<Opened> {
  // First what is small: a mistyped policy is told before a ledger is opened, and a lock before a row is read.
  const policy = await openPolicy(options.policy ?? DEFAULT_POLICY);
  const keep = columns(policy);
  let locks: readonly BaseLock[] | undefined;
  const openLocks = () => {
    locks ??= options.base.map(readLock);
    return locks;
  };
  const lockedKeys = () => {
    const locked = openLocks();
    return locked.length === 0 ? undefined : keyRanges(firstLock(locked));
  };
  if (pool.areNone()) openLocks();
  const ahead = pool.areNone() ? undefined : await openAhead(givenRegisters(options), io);
  const own = { meanwhile: lockedKeys, ...(ahead === undefined ? {} : { beforehand: ahead.read }) };
  const current = await openLedgers(ledgers, options, keep, io, pool, own).finally(() => ahead?.close());
  const known = { policy, locks: openLocks() };
  const { asOf: _, rejects: __, ...sinceOptions } = options;
  const earlier = await openByDate(options.since, sinceOptions, keep, io, pool);
  checkTogether(
    current.portfolio,
    earlier.map((reading) => reading.portfolio),
  );
  io.watch.phase('registers');
  const stated = await readBackground(
    [current, ...earlier].map(({ portfolio }) => portfolio),
    known,
    options,
    io,
    ahead,
  );
  io.watch.phase('classify');
  const { months, lineage } = classifyMonths([current, ...earlier], stated);
  const portfolios = months.map(({ portfolio }) => portfolio);
  const background = await selectedBackground(stated, options, { portfolios, families: lineage.families }, io);
  const month = months.find(({ portfolio }) => portfolio === current.portfolio) as Month;
  const before = months.filter((one) => one !== month);
  if (background.locks.length > 0) io.watch.phase('segment');
  const isSelection = options.where.length > 0;
  const opened = { current, earlier, background, month, before, lineage, registersGiven: registersGiven(options), isSelection };
  // A lock that a selection has cut is another one than was looked up beside the reading.
  const isAsFound = background.locks.length > 0 && firstLock(background.locks) === firstLock(openLocks());
  const segmented = segmentMonth(opened, isAsFound ? await current.found : undefined);
  const { families } = lineage;
  const { events, writeOffs } = background;
  const held = { current: month, earlier: before, families, events };
  const leftOut = impossibleExits({ ...held, writeOffs, ...(segmented === undefined ? {} : { segmented }) });
  refuseOverdrawn({ ...held, locks: background.locks, reversals: background.reversals.events, leftOut, isCashJudged: false });
  return { ...opened, ...(segmented === undefined ? {} : { segmented }) };
}

/** Ledgers of several dates, one portfolio a date: a bank that exports by branch gives several files of each. */
export async function openByDate(
  paths: readonly string[],
  options: LedgerOptions,
  keep: Keep,
  io: Io,
  pool: Threads,
): Promise<LedgerReading[]> {
  const silent: Io = { ...io, tell: () => undefined };
  const byDate = new Map<DayNumber, string[]>();
  const alone = new Map<string, LedgerReading>();
  for (const path of paths) {
    const reading = await openLedgers([path], options, keep, silent, pool);
    alone.set(path, reading);
    byDate.set(reading.portfolio.asOf, [...(byDate.get(reading.portfolio.asOf) ?? []), path]);
  }
  const readings: LedgerReading[] = [];
  for (const files of byDate.values()) {
    const [only] = files;
    // Files of one date are read again together: a loan that stands in two of them is found only so.
    const reading =
      files.length === 1 && only !== undefined ? (alone.get(only) as LedgerReading) : await openLedgers(files, options, keep, silent, pool);
    for (const note of reading.notes) io.tell(note);
    readings.push(reading);
  }
  return readings;
}

/** Earlier ledgers must be earlier, one a date, in one currency and with the same kind of keys. */
export function checkTogether(current: Portfolio, earlier: readonly Portfolio[]): void {
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

/** Old and new NPLs against the locks given; undefined without one. `lockedAt`: where the loans of the first lock stand, if that is known. */
export function segmentMonth(
  opened: Pick<Opened, 'background' | 'month' | 'before' | 'lineage'>,
  lockedAt?: Int32Array,
): Segmented | undefined {
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
    ...(lockedAt === undefined ? {} : { lockedAt }),
  });
}
