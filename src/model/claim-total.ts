import type { ClaimTotal } from './base-lock.js';
import { sumOf } from './money.js';

/** Sums over claims of different loans. */
export function claimTotal(claims: readonly Omit<ClaimTotal, 'count'>[]): ClaimTotal {
  return {
    count: claims.length,
    principal: sumOf(claims, ({ principal }) => principal),
    collected: sumOf(claims, ({ collected }) => collected),
    left: sumOf(claims, ({ left }) => left),
  };
}
