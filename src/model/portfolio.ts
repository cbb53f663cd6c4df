import type { DayNumber } from './civil-date.js';
import type { AmountField, ChoiceField, DateField, DaysField, FlagField, TextField } from './loan-fields.js';
import type { Cents } from './money.js';
import type { KeyTexts, TextIndex } from './text-index.js';
import type { TextList } from './text-list.js';

/** A column of repeated text: codes into a dictionary; NO_TEXT where the ledger's cell is blank. */
export interface CodedTexts {
  readonly codes: Uint32Array;
  readonly dictionary: TextIndex;
}

/** A column of text that is shown and never compared: loan i's is text i, empty where the ledger's cell is blank. */
export interface ListedTexts {
  readonly list: TextList;
}

export type TextColumn = CodedTexts | ListedTexts;

/** One source file as it was read. */
export interface SourceFile {
  /** File name without its folder, so that a report is the same wherever it was made. */
  readonly name: string;
  readonly sha256: string;
  readonly bytes: number;
  readonly encoding: string;
  readonly delimiter: string;
  readonly rows: RowCounts;
}

/** Where every row of a file went: read is the sum of the others. */
export interface RowCounts {
  read: number;
  loans: number;
  offBook: number;
  rejected: number;
  notSelected: number;
  blank: number;
  repeatedHeader: number;
  totals: number;
}

/** Count and sum of a set of loans. */
export interface Tally {
  readonly count: number;
  readonly balance: Cents;
}

/** An off-book row that took another loan's place: its key, and the id in its 原借据号 column, without an institution. */
export interface OffBookReplacement {
  readonly key: string;
  readonly replaces: string;
}

/**
 * The loans of one date, as columns: element i of every column belongs to loan i, in the order the rows were read.
 * A column that the ledgers do not have is absent; one that they have and that the run said it does not need throws when it
 * is looked at, so that it is never taken for absent. Amounts are cents (NaN where not stated), dates and day counts are
 * day numbers and days (NO_DAY where not stated), flags 0, 1 or NO_CHOICE, choices an index into CHOICE_FIELDS.
 */
export interface Portfolio {
  readonly asOf: DayNumber;
  readonly currency: string;
  readonly count: number;
  /** Loan i's key is the text with code i: the loan id, behind the institution and a KEY_SEPARATOR where the ledger names one. */
  readonly keys: KeyTexts;
  readonly keyParts: 'loan' | 'institution+loan';
  readonly balance: Float64Array;
  readonly declaredClass?: Uint8Array;
  readonly amounts: Partial<Record<AmountField, Float64Array>>;
  readonly dates: Partial<Record<DateField, Int32Array>>;
  readonly days: Partial<Record<DaysField, Int32Array>>;
  readonly flags: Partial<Record<FlagField, Uint8Array>>;
  readonly choices: Partial<Record<ChoiceField, Uint8Array>>;
  readonly texts: Partial<Record<TextField, TextColumn>>;
  /** Index into sources, and the line of the row's first byte in that file, from 1. */
  readonly sourceOf: Uint16Array;
  readonly lineOf: Uint32Array;
  readonly sources: readonly SourceFile[];
  /** Rows marked settled, written off or transferred: counted and summed apart, in no other figure. */
  readonly offBook: Tally;
  /** Keys of those rows, and which loan each took the place of: a chain of renewals may lead through one of them. */
  readonly offBookKeys?: TextIndex;
  readonly offBookReplaces?: readonly OffBookReplacement[];
  /** Loans with a negative balance (only with --allow-negative); they are in every sum. */
  readonly negative: Tally;
  readonly rows: RowCounts;
}

/** Stands between institution and loan id in a key: a character that no cell may hold. */
export const KEY_SEPARATOR = '\u001f';

/** What stands before the id in a key of a loan, or of a borrower named like one: institution and separator, or nothing. */
export function institutionPrefix(key: string): string {
  return key.slice(0, key.indexOf(KEY_SEPARATOR) + 1);
}

/** A key as people read it. */
export function shownKey(key: string): string {
  return key.replace(KEY_SEPARATOR, '/');
}

/** The classes of a portfolio's loans: element i belongs to loan i. */
export interface Classified {
  /** Days past due that the rules used: NO_DAY where the ledger does not say. */
  readonly daysPastDue: Int32Array;
  /** The loans with a day or more, in order, where they were listed: a few of all. */
  readonly overdue?: Uint32Array;
  /** Bit r is set where rule r of the policy fired. */
  readonly fired: Uint32Array;
  /** By the rules alone, without what is inherited; NO_CLASS for every loan when the ledger lacks what the day rules need. */
  readonly computed: Uint8Array;
  /** The class that figures use: basis, overrides, inherited class, contagion. */
  readonly used: Uint8Array;
  /** `used` as it would be without overrides; the same array where there are none. */
  readonly withoutOverrides: Uint8Array;
  /** Index into the overrides given, plus 1; 0 where none applies. Absent when none are given. */
  readonly overridden?: Uint32Array;
  /** Worst class inherited from a replaced NPL, NO_CLASS where none. Absent when nothing is known of replaced loans. */
  readonly inherited?: Uint8Array;
  readonly basis: Basis;
  /** Rules that no loan could be tested with, and what the ledger lacks for each. */
  readonly notAssessed: readonly NotAssessed[];
  readonly notes: ClassificationNotes;
}

/** One date's ledger with its classes. */
export interface Month {
  readonly portfolio: Portfolio;
  readonly classified: Classified;
}

export type Basis = 'stricter' | 'declared' | 'computed';
export const BASES: readonly Basis[] = ['stricter', 'declared', 'computed'];

export interface NotAssessed {
  readonly rule: string;
  readonly missing: readonly string[];
}

/** What the classification of a month could not test. */
export type Assessed = Pick<Classified, 'notAssessed'> & { readonly notes: Pick<ClassificationNotes, 'notAssessedLoans'> };

export interface ClassificationNotes {
  /** Loans whose stated days and overdue-since dates disagree; the larger counts. */
  readonly daysDisagree: number;
  /** Loans that state no days past due at all: the day rules are not assessed for them. */
  readonly daysNotStated: number;
  /** Loans past their due date on which no days past due are stated: maturity alone makes no days. */
  readonly pastDueWithoutDays: number;
  readonly notDeclared: number;
  /** Rules that blank cells (borrower type, borrower, guarantee, allowance) leave open for some loans. A blank flag means no. */
  readonly notAssessedLoans: readonly { readonly rule: string; readonly loans: number }[];
  /** True when the ledger has no borrower type, so that every loan is judged by itself. */
  readonly judgedPerLoan: boolean;
  /** Overrides in force whose loan is not on the ledger: repaid, or a mistyped id. */
  readonly overridesOfUnknownLoans: number;
}

export type ClassTallies = readonly Tally[];
