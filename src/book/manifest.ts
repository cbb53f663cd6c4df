import { count, listOf, OtherShape, objectOf, oneOf, other, type Shape, text } from '../documents/json-shape.js';
import { type DayNumber, isoDate, parseIsoDate } from '../model/civil-date.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { type Cents, yuan } from '../model/money.js';
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
  /** Records of a list, without its header. */
  readonly rows?: number;
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
  /** Loans that moved without a reason, lines with an inferred channel, events of loans that were not NPL. */
  readonly open: { readonly unexplained: number; readonly inferred: number; readonly ignored: number };
  /** By name. */
  readonly files: readonly MonthFile[];
}

const SCHEMA = 'npl.book-month/1';

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

function writtenInputs({ ledgers, registers, reading, policy, basis, locks }: MonthInputs) {
  return {
    ledgers,
    registers,
    reading: Object.fromEntries(Object.entries(reading).sort(([a], [b]) => (a < b ? -1 : 1))),
    policy,
    basis,
    locks: locks.map(({ date, hash }) => ({ date: isoDate(date), hash })),
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
  try {
    const { schema: _, classes, ...manifest } = manifestShape(JSON.parse(bytes.toString('utf8')));
    return { ...manifest, classes: LOAN_CLASSES.map((name) => classes[name]) };
  } catch (error) {
    if (error instanceof OtherShape || error instanceof SyntaxError) return undefined;
    throw error;
  }
}

const day: Shape<DayNumber> = (value) => parseIsoDate(text(value)) ?? other();
const CENTS = /^-?\d+\.\d\d$/;
const cents: Shape<Cents> = (value) => (CENTS.test(text(value)) ? BigInt(text(value).replace('.', '')) : other());
const tally: Shape<Tally> = objectOf({ count, balance: cents });
const rowCounts: Shape<RowCounts> = objectOf({
  read: count,
  loans: count,
  offBook: count,
  rejected: count,
  notSelected: count,
  blank: count,
  repeatedHeader: count,
  totals: count,
});
const texts: Shape<Readonly<Record<string, string>>> = (value) =>
  typeof value === 'object' && value !== null && Object.values(value).every((one) => typeof one === 'string')
    ? (value as Readonly<Record<string, string>>)
    : other();

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
    }),
    rows: rowCounts,
    offBook: tally,
    classes: objectOf({ normal: tally, 'special-mention': tally, substandard: tally, doubtful: tally, loss: tally }),
    classDigest: text,
    notAssessed: listOf(objectOf({ rule: text, missing: listOf(text) })),
    notAssessedLoans: listOf(objectOf({ rule: text, loans: count })),
    open: objectOf({ unexplained: count, inferred: count, ignored: count }),
    files: listOf(objectOf({ name: text, sha256: text, bytes: count }, { rows: count })),
  },
  { builtOn: objectOf({ asOf: day, sha256: text }), negative: tally },
);
