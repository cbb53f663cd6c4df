import {
  AMOUNT_FIELDS,
  CHOICE_FIELDS,
  DATE_FIELDS,
  DAYS_FIELDS,
  FLAG_FIELDS,
  type LoanField,
  TEXT_FIELDS,
  type TextField,
} from '../model/loan-fields.js';

/**
 * How a column is kept: numbers; texts as codes of a dictionary, where they are compared or grouped by; texts as they are,
 * where they are only shown. Every column is checked, kept or not.
 */
export type Kept = 'cents' | 'day' | 'choice' | 'coded' | 'listed';
export type KeptFields = ReadonlyMap<LoanField, Kept>;

/** What a journey needs of the columns that its ledgers have; a column left out throws when it is looked at. */
export type Keep = (field: LoanField, held: ReadonlySet<LoanField>) => 'yes' | 'shown' | 'no';

export const KEEP_ALL: Keep = () => 'yes';

/** The columns to keep of those that any of the files has. The key is always kept, by itself. */
export function keptFields(held: ReadonlySet<LoanField>, keep: Keep): KeptFields {
  const kept = new Map<LoanField, Kept>();
  for (const field of held) {
    const kind = kindOf(field);
    const answer = keep(field, held);
    if (kind === undefined || (answer === 'no' && field !== 'balance' && field !== 'replaces')) continue;
    kept.set(field, kind === 'coded' && answer === 'shown' && field !== 'replaces' ? 'listed' : kind);
  }
  return kept;
}

function kindOf(field: LoanField): Kept | undefined {
  if (includes(AMOUNT_FIELDS, field)) return 'cents';
  if (includes(DATE_FIELDS, field) || includes(DAYS_FIELDS, field)) return 'day';
  if (field === 'declaredClass' || includes(FLAG_FIELDS, field) || field in CHOICE_FIELDS) return 'choice';
  return isTextField(field) ? 'coded' : undefined;
}

export function isTextField(name: string): name is TextField {
  return includes(TEXT_FIELDS, name);
}

export function includes<T extends string>(list: readonly T[], name: string): name is T {
  return (list as readonly string[]).includes(name);
}
