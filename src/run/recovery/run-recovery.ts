import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import type { Keep } from '../../ledger/kept-fields.js';
import type { RegisterPlace } from '../../model/events.js';
import { stated } from '../../model/stated.js';
import type { Policy } from '../../policy/policy.js';
import type { RegisterKind } from '../../registers/register-kind.js';
import type { Document, Lang, MoneyUnit } from '../../report/document.js';
import type { RecoveryFrame } from '../../report/recovery/frame.js';
import { registerInForce } from '../book/carried-registers.js';
import { type Book, openBook } from '../book/open-book.js';
import { openBookMonth } from '../book/open-book-month.js';
import type { Io } from '../io.js';
import { type Deliverable, deliver, type OutputOptions } from '../output/deliver.js';
import { provenanceOf } from '../output/provenance.js';
import { checkTargets } from '../output/targets.js';
import { exitOf, incompleteOf } from '../reading/completeness.js';
import { countWarnings } from '../reading/count-warnings.js';
import type { LedgerOptions } from '../reading/open-ledgers.js';
import { inputPaths, type Opened, openMonths } from '../reading/open-months.js';
import { type HistoryOptions, type PolicyOptions, type RegisterFile, readFiles } from '../reading/read-background.js';
import { lineageDiagnostics, selectionDiagnostics } from '../reading/tell-history.js';
import { readingDiagnostics, rowsDiagnostic } from '../reading/tell-reading.js';

/** The options that every command of recovery takes. */
export interface RecoveryOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledgers: readonly string[];
  /** A book instead of ledgers: `asOf` is then one of its months, and the last is taken without. */
  readonly book?: string;
  readonly strict: boolean;
  /** The book, where it is opened already. */
  readonly shared?: Book;
}

/** A month with all that came before it, opened for a report. */
export interface RecoveryRun {
  readonly opened: Opened;
  /**
   * The rows of a register that the report alone asks for, from the files given or from the book, in their order; undefined where
   * there is none. The files stand in the provenance. Errors: those of the register, E_KEY_PARTS, E_EVENT_AFTER_AS_OF.
   */
  readonly register: <T extends RegisterPlace>(kind: RegisterKind<T>, paths: readonly string[]) => Promise<readonly T[] | undefined>;
  /** Notes something else that the figures rest on in the provenance. */
  readonly cite: (file: RegisterFile) => void;
  /** Warnings told here count for --strict. */
  readonly io: Io;
}

/** What a journey found. */
export interface RecoveryFound {
  readonly report: (frame: RecoveryFrame) => Deliverable;
  /** Told behind what is to be known of the reading. */
  readonly warnings?: readonly Diagnostic[];
  /** What is no warning and fails a strict run all the same: so many events in no figure. */
  readonly troubles?: number;
}

export interface RecoveryJourney {
  /** Files that it reads besides ledgers, policy, locks and the registers of all reports: none of them may be written over. */
  readonly inputs?: readonly (string | undefined)[];
  /** What it needs of the columns of ledgers; a book's month is read with all. */
  readonly columns: (policy: Policy) => Keep;
  readonly measure: (run: RecoveryRun) => RecoveryFound | Promise<RecoveryFound>;
}

/** The way of every report of recovery: open, measure, say what is doubtful, deliver, exit. */
export async function runRecovery(options: RecoveryOptions, io: Io, { inputs = [], columns, measure }: RecoveryJourney): Promise<ExitCode> {
  const counted = countWarnings(io);
  io.watch.phase('open');
  checkTargets([options.output, options.rejects], [...inputPaths(options.ledgers, options), ...inputs]);
  const { opened, register, head } = await open(options, columns, counted.io);
  const { current, earlier, background, lineage, month } = opened;
  const files = [...background.files];
  io.watch.phase('measure');
  const found = await measure({
    opened,
    register: (kind, paths) => register(kind, paths, files),
    cite: (file) => files.push(file),
    io: counted.io,
  });
  const readings = [current, ...earlier];
  const incomplete = incompleteOf(readings);
  readings.forEach((reading, i) => {
    for (const said of readingDiagnostics(reading, i === 0)) io.tell(said);
  });
  for (const said of [
    ...lineageDiagnostics(lineage, readings, background.locks, opened.knownOnce),
    ...(found.warnings ?? []),
    ...selectionDiagnostics(background.locks, current),
  ])
    counted.io.tell(said);
  const provenance = provenanceOf(current, earlier, { ...background, files, ...stated({ head }) });
  await deliver(found.report({ ...month, provenance, ...(incomplete === undefined ? {} : { incomplete }) }), options, io);
  const troubles = counted.count() + (found.troubles ?? 0);
  const isRefused = options.strict && troubles > 0;
  if (isRefused) io.tell({ code: 'A_STRICT', params: { count: troubles } });
  io.tell(rowsDiagnostic(current.portfolio.rows));
  return isRefused ? EXIT.controlFailed : exitOf(incomplete);
}

/** A month that was opened, wherever it came from, and what reads the registers beside it. */
interface OpenedAnywhere {
  /** The same one for all reports that share a book: what is measured of it is measured once. */
  readonly opened: Opened;
  readonly register: <T extends RegisterPlace>(
    kind: RegisterKind<T>,
    paths: readonly string[],
    files: RegisterFile[],
  ) => Promise<readonly T[] | undefined>;
  /** Head of the book's journal. */
  readonly head?: string;
}

async function open(options: RecoveryOptions, columns: RecoveryJourney['columns'], io: Io): Promise<OpenedAnywhere> {
  if (options.book === undefined) {
    const opened = await openMonths(options.ledgers, options, io, columns);
    const register: OpenedAnywhere['register'] = async (kind, paths, files) =>
      paths.length === 0 ? undefined : readFiles(kind, paths, opened.month.portfolio, files, io);
    return { opened, register };
  }
  const opened = await openBookMonth(options.shared ?? openBook(options.book), options.asOf, io);
  const { book } = opened;
  const register: OpenedAnywhere['register'] = (kind, _, files) => registerInForce(book, kind, opened.month.portfolio, files, io);
  return { opened, register, head: book.state.head };
}

/** A document whose lists show `limit` rows, and the one that holds every row, for another program. */
export function limitedTo(
  limit: number,
  document: (lang: Lang, unit: MoneyUnit, limit: number) => Document,
): Pick<Deliverable, 'document' | 'whole'> {
  return {
    document: (lang, unit) => document(lang, unit, limit),
    whole: (lang, unit) => document(lang, unit, Number.POSITIVE_INFINITY),
  };
}
