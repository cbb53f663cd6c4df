import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { classify } from '../../src/classify/classify.js';
import { planLedgers } from '../../src/ledger/plan-ledgers.js';
import { type LedgerReading, readLedgers } from '../../src/ledger/read-ledger.js';
import { parseIsoDate } from '../../src/model/civil-date.js';
import type { Override } from '../../src/model/events.js';
import type { Basis, Month, Portfolio } from '../../src/model/portfolio.js';
import { findText } from '../../src/model/text-index.js';
import type { Policy } from '../../src/policy/policy.js';
import { readPolicy } from '../../src/policy/read-policy.js';
import { NO_MAP } from '../../src/table/schema.js';
import type { Source } from '../../src/table/source.js';

/** A text as the program opens a file; its folder is gone at once, its descriptor with `close`. */
export function sourceOf(name: string, text: string): Source {
  const folder = mkdtempSync(join(tmpdir(), 'npl-test-'));
  try {
    const file = join(folder, 'file');
    writeFileSync(file, text);
    const fd = openSync(file, 'r');
    const bytes = Buffer.byteLength(text);
    return { name, shownAs: name, fd, bytes, checkUnchanged: () => undefined, close: () => closeSync(fd) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a text with `read` and closes it. */
export function readText<T>(name: string, text: string, read: (source: Source) => T): T {
  const source = sourceOf(name, text);
  try {
    return read(source);
  } finally {
    source.close();
  }
}

/** A ledger: its date, its header and its rows, each a line of CSV. */
export interface LedgerText {
  readonly date: string;
  readonly csv: string;
}

export function ledger(date: string, header: string, ...rows: readonly string[]): LedgerText {
  return { date, csv: `${[header, ...rows].join('\n')}\n` };
}

export function readingOf({ date, csv }: LedgerText, more: { readonly allowNegative?: boolean } = {}): LedgerReading {
  return readText(`ledger-${date}.csv`, csv, (source) =>
    readLedgers(
      planLedgers([source], {
        map: NO_MAP,
        where: [],
        skipLines: 0,
        allowNegative: more.allowNegative ?? false,
        allowEmpty: true,
        asOf: day(date),
        keepAllRejects: false,
      }),
    ),
  );
}

export function portfolioOf(text: LedgerText): Portfolio {
  return readingOf(text).portfolio;
}

/** The day number of a date that a test states. */
export function day(text: string): number {
  const found = parseIsoDate(text);
  if (found === undefined) throw new Error(`no such day: ${text}`);
  return found;
}

export const CN_2023: Policy = readPolicy('cn-2023');

export interface Terms {
  readonly policy?: Policy;
  readonly basis?: Basis;
  readonly overrides?: readonly Override[];
}

/** A ledger with its classes, nothing known of other dates. */
export function monthOf(text: LedgerText, { policy = CN_2023, basis = 'stricter', overrides }: Terms = {}): Month {
  const portfolio = portfolioOf(text);
  return { portfolio, classified: classify(portfolio, { policy, basis, ...(overrides === undefined ? {} : { overrides }) }) };
}

/** What a column of codes holds for one loan. */
export function codeOf({ portfolio }: Month, codes: ArrayLike<number>, loan: string): number {
  const index = findText(portfolio.keys, loan);
  if (index < 0) throw new Error(`no loan ${loan}`);
  return codes[index] as number;
}

/** Whole yuan as cents. */
export function yuan(amount: number): bigint {
  if (!Number.isSafeInteger(amount)) throw new Error('whole yuan only');
  return BigInt(amount) * 100n;
}
