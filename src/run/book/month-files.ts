import { createHash } from 'node:crypto';
import type { Published } from '../../book/journal.js';
import { lineageChunks } from '../../book/lineage-file.js';
import { type BuiltOn, type Manifest, type MonthInputs, manifestText } from '../../book/manifest.js';
import { FIGURES, LINEAGE, LOANS, MANIFEST, REGISTER_ROWS, WATCHED } from '../../book/paths.js';
import { registerRowsText } from '../../book/register-rows-file.js';
import { monthFiguresJson } from '../../documents/month-figures.js';
import { tallyClasses } from '../../measure/tallies.js';
import type { CarriedLineage } from '../../model/carried-lineage.js';
import { type ClassCode, NORMAL } from '../../model/loan-class.js';
import type { Month } from '../../model/portfolio.js';
import { eventPrint, type RegisterRows } from '../../model/register-rows.js';
import { findText } from '../../model/text-index.js';
import type { Policy } from '../../policy/policy.js';
import { storedLoanChunks } from '../../render/stored-loans.js';
import { PROGRAM } from '../version.js';
import type { BookMonth, MeasuredInBook } from './book-month.js';
import type { GivenFile } from './given-registers.js';
import { offBookOf } from './month-checks.js';
import type { NewFile } from './publish-entry.js';

/** What a month's folder is written from. */
export interface MonthContent {
  readonly at: BookMonth;
  readonly found: MeasuredInBook;
  readonly inputs: MonthInputs;
  readonly open: Manifest['open'];
  readonly builtOn?: BuiltOn;
  readonly stored: RegisterRows;
  readonly copies: readonly GivenFile[];
  /** Loans that the ledger calls off the book; asked of the ledger where absent. */
  readonly offBook?: readonly string[];
}

/** The files of a month's folder but its manifest. */
export function monthFiles(folder: string, { at, found, stored, copies, offBook }: MonthContent): NewFile[] {
  const rules = rulesFired(at.policy);
  const { before } = found;
  const carried = at.handedOn(offBook ?? (before === undefined ? [] : offBookOf(before.month, at.month)));
  const watched = watchedLoans(at, carried);
  const figures = `${JSON.stringify(monthFiguresJson(found.measured.figures), undefined, 2)}\n`;
  const rows: RegisterRows = { ...stored, leftOut: found.measured.leftOut.map(eventPrint) };
  const file = (name: string, chunks: NewFile['chunks']): NewFile => ({ path: `${folder}/${name}`, chunks });
  return [
    file(LOANS, storedLoanChunks(at.month, rules)),
    file(WATCHED, storedLoanChunks(at.month, rules, watched)),
    file(FIGURES, [figures]),
    file(LINEAGE, lineageChunks(carried)),
    file(REGISTER_ROWS, [registerRowsText(rows)]),
    ...copies.map(({ name, bytes }) => file(name, [bytes])),
  ];
}

/** The manifest, when the others are written. */
export function manifestFile(folder: string, { at, inputs, builtOn, open }: MonthContent, written: readonly Published[]): NewFile {
  const { portfolio, classified } = at.month;
  const manifest: Manifest = {
    asOf: portfolio.asOf,
    program: PROGRAM,
    currency: portfolio.currency,
    keyParts: portfolio.keyParts,
    inputs,
    ...(builtOn === undefined ? {} : { builtOn }),
    rows: portfolio.rows,
    offBook: portfolio.offBook,
    ...(portfolio.negative.count === 0 ? {} : { negative: portfolio.negative }),
    classes: tallyClasses(portfolio, classified.used),
    classDigest: classDigest(at.month),
    notAssessed: classified.notAssessed,
    notAssessedLoans: classified.notes.notAssessedLoans,
    open,
    files: written
      .map(({ path, sha256, bytes }) => ({ name: path.slice(folder.length + 1), sha256, bytes }))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  };
  return { path: `${folder}/${MANIFEST}`, chunks: [manifestText(manifest)] };
}

/** What a manifest says that can be made again from the month's folder. */
export function madeManifest({ month: { portfolio, classified } }: MonthContent['at']) {
  const { notAssessed, notes } = classified;
  return { loans: portfolio.count, notAssessed, notAssessedLoans: notes.notAssessedLoans };
}

/** SHA-256 of the classes used, a byte a loan: what a later reading must come to again. */
export function classDigest({ classified: { used } }: Month): string {
  return createHash('sha256').update(used).digest('hex');
}

/** The ids of the rules whose bits are set. */
export function rulesFired({ rules }: Policy): (fired: number) => string {
  return (fired) =>
    rules
      .filter((_, bit) => (fired & (1 << bit)) !== 0)
      .map(({ id }) => id)
      .join(' ');
}

/**
 * The loans that the next month may have to ask about: special-mention and NPL, those that were ever NPL and what is linked
 * with them, and all that an event speaks of. In the order of the ledger.
 */
export function watchedLoans({ month: { portfolio, classified }, lineage, background }: BookMonth, { npl }: CarriedLineage): number[] {
  const isWatched = new Uint8Array(portfolio.count);
  const mark = (key: string): void => {
    const loan = findText(portfolio.keys, key);
    if (loan >= 0) isWatched[loan] = 1;
  };
  for (let i = 0; i < portfolio.count; i++) if ((classified.used[i] as ClassCode) !== NORMAL) isWatched[i] = 1;
  const { families } = lineage;
  const waiting = new Set([...npl.keys(), ...background.events.map(({ loan }) => loan)]);
  for (const key of waiting) {
    mark(key);
    if (!families.areAny || !families.isLinked(key)) continue;
    for (const one of [...families.parentsOf(key), ...families.descendantsOf(key)]) waiting.add(one);
  }
  const loans: number[] = [];
  for (let i = 0; i < portfolio.count; i++) if (isWatched[i] === 1) loans.push(i);
  return loans;
}
