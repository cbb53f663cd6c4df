import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll } from 'vitest';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { type LedgerRules, planLedgers } from '../../src/ledger/plan-ledgers.js';
import { type LedgerReading, readLedgers } from '../../src/ledger/read-ledger.js';
import { parseIsoDate } from '../../src/model/civil-date.js';
import { type ColumnMap, NO_MAP } from '../../src/table/schema.js';
import { openSource } from '../../src/table/source.js';

export const AS_OF = parseIsoDate('2020-12-31') as number;

/** One for all readings of a test file: properties read thousands of ledgers. */
const FOLDER = mkdtempSync(join(tmpdir(), 'npl-test-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

export type RulesGiven = Omit<Partial<LedgerRules>, 'map'> & { readonly map?: Partial<ColumnMap> };

/** The rules of a plain run, with what a test changes. */
export function rulesOf({ map, ...rest }: RulesGiven = {}): LedgerRules {
  return {
    skipLines: 0,
    allowNegative: false,
    allowEmpty: false,
    where: [],
    keepAllRejects: true,
    asOf: AS_OF,
    ...rest,
    map: { ...NO_MAP, ...map },
  };
}

export async function readFiles(paths: readonly string[], rules: LedgerRules): Promise<LedgerReading> {
  const sources = await Promise.all(paths.map((path) => openSource(path, () => Readable.from([]))));
  try {
    return readLedgers(planLedgers(sources, rules));
  } finally {
    for (const source of sources) source.close();
  }
}

/** Reads texts (or bytes) as files named a.csv, b.csv …, or as named by `names`. */
export async function readTexts(
  texts: readonly (string | Buffer)[],
  given: RulesGiven = {},
  names: readonly string[] = [],
): Promise<LedgerReading> {
  const paths = texts.map((text, i) => {
    const path = join(FOLDER, names[i] ?? `${String.fromCharCode(97 + i)}.csv`);
    writeFileSync(path, text);
    return path;
  });
  return readFiles(paths, rulesOf(given));
}

export async function readText(text: string | Buffer, given: RulesGiven = {}): Promise<LedgerReading> {
  return readTexts([text], given);
}

/** The refusal of a reading; fails when it succeeds or breaks in another way. */
export async function refusalOf(reading: Promise<unknown>): Promise<UserError> {
  try {
    await reading;
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('it was not refused');
}

/** `E_AMOUNT 3:2`: what is told where, without words. */
export function told({ code, line, column }: Diagnostic): string {
  return line === undefined ? code : `${code} ${line}:${column ?? '-'}`;
}

export function totalOf({ portfolio }: LedgerReading): bigint {
  return portfolio.balance.reduce((sum, cents) => sum + BigInt(cents), 0n);
}
