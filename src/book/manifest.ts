import { count, day, listOf, objectOf, oneOf, other, readShape, rowCounts, type Shape, tally, text } from '../documents/json-shape.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { OpenEvent } from '../model/events.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { yuan } from '../model/money.js';
import {
  BASES,
  type Basis,
  type ClassTallies,
  type NotAssessed,
  type Portfolio,
  type RowCounts,
  type SourceFile,
  type Tally,
} from '../model/portfolio.js';

/** What a month was made of. Two closings with the same inputs give the same month. */
export interface MonthInputs {
  readonly ledgers: readonly SourceFile[];
  readonly registers: readonly { readonly register: string; readonly name: string; readonly sha256: string; readonly entries: number }[];
  /** Options that say how the ledgers are read, as they were typed; a map by the hash of its file. */
  readonly reading: Readonly<Record<string, string>>;
  readonly policy: { readonly id: string; readonly hash: string; readonly path: string };
  readonly basis: Basis;
  readonly locks: readonly { readonly date: DayNumber; readonly hash: string }[];
  /** What the program decides and no policy says, of all that moves a published figure. */
  readonly renewals: { readonly days: number; readonly leastPercent: number; readonly mostPercent: number };
}

/** A month that another follows on from, as it was then. */
export interface BuiltOn {
  readonly asOf: DayNumber;
  /** Of its manifest. */
  readonly sha256: string;
}

/** A file of the month's folder. */
export interface MonthFile {
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
}

/** What a month leaves open: told again wherever its figures are shown. */
export interface OpenRows {
  /** Loans that moved without a reason. */
  readonly unexplained: number;
  /** Lines with an inferred channel. */
  readonly inferred: number;
  /** Events of loans that were not NPL, and of loans that nobody knows; each with its place in the book. */
  readonly ignored: readonly OpenEvent[];
  readonly unknown: readonly OpenEvent[];
}

/** What stands in a month's folder, what it was made of, and its totals. */
export interface Manifest {
  readonly asOf: DayNumber;
  readonly program: string;
  readonly currency: string;
  readonly keyParts: Portfolio['keyParts'];
  readonly inputs: MonthInputs;
  /** The closed month before; absent for the first of the book. */
  readonly builtOn?: BuiltOn;
  readonly rows: RowCounts;
  readonly offBook: Tally;
  /** Loans with a negative balance, in every sum; absent where there is none. */
  readonly negative?: Tally;
  /** By the class used, normal to loss. */
  readonly classes: ClassTallies;
  /** SHA-256 of the codes of the classes used, a byte a loan in the order of loans.csv. */
  readonly classDigest: string;
  /** Rules that no loan could be tested with. */
  readonly notAssessed: readonly NotAssessed[];
  /** Rules that blank cells leave open for some loans. */
  readonly notAssessedLoans: readonly { readonly rule: string; readonly loans: number }[];
  readonly open: OpenRows;
  /** By name. */
  readonly files: readonly MonthFile[];
}

const SCHEMA = 'npl.book-month/1';

/** A manifest as it stands in the month's folder: JSON for a person to read; the same manifest always gives the same bytes. */
export function manifestText(manifest: Manifest): string {
  const {
    asOf,
    program,
    currency,
    keyParts,
    inputs,
    builtOn,
    rows,
    offBook,
    negative,
    classes,
    classDigest,
    notAssessed,
    notAssessedLoans,
    open,
    files,
  } = manifest;
  const written = {
    schema: SCHEMA,
    asOf: isoDate(asOf),
    program,
    currency,
    keyParts,
    inputs: writtenInputs(inputs),
    ...(builtOn === undefined ? {} : { builtOn: { asOf: isoDate(builtOn.asOf), sha256: builtOn.sha256 } }),
    rows,
    offBook: writtenTally(offBook),
    ...(negative === undefined ? {} : { negative: writtenTally(negative) }),
    classes: Object.fromEntries(LOAN_CLASSES.map((name, code) => [name, writtenTally(classes[code] as Tally)])),
    classDigest,
    notAssessed,
    notAssessedLoans,
    open,
    files,
  };
  return `${JSON.stringify(written, undefined, 2)}\n`;
}

function writtenInputs({ ledgers, registers, reading, policy, basis, locks, renewals }: MonthInputs) {
  return {
    ledgers,
    registers,
    reading: Object.fromEntries(Object.entries(reading).sort(([a], [b]) => (a < b ? -1 : 1))),
    policy,
    basis,
    locks: locks.map(({ date, hash }) => ({ date: isoDate(date), hash })),
    renewals,
  };
}

function writtenTally({ count: loans, balance }: Tally) {
  return { count: loans, balance: yuan(balance) };
}

/** True where two months were made of the same. A source is the same where its bytes are, whatever its name. */
export function sameInputs(left: MonthInputs, right: MonthInputs): boolean {
  const print = (inputs: MonthInputs) => {
    const { ledgers, registers, ...others } = writtenInputs(inputs);
    const bare = { ledgers: ledgers.map(({ sha256 }) => sha256).sort(), registers: registers.map(registerPrint).sort(), ...others };
    return JSON.stringify(bare);
  };
  return print(left) === print(right);
}

function registerPrint({ register, sha256 }: MonthInputs['registers'][number]): string {
  return `${register} ${sha256}`;
}

/** Undefined for what manifestText did not write. */
export function parseManifest(bytes: Buffer): Manifest | undefined {
  const read = readShape(bytes, manifestShape);
  if (read === undefined) return undefined;
  const { schema: _, classes, ...manifest } = read;
  return { ...manifest, classes: LOAN_CLASSES.map((name) => classes[name]) };
}

const texts: Shape<Readonly<Record<string, string>>> = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
    ? (value as Readonly<Record<string, string>>)
    : other();

const openEvent: Shape<OpenEvent> = objectOf({ loan: text, file: text, line: count });

const manifestShape = objectOf(
  {
    schema: oneOf([SCHEMA]),
    asOf: day,
    program: text,
    currency: text,
    keyParts: oneOf(['loan', 'institution+loan']),
    inputs: objectOf({
      ledgers: listOf(objectOf({ name: text, sha256: text, bytes: count, encoding: text, delimiter: text, rows: rowCounts })),
      registers: listOf(objectOf({ register: text, name: text, sha256: text, entries: count })),
      reading: texts,
      policy: objectOf({ id: text, hash: text, path: text }),
      basis: oneOf(BASES),
      locks: listOf(objectOf({ date: day, hash: text })),
      renewals: objectOf({ days: count, leastPercent: count, mostPercent: count }),
    }),
    rows: rowCounts,
    offBook: tally,
    classes: objectOf({ normal: tally, 'special-mention': tally, substandard: tally, doubtful: tally, loss: tally }),
    classDigest: text,
    notAssessed: listOf(objectOf({ rule: text, missing: listOf(text) })),
    notAssessedLoans: listOf(objectOf({ rule: text, loans: count })),
    open: objectOf({ unexplained: count, inferred: count, ignored: listOf(openEvent), unknown: listOf(openEvent) }),
    files: listOf(objectOf({ name: text, sha256: text, bytes: count })),
  },
  { builtOn: objectOf({ asOf: day, sha256: text }), negative: tally },
);
