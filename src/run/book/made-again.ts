import { join } from 'node:path';
import type { Manifest } from '../../book/manifest.js';
import { FIGURES, LINEAGE, LOANS, MANIFEST, REGISTER_ROWS, REGISTERS, WATCHED } from '../../book/paths.js';
import { registerRowsText } from '../../book/register-rows-file.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../../diagnostics/diagnostic.js';
import type { RowCounts } from '../../model/portfolio.js';
import type { RegisterRows } from '../../model/register-rows.js';
import type { Io } from '../io.js';
import type { Chunk } from '../output/publish.js';
import { storedColumns } from '../reading/needed-columns.js';
import { joinRows, lineageOf, registerRowsOf } from './book-history.js';
import { measureInBook } from './book-month.js';
import { CARRIED, registerFilesOf } from './carried-registers.js';
import { type GivenRegisters, readGivenRegisters } from './given-registers.js';
import { openRows } from './month-checks.js';
import { madeManifest, monthFiles } from './month-files.js';
import { type Book, chainTo, damaged, readMonthFile, type StoredMonth, storedBefore } from './open-book.js';
import { notMadeAgain, type OpenedStored, openStoredMonth } from './open-stored-month.js';
import { sameRows } from './same-rows.js';

/**
 * What a month says that its own loans, registers and locks do not come to: every file of it is made again from loans.csv and
 * from the registers as they were given, and held against what is stored. What no file states twice (source lines, the rows
 * that were left out of the loans) is only held against its sums. Errors: E_BOOK_DAMAGED.
 */
export async function madeAgain(book: Book, month: StoredMonth, io: Io): Promise<Diagnostic[]> {
  const differs = (name: string, reason: Bilingual) => damaged(join(book.dir, month.folder, name), reason).diagnostics[0] as Diagnostic;
  // Another version of the program may come to something else without anybody having changed the book.
  const comesTo = (name: string) => notMadeAgain(book, month, name, OTHER_RESULT).diagnostics[0] as Diagnostic;
  const at = await openStoredMonth(book, month, storedColumns, io);
  const given = await registersAgain(book, month, at, io);
  const found = await measureInBook(at, io);
  const stored = given === undefined ? registerRowsOf(book, month) : selectedRows(given.stored, month, registerRowsOf(book, month));
  const open = given === undefined ? month.manifest.open : openRows(at, found, given.placed);
  const content = { at, found, open, inputs: month.manifest.inputs, stored, copies: [], offBook: lineageOf(book, month).offBook };
  const faults: Diagnostic[] = [];
  for (const { path, chunks } of monthFiles(month.folder, content)) {
    const name = path.slice(month.folder.length + 1);
    if (name === REGISTER_ROWS) continue;
    const bytes = readMonthFile(book, month, name);
    const isRows = name === LOANS || name === WATCHED;
    const isSame = isRows ? sameRows(bytes, chunks) : wholeOf(chunks).equals(bytes);
    if (!isSame) faults.push(name === FIGURES || name === LINEAGE || isRows ? comesTo(name) : differs(name, OTHER_ROWS));
  }
  if (given === undefined) faults.push(differs(REGISTERS, UNREADABLE));
  else {
    const rows = registerRowsText({ ...stored, leftOut: registerRowsOf(book, month).leftOut });
    const leftOut = found.measured.leftOut.length === registerRowsOf(book, month).leftOut.length;
    if (!leftOut || !readMonthFile(book, month, REGISTER_ROWS).equals(Buffer.from(rows))) faults.push(differs(REGISTER_ROWS, OTHER_ROWS));
  }
  for (const reason of manifestFaults(month.manifest, { ...madeManifest(at), open }, given)) faults.push(differs(MANIFEST, reason));
  return faults;
}

