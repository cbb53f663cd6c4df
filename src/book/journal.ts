import { createHash } from 'node:crypto';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { count, day, listOf, objectOf, oneOf, readShape, type Shape, text } from '../documents/json-shape.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';

/** What can be done to a book. `set` changes its configuration, `supersede` restates a closed month. */
export const ENTRY_KINDS = ['init', 'set', 'close', 'supersede', 'lock'] as const;
export type EntryKind = (typeof ENTRY_KINDS)[number];

/** A file that an entry made part of the book: its path in the book's folder, with / on every system. */
export interface Published {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** One line of the journal: what was done, and the files that made it so. The first is the entry's own, others went with it. */
export interface JournalEntry {
  /** From 1. */
  readonly seq: number;
  /** Hash of the entry before; FIRST for the first. */
  readonly prev: string;
  readonly kind: EntryKind;
  /** The month closed or locked. */
  readonly asOf?: DayNumber;
  readonly reason?: string;
  /** Path of the file that this entry's own replaces; that one stays where it is. */
  readonly supersedes?: string;
  readonly program: string;
  readonly published: readonly Published[];
  /** SHA-256 of the line up to it: a change anywhere before shows in every hash that follows. */
  readonly hash: string;
}

export const FIRST = '0'.repeat(64);

/** The line of an entry, and its hash. The same entry always gives the same bytes. */
export function journalLine(entry: Omit<JournalEntry, 'hash'>): { readonly line: string; readonly hash: string } {
  const { seq, prev, kind, asOf, reason, supersedes, program, published } = entry;
  const written = {
    seq,
    prev,
    kind,
    ...(asOf === undefined ? {} : { asOf: isoDate(asOf) }),
    ...(reason === undefined ? {} : { reason }),
    ...(supersedes === undefined ? {} : { supersedes }),
    program,
    published: published.map(({ path, sha256, bytes }) => ({ path, sha256, bytes })),
  };
  const body = JSON.stringify(written).slice(0, -1);
  const hash = sha256Of(body);
  return { line: `${body},"hash":"${hash}"}\n`, hash };
}

export function sha256Of(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** What is wrong with a line of the journal. */
export interface JournalFault {
  readonly line: number;
  readonly reason: Bilingual;
}

/** The entries up to the first line that is not as it was written, and what is wrong with that. */
export function parseJournal(bytes: Buffer): { readonly entries: readonly JournalEntry[]; readonly fault?: JournalFault } {
  const entries: JournalEntry[] = [];
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LF, start);
    const line = entries.length + 1;
    const fault = (en: string, zh: string) => ({ entries, fault: { line, reason: { en, zh } } });
    if (end < 0) return fault('it does not end in a line end', '末行没有换行符');
    const entry = entryOf(bytes.subarray(start, end + 1));
    if (entry === undefined) return fault('its bytes do not give the hash it states', '内容与所记哈希不符');
    if (entry.seq !== line || entry.prev !== (entries.at(-1)?.hash ?? FIRST))
      return fault('it does not follow from the line before', '与前一行不衔接');
    entries.push(entry);
    start = end + 1;
  }
  if (entries[0]?.kind === 'init') return { entries };
  return { entries: [], fault: { line: 1, reason: { en: 'it does not begin with the making of the book', zh: '首行不是建账' } } };
}

const LF = 0x0a;

/** Undefined for a line that differs in any byte from what would be written for what it says. */
function entryOf(line: Buffer): JournalEntry | undefined {
  const entry = readShape(line, entryShape);
  if (entry === undefined) return undefined;
  const again = journalLine(entry);
  return again.hash === entry.hash && Buffer.from(again.line, 'utf8').equals(line) ? entry : undefined;
}

const entryShape: Shape<JournalEntry> = objectOf(
  {
    seq: count,
    prev: text,
    kind: oneOf(ENTRY_KINDS),
    program: text,
    published: listOf(objectOf({ path: text, sha256: text, bytes: count })),
    hash: text,
  },
  { asOf: day, reason: text, supersedes: text },
);
