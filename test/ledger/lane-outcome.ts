import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, expect } from 'vitest';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import type { Keep } from '../../src/ledger/kept-fields.js';
import { type LedgerPlan, type LedgerRules, planLedgers } from '../../src/ledger/plan-ledgers.js';
import type { Dictionaries } from '../../src/ledger/portfolio-draft.js';
import { joinRanges, planRanges, type ReadRange, readLedgerRange } from '../../src/ledger/ranges.js';
import { finishLedgers, type LedgerReading } from '../../src/ledger/read-ledger.js';
import { type LedgerRows, readAll } from '../../src/ledger/read-rows.js';
import { NONE_REPEATED } from '../../src/ledger/settle-keys.js';
import { loanText } from '../../src/model/loan-facts.js';
import type { TextField } from '../../src/model/loan-fields.js';
import { textAt } from '../../src/model/text-index.js';
import type { LaneCounts } from '../../src/table/plain/lane-state.js';
import type { RangeOptions } from '../../src/table/plain/read-range.js';
import { openSource, type Source } from '../../src/table/source.js';

/** What came of reading some ledgers, as plain values: of a portfolio everything in it, of a refusal everything said. */
export type Outcome = Refused | { readonly portfolio: unknown; readonly notes: unknown; readonly rejected: unknown };
export interface Refused {
  readonly refused: readonly Diagnostic[];
  readonly afterword: readonly Diagnostic[];
  readonly all: readonly Diagnostic[];
}

/** `chunkBytes` is of the plain lane. */
export interface Way {
  readonly lane: 'plain' | 'careful';
  readonly chunkBytes?: number;
  /** The compiled code, where it takes part. */
  readonly code?: URL;
  /** Read in ranges of so many bytes by so many threads; undefined rows where they do not fit together. */
  readonly ranges?: { readonly bytes: number; readonly threads: number };
}

export interface Read {
  readonly outcome: Outcome;
  /** Absent where the reading was refused before its rows were read. */
  readonly lanes?: LaneCounts;
}

const FOLDER = mkdtempSync(join(tmpdir(), 'npl-lanes-'));
afterAll(() => rmSync(FOLDER, { recursive: true }));

/** Reads files in each of the ways. Anything thrown but a UserError fails the test. */
export async function readInWays(
  files: readonly Buffer[],
  rules: LedgerRules,
  ways: readonly Way[],
  keep?: Keep,
): Promise<readonly Read[]> {
  const paths = files.map((bytes, i) => {
    const path = join(FOLDER, `${i}.csv`);
    writeFileSync(path, bytes);
    return path;
  });
  return readPathsInWays(paths, rules, ways, keep);
}

export async function readPathsInWays(
  paths: readonly string[],
  rules: LedgerRules,
  ways: readonly Way[],
  keep?: Keep,
): Promise<readonly Read[]> {
  const sources: Source[] = [];
  try {
    for (const path of paths) sources.push(await openSource(path, () => Readable.from([])));
    const plan = planLedgers(sources, rules, keep);
    return ways.map((way) => readOneWay(plan, way));
  } catch (error) {
    return ways.map(() => ({ outcome: refusal(error) }));
  } finally {
    for (const source of sources) source.close();
  }
}

function readOneWay(plan: LedgerPlan, { lane, chunkBytes = 1 << 19, code, ranges }: Way): Read {
  let lanes: LaneCounts | undefined;
  const options = { chunkBytes, onBytes: () => undefined, ...(code === undefined ? {} : { code }) };
  try {
    const rows =
      (ranges === undefined ? undefined : readInRanges(plan, ranges.bytes, ranges.threads, options)) ??
      readAll(plan, NONE_REPEATED, lane, options);
    lanes = rows.lanes;
    const hashes = plan.files.map(
      ({ index }) =>
        () =>
          String(index),
    );
    return { outcome: contentsOf(finishLedgers(plan, rows, hashes)), lanes };
  } catch (error) {
    return { outcome: refusal(error), ...(lanes === undefined ? {} : { lanes }) };
  }
}

/** How often ranges fitted together, of all readings of the file. */
export const joined = { times: 0 };

/** As threads would read, one after another: ranges are dealt out, and every thread has dictionaries of its own. */
function readInRanges(plan: LedgerPlan, bytes: number, threads: number, options: RangeOptions): LedgerRows | undefined {
  const ranges = planRanges(plan, bytes);
  if (ranges === undefined) return undefined;
  const dictionaries = Array.from({ length: threads }, (): Dictionaries => new Map());
  const read: ReadRange[] = [];
  for (const index of ranges.ranges.keys()) {
    const own = dictionaries[(index * 7) % threads] as Dictionaries;
    try {
      const rows = readLedgerRange(plan, ranges, index, own, options);
      if (rows === undefined) return undefined;
      read.push({ rows: structuredClone(rows), dictionaries: own });
    } catch (error) {
      if (error instanceof UserError) return undefined;
      throw error;
    }
  }
  const rows = joinRanges(plan, ranges, read);
  if (rows !== undefined) joined.times++;
  return rows;
}

function refusal(error: unknown): Refused {
  if (!(error instanceof UserError)) throw error;
  return { refused: error.diagnostics, afterword: error.afterword, all: error.rejected };
}

function contentsOf({ portfolio, notes, rejected, tables }: LedgerReading): Outcome {
  const { keys, texts, offBookKeys, ...rest } = portfolio;
  const each = <T>(of: (loan: number) => T) => Array.from({ length: portfolio.count }, (_, loan) => of(loan));
  const columns = {
    ...rest,
    keys: each((loan) => textAt(keys, loan)),
    keyCount: keys.size,
    keysRise: 'rises' in keys,
    offBookKeys: offBookKeys === undefined ? [] : Array.from({ length: offBookKeys.size }, (_, i) => textAt(offBookKeys, i)),
    texts: Object.keys(texts).map((name) => [name, each((loan) => loanText(portfolio, name as TextField, loan))]),
  };
  return { portfolio: columns, notes, rejected: [rejected, tables.map(({ rows }) => rows)] };
}

/** Quickly, for tests that compare many thousands. */
export function expectSame(actual: unknown, expected: unknown, how: string): void {
  if (!isDeepStrictEqual(actual, expected)) expect(actual, how).toEqual(expected);
}
