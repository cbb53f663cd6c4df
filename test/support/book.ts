import { lockFileText, parseLockFile } from '../../src/documents/lock-file.js';
import { joinRegisters } from '../../src/measure/join-registers.js';
import { measureNplReport, type ReportFigures, type ReportInput } from '../../src/measure/npl-report.js';
import { claimsStated } from '../../src/measure/recovery-events.js';
import { CHANNELS_IN, CHANNELS_OUT, type RollForward } from '../../src/measure/roll-forward.js';
import type { BaseLock } from '../../src/model/base-lock.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import type { Basis, Month } from '../../src/model/portfolio.js';
import { shownKey } from '../../src/model/portfolio.js';
import { SEGMENTS, type Segmented } from '../../src/model/segmented.js';
import { textAt } from '../../src/model/text-index.js';
import type { Policy } from '../../src/policy/policy.js';
import { readDisposals } from '../../src/registers/disposals.js';
import { readEvents } from '../../src/registers/events.js';
import { readIdMap } from '../../src/registers/id-map.js';
import { readOverrides } from '../../src/registers/overrides.js';
import { readRecoveries } from '../../src/registers/recoveries.js';
import { readWriteOffs } from '../../src/registers/write-offs.js';
import { classifyMonths } from '../../src/run/reading/open-months.js';
import type { Background } from '../../src/run/reading/read-background.js';
import type { Lineage } from '../../src/segment/lineage.js';
import { makeLock } from '../../src/segment/make-lock.js';
import { segmentLoans } from '../../src/segment/segment-loans.js';
import { CN_2023, type LedgerText, monthOf, readingOf, readText } from './ledger.js';

/** A year's books: everything that a run of the report is handed. Registers are CSV text with their header. */
export interface Book {
  readonly now: LedgerText;
  /** Earlier ledgers (--since). */
  readonly since?: readonly LedgerText[];
  /** Ledgers that locks were made from (--base). */
  readonly locks?: readonly LedgerText[];
  readonly events?: string | readonly string[];
  readonly writeOffs?: string;
  readonly recoveries?: string;
  readonly disposals?: string;
  readonly idMap?: string;
  readonly overrides?: string;
  readonly policy?: Policy;
  readonly basis?: Basis;
  /** The basis that the locks were made with, where another. */
  readonly lockBasis?: Basis;
  readonly by?: readonly Dimension[];
  readonly loansTotal?: bigint;
}

export interface Measured {
  readonly figures: ReportFigures;
  readonly month: Month;
  readonly segmented: Segmented | undefined;
  readonly lineage: Lineage;
}

/** What `npl lock` would write, read back. */
export function lockOf(text: LedgerText, terms: { readonly policy?: Policy; readonly basis?: Basis } = {}): BaseLock {
  const { portfolio, classified } = monthOf(text, terms);
  const { id, hash } = terms.policy ?? CN_2023;
  return parseLockFile(Buffer.from(lockFileText(makeLock(portfolio, classified, { id, hash }))), 'base.lock.json');
}

/** Goes the way of `npl report`, from texts to figures. */
export function measureBook(book: Book): Measured {
  const { input, lineage } = openBook(book);
  return { figures: measureNplReport(input), month: input.current, segmented: input.segmented, lineage };
}

/** What the figures of a report are made from. */
export function reportInputOf(book: Book): ReportInput {
  return openBook(book).input;
}

