import type { DayNumber } from '../model/civil-date.js';
import type { ForeclosedKind } from '../model/foreclosed.js';
import type { ClassCode } from '../model/loan-class.js';
import type { DateField, FlagField } from '../model/loan-fields.js';

export interface Bilingual {
  readonly zh: string;
  readonly en: string;
}

/** A classification policy: data, read from YAML and checked; what it says is nowhere in code. */
export interface Policy {
  readonly id: string;
  readonly title: Bilingual;
  readonly source: string;
  /** SHA-256 of the policy file's bytes. */
  readonly hash: string;
  readonly effectiveFrom?: DayNumber;
  readonly effectiveTo?: DayNumber;
  /** What the due day itself counts as when days are reckoned from an overdue-since date: 0 (usual) or 1. */
  readonly dueDayCountsAs: 0 | 1;
  /** Months after an upgrade from which a relapsed locked loan counts as new; absent: never. */
  readonly relapseBecomesNewAfterMonths?: number;
  /** Day limits of the overdue-against-NPL comparison (剪刀差), the main one first. */
  readonly overdueComparisonDays: readonly number[];
  readonly provision?: ProvisionRates;
  /** At most 32: each has one bit in Classified.fired, in this order. */
  readonly rules: readonly Rule[];
}

/** Rates are decimals as text ("0.25"), so that no binary fraction touches money. */
export interface ProvisionRates {
  /** Of all loans. */
  readonly general: string;
  /** Of each class's balance, normal to loss. */
  readonly specific: readonly string[];
  /** Least allowance / NPL and allowance / loans; the higher need binds. */
  readonly minimumCoverage: string;
  readonly minimumProvisionRatio: string;
  readonly source: string;
  readonly verified: boolean;
}

interface RuleHead {
  readonly id: string;
  readonly name: Bilingual;
  /** Regulation and article. */
  readonly source: string;
  /** False: general knowledge of the field, not checked against the regulation's text; said wherever the rule is shown. */
  readonly verified: boolean;
  readonly appliesTo?: AppliesTo;
}

/** Which loans a rule is for; several conditions must all hold. Texts compare after width and case folding. */
export interface AppliesTo {
  readonly borrowerType?: 'retail' | 'non-retail';
  readonly product?: readonly string[];
  readonly exceptProduct?: readonly string[];
}

export type Rule = WhenRule | MatrixRule | BorrowerShareRule | ObservationRule;

/** The loan is at least `class` when its own facts meet the condition. */
export interface WhenRule extends RuleHead {
  readonly kind: 'when';
  readonly class: ClassCode;
  readonly when: Condition;
}

/** The class by a band of days past due and the guarantee. Bands cover 0 to infinity without gap or overlap. */
export interface MatrixRule extends RuleHead {
  readonly kind: 'matrix';
  /** Lower ends of the bands, ascending from 0; each band ends where the next begins. */
  readonly bandsFrom: readonly number[];
  /** By guarantee code (index into CHOICE_FIELDS.guarantee), or one row for every loan: a class code per band. */
  readonly byGuarantee?: readonly (readonly ClassCode[])[];
  readonly forAll?: readonly ClassCode[];
}

/** Every claim on the borrower is at least `class` when more than `above` of what it owes is bad. */
export interface BorrowerShareRule extends RuleHead {
  readonly kind: 'borrowerShare';
  readonly class: ClassCode;
  /** What counts as bad: NPL by the class after basis and overrides, or more than so many days past due. */
  readonly of: 'npl' | { readonly daysPastDueAbove: number };
  /** Counts the borrower's debt and overdue debt at other banks too. */
  readonly allBanks: boolean;
  /** A decimal as text; "0" means any. */
  readonly above: string;
  /** Loans with this flag are left as they are. */
  readonly unless?: FlagField;
}

/** A flagged loan is at least `class` until `months` after a date; without the date it is taken to be inside. */
export interface ObservationRule extends RuleHead {
  readonly kind: 'observation';
  readonly class: ClassCode;
  readonly flag: FlagField;
  readonly since: DateField;
  readonly months: number;
  /** Fires only when this flag is set too. */
  readonly and?: FlagField;
}

/** When an NPL is to be written off: a rule table of its own, so that it changes no policy hash that locks hold. */
export interface EligibilityTable {
  readonly id: string;
  readonly title: Bilingual;
  readonly source: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  readonly effectiveFrom?: DayNumber;
  readonly effectiveTo?: DayNumber;
  readonly rules: readonly EligibilityRule[];
}

/** An NPL is eligible when everything that the rule states holds. */
export interface EligibilityRule extends RuleHead {
  readonly when?: Condition;
  /** Met only where this piece of evidence, by its id, is on file. */
  readonly whenEvidence?: string;
  readonly classAtLeast?: ClassCode;
  /** Whole yuan that the loan's borrower owes here at most, all its loans together. */
  readonly borrowerOwesUpTo?: string;
  /** What a file needs beside. */
  readonly evidence: readonly EvidenceItem[];
}

export interface EvidenceItem {
  readonly id: string;
  readonly name: Bilingual;
}

/** Where a figure of a table comes from, and whether it was checked there. */
export interface Sourced {
  readonly source: string;
  readonly verified: boolean;
}

/** What NPLs and foreclosed assets are cut into, and how long an asset may be held. */
export interface Bands {
  readonly id: string;
  readonly title: Bilingual;
  readonly source: string;
  /** SHA-256 of the file's bytes. */
  readonly hash: string;
  /** Upper ends in whole yuan, ascending; an end belongs to the band below it. */
  readonly size: Sourced & { readonly upTo: readonly string[] };
  /** Ends in months, ascending; an end belongs to the band above it. */
  readonly nplAge: Sourced & { readonly months: readonly number[] };
  readonly foreclosedAge: Sourced & { readonly months: readonly number[] };
  /** Months within which an asset of a kind is to be disposed of. */
  readonly foreclosedLimits: readonly (Sourced & { readonly kind: ForeclosedKind; readonly months: number })[];
}

export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly flag: FlagField }
  | { readonly fact: NumericFact; readonly above?: string; readonly atLeast?: string };

/** Days past due (all, or of principal or interest alone), and the allowance as a share of the balance. */
export const NUMERIC_FACTS = ['daysPastDue', 'principalDaysPastDue', 'interestDaysPastDue', 'allowanceShare'] as const;
export type NumericFact = (typeof NUMERIC_FACTS)[number];
