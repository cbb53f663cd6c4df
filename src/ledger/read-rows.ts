import { EncodingDoubt } from '../table/encoding.js';
import { isSurelyGb18030 } from '../table/plain/gb18030-scan.js';
import type { LaneCounts } from '../table/plain/lane-state.js';
import { firstRecordAt, RANGE_OPTIONS, type RangeOptions, readRange } from '../table/plain/read-range.js';
import { readWhole } from '../table/read-table.js';
import { newRejectLog, type RejectLog } from '../table/rejects.js';
import { newRowReader, type RowTally } from '../table/row-reader.js';
import { type DraftTally, newDraftTally } from './draft-tally.js';
import { expectedSize } from './expected-size.js';
import { type LoanStore, newStore } from './loan-store.js';
import type { LedgerPlan, PlannedFile } from './plan-ledgers.js';
import { type Dictionaries, draftSink, type PortfolioDraft } from './portfolio-draft.js';
import { LEDGER_SCHEMA } from './schema.js';
import type { RepeatedRows } from './settle-keys.js';

/** The rows of ledgers, read and not yet settled: a loan may still stand twice. */
export interface LedgerRows {
  readonly store: LoanStore;
  readonly dictionaries: Dictionaries;
  readonly tally: DraftTally;
  /** By file. */
  readonly tallies: readonly RowTally[];
  readonly rejects: RejectLog;
  readonly lanes: LaneCounts;
}

/** Reads all files one after another. `lane` careful: through csv-parse alone, for comparison. */
export function readAll(
  plan: LedgerPlan,
  repeated: RepeatedRows,
  lane: 'plain' | 'careful' = 'plain',
  options: RangeOptions = RANGE_OPTIONS,
): LedgerRows {
  const { rules, files, kept } = plan;
  const store = newStore(kept, expectedSize(files, kept));
  const draft: PortfolioDraft = { rules, store, dictionaries: new Map(), tally: newDraftTally(), repeated };
  const rejects = newRejectLog(rules.keepAllRejects);
  const lanes: LaneCounts = { plain: 0, careful: 0 };
  const tallies = files.map((file) => readFile(plan, file, draft, rejects, lanes, lane, options));
  return { store, dictionaries: draft.dictionaries, tally: draft.tally, tallies, rejects, lanes };
}

function readFile(
  { rules }: LedgerPlan,
  file: PlannedFile,
  draft: PortfolioDraft,
  rejects: RejectLog,
  lanes: LaneCounts,
  lane: 'plain' | 'careful',
  options: RangeOptions,
): RowTally {
  const { source, form } = file;
  const sink = draftSink(draft, file);
  const reader = newRowReader(source.shownAs, LEDGER_SCHEMA, form.dialect, rules, sink, rejects);
  if (lane === 'careful') {
    readWhole(source, form, reader);
    lanes.careful += reader.tally.rows.read;
  } else {
    const range = { start: firstRecordAt(source, form), limit: source.bytes, isFirst: true };
    const { counts, gbSigns } = readRange(source, form, range, reader, sink, options);
    if (gbSigns !== undefined && !isSurelyGb18030([gbSigns])) throw new EncodingDoubt();
    lanes.plain += counts.plain;
    lanes.careful += counts.careful;
  }
  sink.finish();
  return reader.tally;
}
