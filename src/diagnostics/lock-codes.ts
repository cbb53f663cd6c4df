import { refused } from './wording.js';

/** What can be said about a base that is restated. */
export const LOCK_CODES = {
  E_ADJUSTMENT: refused(
    'the adjustments of this loan come to {adjusted}, and the base changes by {change}',
    '该借据的调整合计 {adjusted}，而锁定基数变动为 {change}',
    'original ± adjustments must be the current base, loan by loan: correct the register, or the ledger that is locked',
    '原基数±调整须逐笔等于现基数：请更正登记簿，或更正用于锁定的台账',
  ),
} as const;
