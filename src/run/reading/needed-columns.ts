import type { Keep } from '../../ledger/kept-fields.js';
import type { Dimension, LoanField } from '../../model/loan-fields.js';
import type { Policy } from '../../policy/policy.js';

/** Columns that no figure of a report, no list of classes and no rule of any policy looks at; explanations do. */
const SHOWN_ELSEWHERE: ReadonlySet<LoanField> = new Set<LoanField>([
  'originalAmount',
  'principalArrears',
  'interestArrears',
  'contractId',
  'branch',
  'officer',
  'firstResponsible',
  'industry',
  'debtorIdentity',
  'currency',
  'migrationState',
  'status',
  'writeOffDate',
]);

/**
 * What a report or a list of classes needs of the columns. Names and ids of borrowers are many and long, so they are kept as they are
 * for what lists them; only a rule over all loans of a borrower compares them.
 */
export function reportColumns({ rules }: Policy, dimensions: readonly Dimension[]): Keep {
  const split = new Set<string>(dimensions);
  return (field, held) => {
    if (field === 'borrowerName' || field === 'household') return 'shown';
    if (field === 'borrowerId') return comparesBorrowers(rules, held) ? 'yes' : 'shown';
    return SHOWN_ELSEWHERE.has(field) && !split.has(field) ? 'no' : 'yes';
  };
}

function comparesBorrowers(rules: Policy['rules'], held: ReadonlySet<LoanField>): boolean {
  return rules.some((rule) => rule.kind === 'borrowerShare' && (rule.appliesTo?.borrowerType === undefined || held.has('borrowerType')));
}

/** All columns, to be written again: what is long, different on every row and compared with nothing is kept as it is. */
export function storedColumns({ rules }: Policy): Keep {
  return (field, held) => {
    if (field === 'borrowerId') return comparesBorrowers(rules, held) ? 'yes' : 'shown';
    return WRITTEN_ONLY.has(field) ? 'shown' : 'yes';
  };
}

const WRITTEN_ONLY: ReadonlySet<LoanField> = new Set<LoanField>(['contractId', 'borrowerName', 'household']);

/** The same for reports that list loans with their branch, officers and borrower. */
export function listColumns(policy: Policy, dimensions: readonly Dimension[]): Keep {
  const keep = reportColumns(policy, dimensions);
  return (field, held) => {
    const answer = keep(field, held);
    return answer === 'no' && LISTED.has(field) ? 'shown' : answer;
  };
}

/** What a list of loans shows beside what a report needs; borrowers are in every report. */
const LISTED: ReadonlySet<LoanField> = new Set<LoanField>(['branch', 'officer', 'firstResponsible']);
