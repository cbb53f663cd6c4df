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
  const exact = shares.map((share) => {
    const [integer = '0', fraction = ''] = share.split('.');
    return whole * BigInt(integer + fraction.padEnd(digits, '0'));
  });
  return roundTogether(whole, exact, scale).map((part) => sign * part);
}

/**
 * Amounts in parts of a cent (`exact` / `scale`) as whole cents that sum to `total`, which is their sum rounded: each is rounded
 * down, and the cents that are left go to the largest remainders, of equal ones to the first.
 */
export function roundTogether(total: Cents, exact: readonly bigint[], scale: bigint): Cents[] {
  const parts = exact.map((amount, index) => {
    const rest = ((amount % scale) + scale) % scale;
    return { index, part: (amount - rest) / scale, rest };
  });
  const left = total - parts.reduce((sum, { part }) => sum + part, 0n);
  const byRest = parts.toSorted((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  const raised = new Set(byRest.slice(0, Number(left)).map(({ index }) => index));
  return parts.map(({ index, part }) => part + (raised.has(index) ? 1n : 0n));
}
