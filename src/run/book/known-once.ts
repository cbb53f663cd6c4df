import type { CarriedLineage } from '../../model/carried-lineage.js';
import type { Lineage } from '../../segment/lineage.js';

/**
 * True for a loan that a book has known before, whether or not a month at hand holds it: once an NPL, once replaced, or said to
 * have taken another's place. `replaced`: the loans that links known by then say were replaced.
 */
export function knownOnce(
  carried: CarriedLineage | undefined,
  replaced: { readonly has: (loan: string) => boolean },
  { parents }: Pick<Lineage, 'parents'>,
): (loan: string) => boolean {
  return (loan) => carried?.npl.has(loan) === true || replaced.has(loan) || parents.has(loan);
}

/** The same as a month of a book knows it, of the months before it. */
export function knownBefore({
  carried,
  lineage,
}: {
  readonly carried?: CarriedLineage;
  readonly lineage: Lineage;
}): (loan: string) => boolean {
  return knownOnce(carried, new Set((carried?.links ?? []).map(({ oldLoan }) => oldLoan)), lineage);
}
