import type { Cents } from '../model/money.js';

/**
 * An amount dealt out by shares (decimals above 0 that sum to exactly 1) in whole cents, in their order; the parts sum to the
 * amount. Each part is rounded towards 0, and the cents that are left go to the largest remainders, of equal ones to the first.
 */
export function dealOut(amount: Cents, shares: readonly string[]): Cents[] {
  const digits = Math.max(0, ...shares.map((share) => (share.split('.')[1] ?? '').length));
  const scale = 10n ** BigInt(digits);
  const sign = amount < 0n ? -1n : 1n;
  const whole = amount * sign;
  const exact = shares.map((share, index) => {
    const [integer = '0', fraction = ''] = share.split('.');
    const product = whole * BigInt(integer + fraction.padEnd(digits, '0'));
    return { index, part: product / scale, rest: product % scale };
  });
  const left = whole - exact.reduce((sum, { part }) => sum + part, 0n);
  const byRest = exact.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, Number(left)).map(({ index }) => index));
  return exact.map(({ index, part }) => sign * (part + (raised.has(index) ? 1n : 0n)));
}
