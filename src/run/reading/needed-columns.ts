import type { Keep } from '../../ledger/kept-fields.js';
import type { Dimension, LoanField } from '../../model/loan-fields.js';
import type { Policy } from '../../policy/policy.js';

/** Columns that no figure of a report, no list of classes and no rule of any policy looks at; explanations do. */
const SHOWN_ELSEWHERE: ReadonlySet<LoanField> = new Set<LoanField>([
  'originalAmount',
  'principalArrears',
  'interestArrears',
  'contractId',
  'household',
  'branch',
  'officer',
  'firstResponsible',
  'industry',
  'debtorIdentity',
  'currency',
  'migrationState',
]);

/**
 * What a report or a list of classes needs of the columns. Names and ids of borrowers are many and long, so they are kept as they are
 * for what lists them; only a rule over all loans of a borrower compares them.
 */
export function reportColumns({ rules }: Policy, dimensions: readonly Dimension[]): Keep {
  const split = new Set<string>(dimensions);
  return (field, held) => {
    if (field === 'borrowerName') return 'shown';
    if (field === 'borrowerId') {
      const compares = rules.some(
        (rule) => rule.kind === 'borrowerShare' && (rule.appliesTo?.borrowerType === undefined || held.has('borrowerType')),
      );
      return compares ? 'yes' : 'shown';
    }
    return SHOWN_ELSEWHERE.has(field) && !split.has(field) ? 'no' : 'yes';
  };
}
