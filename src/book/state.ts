import type { DayNumber } from '../model/civil-date.js';
import type { EntryKind, JournalEntry, Published } from './journal.js';
import { MANIFEST } from './paths.js';

/** A file of the book with the entry that published it. */
export interface Version {
  readonly asOf: DayNumber;
  /** From 1; the highest is the one in force. */
  readonly version: number;
  readonly file: Published;
  readonly entry: JournalEntry;
}

/** What the journal says is in force. */
export interface BookState {
  readonly entries: readonly JournalEntry[];
  /** Hash of the last entry: it stands for the whole book. */
  readonly head: string;
  readonly config: { readonly version: number; readonly file: Published };
  /** By date; `file` is the manifest. */
  readonly months: readonly Version[];
  readonly locks: readonly Version[];
  /** Everything ever published, by path. */
  readonly published: ReadonlyMap<string, Published>;
  /** Manifests of every version of every month, superseded ones too. */
  readonly manifests: readonly Published[];
}

/** `entries` is a whole journal: not empty. */
export function stateOf(entries: readonly JournalEntry[]): BookState {
  const configs = entries.filter(({ kind }) => kind === 'init' || kind === 'set');
  const published = new Map(entries.flatMap((entry) => entry.published.map((file) => [file.path, file] as const)));
  const closed: readonly EntryKind[] = ['close', 'supersede'];
  return {
    entries,
    head: (entries.at(-1) as JournalEntry).hash,
    config: { version: configs.length, file: own(configs.at(-1) as JournalEntry) },
    months: inForce(entries, closed),
    locks: inForce(entries, ['lock']),
    published,
    manifests: [...published.values()].filter(({ path }) => path.endsWith(`/${MANIFEST}`)),
  };
}

/** An entry's own file: the first that it published. */
function own(entry: JournalEntry): Published {
  return entry.published[0] as Published;
}

function inForce(entries: readonly JournalEntry[], kinds: readonly EntryKind[]): Version[] {
  const byDate = new Map<DayNumber, Version>();
  for (const entry of entries) {
    const { asOf, kind } = entry;
    if (asOf === undefined || !kinds.includes(kind)) continue;
    byDate.set(asOf, { asOf, version: (byDate.get(asOf)?.version ?? 0) + 1, file: own(entry), entry });
  }
  return [...byDate.values()].sort((a, b) => a.asOf - b.asOf);
}
