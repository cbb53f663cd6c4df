import { UserError } from '../../diagnostics/diagnostic.js';
import { KEEP_ALL, type Keep } from '../../ledger/kept-fields.js';
import type { LedgerReading } from '../../ledger/read-ledger.js';
import type { SegmentedMonth } from '../../measure/month-movement.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import type { Month } from '../../model/portfolio.js';
import { openPolicy } from '../../policy/open-policy.js';
import type { Policy } from '../../policy/policy.js';
import { DEFAULT_POLICY } from '../../policy/presets.js';
import type { Lineage } from '../../segment/lineage.js';
import type { Io } from '../io.js';
import { rowsOf, rowsOfDates } from '../reading/completeness.js';
import { type LedgerOptions, ledgerDates, openLedgers, withThreads } from '../reading/open-ledgers.js';
import { checkTogether, classifyMonths, openByDate, segmentMonth } from '../reading/open-months.js';
import type { OpenedPeriod } from '../reading/opened-period.js';
import {
  type Background,
  type HistoryOptions,
  type PolicyOptions,
  readBackground,
  readFiles,
  readLock,
  registersGiven,
} from '../reading/read-background.js';
import { selectedBackground } from '../reading/selected-background.js';
import { writeRejects } from '../reading/tell-reading.js';
import type { Threads } from '../reading/threads.js';

/** What a period is made from: ledgers of several dates, or of all the dates that one long ledger holds between two. */
export interface PeriodOptions extends Omit<LedgerOptions, 'asOf'>, PolicyOptions, Omit<HistoryOptions, 'since'> {
  readonly ledgers: readonly string[];
  /** A book instead of ledgers. */
  readonly book?: string;
  readonly from?: DayNumber;
  readonly to?: DayNumber;
}

/**
 * Opens ledgers of several dates. Files of one date are one portfolio; with `from` or `to` a file may hold several dates, of
 * which those between are taken. Errors: those of reading, E_PERIOD, E_CURRENCY_MIXED, E_KEY_PARTS.
 */
export async function openPeriod(
  options: PeriodOptions,
  io: Io,
  columns: (policy: Policy) => Keep = () => KEEP_ALL,
): Promise<OpenedPeriod> {
  const known = { policy: await openPolicy(options.policy ?? DEFAULT_POLICY), locks: options.base.map(readLock) };
  const keep = columns(known.policy);
  const { readings, rows } = await withThreads(options.ledgers, options, io, (pool) => readPeriod(options, keep, io, pool));
  if (options.rejects !== undefined) writeRejects(options.rejects, allRejected(readings));
  const last = (readings.at(-1) as LedgerReading).portfolio;
  checkTogether(
    last,
    readings.slice(0, -1).map((reading) => reading.portfolio),
  );
  io.watch.phase('registers');
  const stated = await readBackground(
    readings.map(({ portfolio }) => portfolio),
    known,
    { ...options, since: [] },
    io,
  );
  io.watch.phase('classify');
  const { months, lineage } = classifyMonths(readings, stated);
  const portfolios = months.map(({ portfolio }) => portfolio);
  const background = await selectedBackground(stated, options, { portfolios, families: lineage.families }, io);
  io.watch.phase('segment');
  return {
    months: segmentMonths(months, background, lineage),
    background,
    lineage,
    wasNpl: () => false,
    register: async (kind, paths, files, own) => (paths.length === 0 ? undefined : readFiles(kind, paths, last, options, files, own)),
    lastMonthBy: (policy) => classifyMonths(readings, { ...background, policy }).months.at(-1) as Month,
    isSelection: options.where.length > 0,
    registersGiven: registersGiven(options),
    readings,
    rows,
  };
}

/** Each month by the locks that are of its date or an earlier one. */
export function segmentMonths(months: readonly Month[], background: Background, lineage: Lineage): SegmentedMonth[] {
  return months.map((month, i) => {
    const locks = background.locks.filter(({ lockDate }) => lockDate <= month.portfolio.asOf);
    const segmented = segmentMonth({ background: { ...background, locks }, month, before: months.slice(0, i), lineage });
    return segmented === undefined ? { month } : { month, segmented };
  });
}

/** By date. */
async function readPeriod(options: PeriodOptions, keep: Keep, io: Io, pool: Threads): Promise<Pick<OpenedPeriod, 'readings' | 'rows'>> {
  const { ledgers, from, to } = options;
  if (from === undefined && to === undefined) {
    const readings = (await openByDate(ledgers, options, keep, io, pool)).sort((a, b) => a.portfolio.asOf - b.portfolio.asOf);
    return { readings, rows: rowsOf(readings) };
  }
  const files = new Map<DayNumber, string[]>();
  for (const path of ledgers) {
    if (path === '-') throw period('standard input cannot be read once for each date', '标准输入无法按各日期分别读取');
    for (const date of await ledgerDates(path, options, io)) files.set(date, [...(files.get(date) ?? []), path]);
  }
  const dates = [...files.keys()].sort((a, b) => a - b);
  for (const asked of [from, to]) if (asked !== undefined && !files.has(asked)) throw noSuchDate(asked, dates);
  const chosen = dates.filter((date) => (from === undefined || date >= from) && (to === undefined || date <= to));
  if (chosen.length === 0) throw period('--from is after --to', '--from 晚于 --to');
  const told = toldOnce(io);
  const read: { readonly reading: LedgerReading; readonly paths: readonly string[] }[] = [];
  for (const date of chosen) {
    const paths = files.get(date) as string[];
    read.push({ paths, reading: await openLedgers(paths, { ...options, asOf: date, listsAllRejects: true }, keep, told, pool) });
  }
  return { readings: read.map(({ reading }) => reading), rows: rowsOfDates(read) };
}

/** What is wrong with a row of a long file is found in each of its readings. */
function allRejected(readings: readonly LedgerReading[]): LedgerReading['rejected'] {
  const found = new Map(
    readings.flatMap((reading) => reading.rejected).map((one) => [`${one.file}:${one.line}:${one.column}:${one.code}`, one]),
  );
  return [...found.values()];
}

/** A file that is read once for each date has the same to tell each time. */
function toldOnce(io: Io): Io {
  const told = new Set<string>();
  const tell: Io['tell'] = (diagnostic) => {
    const print = JSON.stringify(diagnostic);
    if (told.has(print)) return;
    told.add(print);
    io.tell(diagnostic);
  };
  return { ...io, tell };
}

const LISTED = 12;

function noSuchDate(asked: DayNumber, dates: readonly DayNumber[]): UserError {
  const shown = dates.slice(0, LISTED).map(isoDate).join(', ') + (dates.length > LISTED ? `, … (${dates.length})` : '');
  return period(`no row is of ${isoDate(asked)}; there are ${shown}`, `没有 ${isoDate(asked)} 的行；现有日期：${shown}`);
}

function period(en: string, zh: string): UserError {
  return new UserError({ code: 'E_PERIOD', params: { reason: { en, zh } } });
}