function wholeOf(chunks: Iterable<Chunk>): Buffer {
  const parts: Buffer[] = [];
  // A chunk is good until the next is asked for.
  for (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

const OTHER_RESULT: Bilingual = { en: 'its loans and registers do not come to what it says', zh: '按所存借据与登记簿重算的结果与其不符' };
const OTHER_ROWS: Bilingual = { en: 'it is not what the registers beside it say', zh: '与所存登记簿不符' };
const UNREADABLE: Bilingual = { en: 'the registers cannot be read as they were', zh: '所存登记簿无法按原样读取' };

/** The registers that stand in the month's folder, read again; undefined where they are refused. */
async function registersAgain(
  book: Book,
  month: StoredMonth,
  { month: { portfolio } }: OpenedStored,
  io: Io,
): Promise<GivenRegisters | undefined> {
  const before = storedBefore(book, month);
  const known = joinRows(chainTo(book, before).map((one) => registerRowsOf(book, one)));
  const names = month.manifest.files.filter(({ name }) => name.startsWith(`${REGISTERS}/`));
  const of = (register: string) => registerFilesOf(month, register).map((name) => join(book.dir, month.folder, name));
  const carried = Object.fromEntries(CARRIED.map(({ id, option }) => [option, of(id)]));
  const files = {
    events: of('events'),
    writeOffs: of('write-offs'),
    recoveries: of('recoveries'),
    disposals: of('disposals'),
    idMap: of('id-map'),
    overrides: of('overrides'),
  };
  if ([...Object.values(files), ...Object.values(carried)].flat().length !== names.length) return undefined;
  try {
    return await readGivenRegisters(portfolio, { ...files, carried, allowEmpty: true }, known, before?.asOf, {
      ...io,
      tell: () => undefined,
    });
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** What a manifest says of its month that does not follow from it. */
function manifestFaults(
  manifest: Manifest,
  made: ReturnType<typeof madeManifest> & Pick<Manifest, 'open'>,
  given: GivenRegisters | undefined,
): Bilingual[] {
  const { rows, offBook, inputs } = manifest;
  const sums = (Object.keys(rows) as (keyof RowCounts)[]).every(
    (where) => rows[where] === inputs.ledgers.reduce((sum, ledger) => sum + ledger.rows[where], 0),
  );
  const isSplit = ({ read, ...others }: RowCounts) => read === Object.values(others).reduce((sum, count) => sum + count, 0);
  const rowsHold = sums && [rows, ...inputs.ledgers.map((ledger) => ledger.rows)].every(isSplit) && rows.loans === made.loans;
  const said = (list: unknown) => JSON.stringify(list);
  return [
    ...(rowsHold ? [] : [{ en: 'its counts of rows do not add up', zh: '行数不平' }]),
    ...(offBook.count === rows.offBook && (offBook.count > 0 || offBook.balance === 0n)
      ? []
      : [{ en: 'its rows off the book do not add up', zh: '表外行数不平' }]),
    ...(said(manifest.notAssessed) === said(made.notAssessed) && said(manifest.notAssessedLoans) === said(made.notAssessedLoans)
      ? []
      : [{ en: 'the rules that it calls not assessed are others', zh: '未测算规则与重算不符' }]),
    ...(said(openOf(manifest)) === said(openOf(made))
      ? []
      : [{ en: 'what it leaves open comes to something else', zh: '未决事项与重算不符' }]),
    ...(given === undefined || sameRegisters(inputs.registers, given.files)
      ? []
      : [{ en: 'the registers that it names are not those beside it', zh: '所列登记簿与所存不符' }]),
  ];
}

/** What is left open without where it stands: a register of the book has another name than the file that was given. */
function openOf({ open: { unexplained, inferred, ignored, unknown } }: Pick<Manifest, 'open'>) {
  return { unexplained, inferred, ignored: ignored.map(({ loan }) => loan), unknown: unknown.map(({ loan }) => loan) };
}

/** Of a selection of the ledger's rows, the book keeps only what the registers say of it; the rest was told and left. */
function selectedRows(given: RegisterRows, { manifest }: StoredMonth, kept: RegisterRows): RegisterRows {
  if (manifest.inputs.reading.where === undefined) return given;
  const selected = <T extends { readonly loan: string }>(rows: readonly T[], of: readonly T[]): T[] => {
    const loans = new Set(of.map(({ loan }) => loan));
    return rows.filter(({ loan }) => loans.has(loan));
  };
  return {
    ...given,
    events: selected(given.events, kept.events),
    writeOffs: selected(given.writeOffs, kept.writeOffs),
    recoveries: selected(given.recoveries, kept.recoveries),
    disposals: selected(given.disposals, kept.disposals),
  };
}

/** A compressed register is kept unpacked: its hash is of bytes that the book does not have. */
function sameRegisters(stated: Manifest['inputs']['registers'], found: GivenRegisters['files']): boolean {
  return (
    stated.length === found.length &&
    stated.every(({ register, name, sha256, entries }, i) => {
      const one = found[i];
      const isKept = name.endsWith('.gz') || sha256 === one?.sha256;
      return register === one?.register && entries === one.entries && isKept;
    })
  );
}