/** Texts opened as the report opens files: what its figures are made from, and the loans' lineage. */
export function openBook(book: Book): { readonly input: ReportInput; readonly lineage: Lineage } {
  const { policy = CN_2023, basis = 'stricter' } = book;
  const background = backgroundOf(book, policy, basis);
  const readings = [book.now, ...(book.since ?? [])].map((text) => readingOf(text));
  const { months, lineage } = classifyMonths(readings, background);
  const month = months.find((one) => one.portfolio === readings[0]?.portfolio) as Month;
  const earlier = months.filter((one) => one !== month);
  const { relapseBecomesNewAfterMonths: relapse } = policy;
  const segmented =
    background.locks.length === 0
      ? undefined
      : segmentLoans(month.portfolio, month.classified, {
          locks: background.locks,
          lineage,
          events: background.events,
          earlier: earlier.map((one) => one.portfolio),
          ...(relapse === undefined ? {} : { relapseBecomesNewAfterMonths: relapse }),
        });
  const input: ReportInput = {
    current: month,
    earlier,
    families: lineage.families,
    policy,
    events: background.events,
    writeOffs: background.writeOffs,
    reversals: background.reversals,
    registersGiven: [book.events, book.writeOffs, book.recoveries, book.disposals].some((register) => register !== undefined),
    dimensions: book.by ?? [],
    ...(segmented === undefined ? {} : { segmented }),
    ...(book.loansTotal === undefined ? {} : { loansTotal: book.loansTotal }),
  };
  return { input, lineage };
}

/** The registers of a book, read, and its locks. */
export function backgroundOf(book: Omit<Book, 'now'> & Partial<Pick<Book, 'now'>>, policy: Policy, basis: Basis): Background {
  const read = <T>(name: string, text: string | undefined, reader: Parameters<typeof readText<{ entries: readonly T[] }>>[2]) =>
    text === undefined ? [] : readText(name, text, reader).entries;
  const eventTexts = book.events === undefined ? [] : typeof book.events === 'string' ? [book.events] : book.events;
  const stated = eventTexts.flatMap((text, i) => read(`events-${i + 1}.csv`, text, readEvents));
  const now = book.recoveries === undefined || book.now === undefined ? undefined : readingOf(book.now).portfolio;
  const recoveries = read('recoveries.csv', book.recoveries, readRecoveries);
  const joined = joinRegisters({
    events: stated,
    writeOffs: read('write-offs.csv', book.writeOffs, readWriteOffs),
    recoveries:
      now === undefined ? recoveries : claimsStated(recoveries, [now, ...(book.since ?? []).map((text) => readingOf(text).portfolio)]),
    disposals: read('disposals.csv', book.disposals, readDisposals),
  });
  return {
    policy,
    basis,
    overrides: read('overrides.csv', book.overrides, readOverrides),
    locks: (book.locks ?? []).map((text) => lockOf(text, { policy, basis: book.lockBasis ?? basis })),
    ...joined,
    idMap: read('id-map.csv', book.idMap, readIdMap),
    files: [],
  };
}

/** A bridge in yuan, without what is zero: what a test states by hand. */
export type Bridge = Readonly<Record<string, number>>;

export function bridgeOf(movement: RollForward | undefined): Bridge {
  if (movement === undefined) throw new Error('no bridge');
  const lines: [string, bigint][] = [
    ['opening', movement.opening],
    ...[...CHANNELS_IN, ...CHANNELS_OUT].map((channel): [string, bigint] => [channel, movement.channels[channel]]),
    ['unexplained', movement.unexplained],
    ['closing', movement.closing],
  ];
  return Object.fromEntries(lines.filter(([, cents]) => cents !== 0n).map(([name, cents]) => [name, Number(cents) / 100]));
}

/** Unexplained lines by loan, in yuan. */
export function unexplainedOf({ figures }: Measured): Bridge {
  return Object.fromEntries((figures.segments?.unexplained ?? []).map((line) => [shownKey(line.family), Number(line.unexplained) / 100]));
}

/** Segment of every NPL, by loan. */
export function segmentsOf({ month, segmented }: Measured): Readonly<Record<string, string>> {
  if (segmented === undefined) throw new Error('no base');
  const found: [string, string][] = [];
  segmented.segment.forEach((code, loan) => {
    if (code > 0) found.push([shownKey(textAt(month.portfolio.keys, loan)), SEGMENTS[code] as string]);
  });
  return Object.fromEntries(found.sort());
}
