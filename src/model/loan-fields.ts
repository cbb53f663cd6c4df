/**
 * The fields of a loan, by the kind of value they hold. The names are the program's: policies, maps, --where, --by
 * and JSON use them. Their header names in Chinese and English live in src/ledger/schema.ts.
 */
export const AMOUNT_FIELDS = [
  'balance',
  'originalAmount',
  'principalArrears',
  'interestArrears',
  'allowance',
  'otherBanksDebt',
  'otherBanksOverdue',
] as const;

export const DATE_FIELDS = [
  'issueDate',
  'dueDate',
  'extendedDueDate',
  'principalOverdueSince',
  'interestOverdueSince',
  'restructuredOn',
  'writeOffDate',
] as const;

export const DAYS_FIELDS = ['daysPastDue', 'principalDaysPastDue', 'interestDaysPastDue'] as const;

export const FLAG_FIELDS = [
  'restructured',
  'restructuredAgain',
  'creditImpaired',
  'repaidByNewLoan',
  'renewalQualified',
  'fundsMisused',
  'evasion',
  'bankruptcy',
  'ratingCut',
  'enhanced',
] as const;

export const TEXT_FIELDS = [
  'institution',
  'contractId',
  'borrowerId',
  'borrowerName',
  'household',
  'branch',
  'officer',
  'firstResponsible',
  'product',
  'industry',
  'debtorIdentity',
  'currency',
  'replaces',
  'migrationState',
] as const;

/** Fields with a closed list of values; the list's index is the column's code. */
export const CHOICE_FIELDS = {
  guarantee: ['credit', 'guaranteed', 'mortgage', 'pledge'],
  borrowerType: ['retail', 'non-retail'],
  status: ['on-book', 'settled', 'written-off', 'transferred'],
} as const;

export type AmountField = (typeof AMOUNT_FIELDS)[number];
export type DateField = (typeof DATE_FIELDS)[number];
export type DaysField = (typeof DAYS_FIELDS)[number];
export type FlagField = (typeof FLAG_FIELDS)[number];
export type TextField = (typeof TEXT_FIELDS)[number];
export type ChoiceField = keyof typeof CHOICE_FIELDS;
export type LoanField = 'loanId' | 'asOf' | 'declaredClass' | AmountField | DateField | DaysField | FlagField | TextField | ChoiceField;

/** Column value of a choice or flag that is not stated. */
export const NO_CHOICE = 255;

/** Dimensions a report can be split by (`--by`). */
export const DIMENSIONS = [
  'branch',
  'officer',
  'firstResponsible',
  'institution',
  'product',
  'industry',
  'debtorIdentity',
  'guarantee',
  'borrowerType',
  'class',
] as const;
export type Dimension = (typeof DIMENSIONS)[number];
