import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { formatMessage } from '../../src/diagnostics/format-message.js';
import type { DayNumber } from '../../src/model/civil-date.js';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import { type BookSeriesOptions, runBookSeries } from '../../src/run/book/book-series.js';
import { type CloseOptions, runClose } from '../../src/run/book/close.js';
import { type InitOptions, runInit } from '../../src/run/book/init-book.js';
import { type LockMonthOptions, runLockMonth } from '../../src/run/book/lock-month.js';
import { runSet } from '../../src/run/book/set-book.js';
import { runStatus, type StatusOptions } from '../../src/run/book/status.js';
import { runVerify, type VerifyOptions } from '../../src/run/book/verify.js';
import type { Io } from '../../src/run/io.js';
import { type RollForwardOptions, runRollForward } from '../../src/run/monitoring/roll-forward.js';
import { runSeries, type SeriesOptions } from '../../src/run/monitoring/series.js';
import type { OutputOptions } from '../../src/run/output/deliver.js';

/** What a journey did: its exit code (a refusal's too), what it printed and what it told. */
export interface Done {
  readonly exit: number;
  readonly out: string;
  readonly told: readonly Diagnostic[];
  readonly codes: readonly string[];
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** The world of a journey that prints and tells nothing. */
export const SILENT: Io = {
  stdin: () => Readable.from([]),
  cores: 1,
  runner: { pid: process.pid, host: hostname(), command: 'npl test', isAlive },
  out: async () => undefined,
  tell: () => undefined,
  watch: { phase: () => undefined, bytes: () => undefined, records: () => undefined },
  interruptible: (work) => work(async () => undefined),
};

/** Runs a journey in this process, as src/cli would. */
export async function run(journey: (io: Io) => Promise<number>): Promise<Done> {
  const told: Diagnostic[] = [];
  const out: string[] = [];
  const io: Io = {
    ...SILENT,
    out: async (text) => {
      out.push(typeof text === 'string' ? text : Buffer.from(text).toString('utf8'));
    },
    tell: (diagnostic) => told.push(diagnostic),
  };
  const exit = await journey(io).catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    told.push(...error.diagnostics, ...error.afterword);
    return error.exitCode;
  });
  return {
    exit,
    out: out.join(''),
    told,
    codes: told.map(({ code }) => code).filter((code) => !code.startsWith('A_') && code !== 'N_AS_OF_FROM_NAME'),
  };
}

export const OUTPUT: OutputOptions = { format: 'json', lang: 'en', unit: 'yuan', color: 0, width: 80 };

export function initBook(book: string, more: Partial<InitOptions> = {}): Promise<Done> {
  return run((io) => runInit({ book, wait: 0, ...more }, io));
}

export function closeMonth(book: string, ledgers: readonly string[], more: Partial<CloseOptions> = {}): Promise<Done> {
  const options: CloseOptions = {
    ...OUTPUT,
    ...{ ledgers, book, events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [], overrides: [], where: [], skipLines: 0 },
    ...{ carried: {}, allowNegative: false, allowEmpty: false, supersede: false, wait: 0, strict: false, failOnBreach: false },
    ...more,
  };
  return run((io) => runClose(options, io));
}

export function lockMonth(book: string, asOf: DayNumber, more: Partial<LockMonthOptions> = {}): Promise<Done> {
  return run((io) => runLockMonth({ book, asOf, supersede: false, adjustments: [], wait: 0, ...more }, io));
}

export function setBook(book: string, configFile: string, reason?: string): Promise<Done> {
  return run((io) => runSet({ book, configFile, wait: 0, ...(reason === undefined ? {} : { reason }) }, io));
}

export function verify(book: string, more: Partial<VerifyOptions> = {}): Promise<Done> {
  return run((io) => runVerify({ book, full: true, strict: false, ...more }, io));
}

export function status(book: string, more: Partial<StatusOptions> = {}): Promise<Done> {
  return run((io) => runStatus({ ...OUTPUT, book, strict: false, failOnBreach: false, ...more }, io));
}

export function series(book: string, more: Partial<BookSeriesOptions> = {}): Promise<Done> {
  return run((io) => runBookSeries({ ...OUTPUT, book, strict: false, failOnBreach: false, ...more }, io));
}

const PERIOD = {
  ...{ by: [], where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter' as const },
  ...{ overrides: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [] },
  ...{ strict: false, failOnBreach: false, renewalDays: RENEWAL_DAYS },
};

/** The same from ledgers, all read at once. */
export function ledgerSeries(ledgers: readonly string[], more: Partial<SeriesOptions>): Promise<Done> {
  return run((io) => runSeries({ ...PERIOD, ...OUTPUT, ledgers, ...more }, io));
}

/** A roll-forward over months of a book. */
export function bookRollForward(book: string, more: Partial<RollForwardOptions> = {}): Promise<Done> {
  return run((io) => runRollForward({ ...PERIOD, ...OUTPUT, ledgers: [], book, limit: 20, ...more }, io));
}

/** Every line that was told, in English. */
export function said({ told }: Done): string {
  return told.map((one) => formatMessage(one, 'en')).join('\n');
}

export function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'npl-book-'));
}

/** Writes a file of lines. */
export function write(folder: string, name: string, ...lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

/** Every file of a folder with its bytes, by path. */
export function contents(folder: string): ReadonlyMap<string, Buffer> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name)).sort();
  return new Map(paths.map((path) => [path.slice(folder.length + 1), readFileSync(path)]));
}
