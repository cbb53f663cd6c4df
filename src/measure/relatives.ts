import type { Families } from '../model/segmented.js';

/**
 * The loans that a loan stands for, or that stand for it: those it took the place of at any remove, nearest first, then those
 * that took its place. Where nothing says of a loan whose it is, the first of them that something is known of says it.
 */
export function relativesOf(loan: string, { parentsOf, descendantsOf }: Pick<Families, 'parentsOf' | 'descendantsOf'>): string[] {
  // A set that grows while it is walked: parents of parents are met too.
  const ancestors = new Set(parentsOf(loan));
  for (const one of ancestors) for (const parent of parentsOf(one)) ancestors.add(parent);
  return [...ancestors, ...descendantsOf(loan)];
}
