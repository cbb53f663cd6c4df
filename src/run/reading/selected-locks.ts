import { LEDGER_SCHEMA } from '../../ledger/schema.js';
import { type Selection, selectedLoans } from '../../measure/selected-accounts.js';
import type { BaseLock, LockedClaim, LockedLoan } from '../../model/base-lock.js';
import { isoDate } from '../../model/civil-date.js';
import { claimTotal } from '../../model/claim-total.js';
import { sumOf } from '../../model/money.js';
import { institutionPrefix, KEY_SEPARATOR } from '../../model/portfolio.js';
import { foldWord } from '../../table/fold.js';
import { foldHeader } from '../../table/header.js';
import type { ColumnMap } from '../../table/schema.js';
import type { Io } from '../io.js';
import type { LedgerOptions } from './open-ledgers.js';

type Condition = LedgerOptions['where'][number];

/** What a lock says of its loans, besides figures; of an institution by the key. */
const TEXTS = ['institution', 'branch', 'officer', 'firstResponsible'] as const;
type LockText = (typeof TEXTS)[number];

/** A condition on a column that locks have too. */
interface LockCondition {
  readonly text: LockText;
  readonly wanted: string;
}

/**
 * The part of each lock that belongs to a selection of rows: loans that are on a selected row of a ledger, or stand for one that is,
 * and those that the lock itself says are of it. A column that locks do not have (a product) cuts none: then their other loans stay,
 * which is told (N_LOCK_SELECTION). Tells N_LOCK_CUT.
 */
export function selectedLocks(
  locks: readonly BaseLock[],
  { where, map }: { readonly where: readonly Condition[]; readonly map: ColumnMap },
  selection: Omit<Selection, 'locks'>,
  io: Pick<Io, 'tell'>,
): readonly BaseLock[] {
  const conditions = where.map((condition) => lockCondition(condition, map));
  const known = conditions.filter((condition) => condition !== undefined);
  if (known.length === 0 || locks.length === 0) return locks;
  const isOnRow = selectedLoans({ ...selection, locks: [] });
  const isOf = (one: LockedLoan | LockedClaim) =>
    isOnRow(one.key) || known.every(({ text, wanted }) => foldWord(textOf(one, text)) === wanted);
  return locks.map((lock) => {
    const loans = lock.loans.filter(isOf);
    const claims = lock.offBook?.claims.filter(isOf);
    const count = lock.loans.length + (lock.offBook?.claims.length ?? 0);
    const kept = loans.length + (claims?.length ?? 0);
    const isCut = conditions.length === known.length;
    if (kept === count) return { ...lock, isCut };
    io.tell({ code: 'N_LOCK_CUT', params: { date: isoDate(lock.lockDate), count, kept } });
    const { columns: _, offBook, ...others } = lock;
    return {
      ...others,
      loans,
      total: { count: loans.length, balance: sumOf(loans, ({ balance }) => balance) },
      // A target is one of the whole lock.
      ...(offBook === undefined || claims === undefined
        ? {}
        : {
            offBook:
              claims.length === offBook.claims.length ? offBook : { registers: offBook.registers, total: claimTotal(claims), claims },
          }),
      isCut,
    };
  });
}

/** The condition on what a lock says, by the ledger's name of the column; undefined where locks do not have it. */
function lockCondition({ column, value }: Condition, { fields }: ColumnMap): LockCondition | undefined {
  const folded = foldHeader(column);
  const text = TEXTS.find((name) => {
    const names = [name, ...(LEDGER_SCHEMA.fields.find((one) => one.name === name)?.names ?? [])].map(foldHeader);
    const mapped = Object.entries(fields).find(([key]) => names.includes(foldHeader(key)))?.[1].columns;
    // Of several columns joined, one is not the field.
    if (mapped === undefined || mapped.length !== 1) return names.includes(folded);
    return folded === foldHeader(name) || folded === foldHeader(String(mapped[0]));
  });
  return text === undefined ? undefined : { text, wanted: foldWord(value) };
}

function textOf(one: LockedLoan | LockedClaim, text: LockText): string {
  if (text === 'institution') return institutionPrefix(one.key).replace(KEY_SEPARATOR, '');
  return (text === 'firstResponsible' ? ('firstResponsible' in one ? one.firstResponsible : undefined) : one[text]) ?? '';
}
