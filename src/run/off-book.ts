import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import type { MeasuredOffBook } from '../measure/claims-since-lock.js';
import { type ClaimOrigins, claimsToLock } from '../measure/locked-claims.js';
import { refuseExcess } from '../measure/recovered-excess.js';
import type { BookedClaims } from '../measure/written-off-claims.js';
import type { BaseLock, OffBookBase } from '../model/base-lock.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { claimTotal } from '../model/claim-total.js';
import { type Cents, yuan } from '../model/money.js';
import { shownKey } from '../model/portfolio.js';
import { stated } from '../model/stated.js';
import { unitOf } from './currency-unit.js';
import type { RegisterFile } from './reading/read-background.js';

/** What the off-book section of a lock is made from. */
export interface OffBookSource {
  readonly asOf: DayNumber;
  /** What was booked, without exits of loans that are still there. */
  readonly booked: BookedClaims;
  readonly families: ClaimOrigins['families'];
  readonly locks: readonly BaseLock[];
  /** The ledgers, for whose the claims were: asked where there is one. */
  readonly origins: () => Promise<ClaimOrigins['months']>;
  readonly files: readonly RegisterFile[];
  /** The lock that is restated. */
  readonly old?: BaseLock;
  readonly target?: Cents;
}

const OF_CLAIMS: ReadonlySet<string> = new Set(['events', 'write-offs', 'recoveries', 'disposals']);

/**
 * The claims written off and not collected by the lock date, with the target set for them. Undefined where no register speaks of any
 * claim and no target is set; a restatement that is given neither write-offs nor recoveries keeps what the lock it supersedes has. Errors: E_RECOVERY_EXCEEDS;
 * E_USAGE for a target that cannot be met.
 */
export async function offBookToLock(source: OffBookSource): Promise<OffBookBase | undefined> {
  const { asOf, booked, families, old } = source;
  const target = source.target ?? old?.offBook?.target;
  const registers = source.files.filter(({ register }) => OF_CLAIMS.has(register));
  const isWritten = ({ channel }: { readonly channel: string }) => channel === 'write-off';
  if (!booked.writeOffs.some(isWritten)) {
    const isAnew = registers.some(({ register }) => register === 'write-offs' || register === 'recoveries');
    const kept = isAnew ? undefined : old?.offBook;
    if (target !== undefined) refuseTarget(target, kept?.total.left);
    return kept === undefined ? undefined : { ...kept, ...stated({ target }) };
  }
  refuseExcess(booked, asOf);
  const locks = [...source.locks, ...(old === undefined ? [] : [old])];
  const claims = claimsToLock(booked, asOf, { months: await source.origins(), locks, families });
  const total = claimTotal(claims);
  if (target !== undefined) refuseTarget(target, total.left);
  return {
    registers: registers.map(({ register, name, sha256, entries }) => ({ register, name, sha256, entries })),
    total,
    ...stated({ target }),
    claims,
  };
}

/** A target is principal: more than is left cannot come in. Errors: E_USAGE. */
function refuseTarget(target: Cents, left: Cents | undefined): void {
  if (left !== undefined && target <= left && target > 0n) return;
  const reason =
    left === undefined
      ? {
          en: '--off-book-target needs the write-offs that it is to be collected on (--write-offs)',
          zh: '--off-book-target 须同时给出核销登记簿（--write-offs）',
        }
      : {
          en: `--off-book-target ${yuan(target)}: must be above 0 and no more than the ${yuan(left)} that is left of the claims written off`,
          zh: `--off-book-target ${yuan(target)}：应大于 0 且不超过已核销债权余额 ${yuan(left)}`,
        };
  throw new UserError({ code: 'E_USAGE', params: { reason } });
}

/** What a lock holds off the book, and what it held before a restatement; nothing where it holds none. */
export function offBookDiagnostics(
  { lockDate, offBook, currency }: Pick<BaseLock, 'lockDate' | 'offBook' | 'currency'>,
  old?: BaseLock,
): Diagnostic[] {
  const was = old?.offBook;
  if (offBook === undefined) return was === undefined ? [] : [{ code: 'A_OFF_BOOK_DROPPED', params: { original: sumText(was) } }];
  const { total, target } = offBook;
  const params = { asOf: isoDate(lockDate), count: total.count, left: yuan(total.left), unit: unitOf(currency) };
  return [
    target === undefined ? { code: 'A_OFF_BOOK', params } : { code: 'A_OFF_BOOK_TARGET', params: { ...params, target: yuan(target) } },
    ...(was === undefined ? [] : [{ code: 'A_OFF_BOOK_RESTATED' as const, params: { original: sumText(was), current: sumText(offBook) } }]),
  ];
}

function sumText({ total }: OffBookBase): string {
  return `${total.count} / ${yuan(total.left)}`;
}

const LISTED = 5;

/** Tells of claims of which the registers say something else than a lock. */
export function differsDiagnostic({ lock, since }: MeasuredOffBook): Diagnostic {
  const loans = since.differences.map(({ loan }) => shownKey(loan));
  const shown = listed(loans, LISTED);
  return { code: 'W_OFF_BOOK_DIFFERS', params: { count: loans.length, date: isoDate(lock.lockDate), loans: shown } };
}
