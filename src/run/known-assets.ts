import type { UserError } from '../diagnostics/diagnostic.js';
import { borrowerKey, loansOfBorrowers, lockedBorrowers } from '../measure/plan/debtors.js';
import { placesOf } from '../measure/register-checks.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { ForeclosedAsset } from '../model/foreclosed.js';
import { FORECLOSED } from '../registers/foreclosed.js';
import type { Io } from './io.js';
import { type LoanBooks, loanFinder, namesLookedAt, tellNotSelected, unknownLoans, unknownNames } from './known-rows.js';
import type { Opened } from './reading/open-months.js';

/** Where the loan or the borrower of an asset may stand. */
export interface AssetBooks extends LoanBooks {
  readonly behind?: Pick<NonNullable<Opened['behind']>, 'from' | 'owed'>;
}

/**
 * Foreclosed assets whose loan and borrower are known. One that was acquired when the first ledger, lock or month of the book had been
 * drawn up is refused without: its debt stood there. Of an older one the debt may have left before; it is told and counted. Of a
 * selection of rows the others are told and left out. Errors: E_REGISTER_LOAN, E_REGISTER_BORROWER.
 */
export async function knownAssets(assets: readonly ForeclosedAsset[], books: AssetBooks, io: Pick<Io, 'tell'>): Promise<ForeclosedAsset[]> {
  if (assets.length === 0) return [];
  const isLoan = loanFinder(books);
  const isBorrower = await borrowerFinder(assets, books);
  const [lost, strange] = [
    new Set(assets.filter(({ loan }) => loan !== undefined && !isLoan(loan))),
    new Set(assets.filter(({ borrower }) => borrower !== undefined && !isBorrower(borrower))),
  ];
  if (books.isSelection) {
    const known = assets.filter((asset) => !(asset.loan === undefined ? strange : lost).has(asset));
    if (known.length < assets.length) tellNotSelected(FORECLOSED.id, assets.length - known.length, io);
    return known;
  }
  const first = knownFrom(books);
  const late = ({ acquiredOn }: ForeclosedAsset) => acquiredOn > first;
  const loans = [...lost].filter(late).map(({ file, line, loan = '' }) => ({ file, line, loan }));
  if (loans.length > 0) throw unknownLoans(loans, books);
  const borrowers = [...strange].filter(late);
  if (borrowers.length > 0) throw unknownBorrowers(borrowers, books);
  const old = assets.filter((asset) => lost.has(asset) || strange.has(asset));
  if (old.length > 0) io.tell({ code: 'N_ASSET_UNKNOWN', params: { count: old.length, first: isoDate(first), places: placesOf(old) } });
  return [...assets];
}

function knownFrom({ month, before, background, behind }: AssetBooks): DayNumber {
  const days = [...[month, ...before].map(({ portfolio }) => portfolio.asOf), ...background.locks.map(({ lockDate }) => lockDate)];
  return Math.min(...days, behind?.from ?? Number.POSITIVE_INFINITY);
}

/** True for a borrower with a loan on a ledger, in a lock or in a month of the book; and for all where the ledger names none. */
async function borrowerFinder(assets: readonly ForeclosedAsset[], books: AssetBooks): Promise<(borrower: string) => boolean> {
  const { month, before, background, behind } = books;
  const { borrowerId, borrowerName } = month.portfolio.texts;
  const wanted = new Set(assets.flatMap(({ borrower }) => borrower ?? []));
  if ((borrowerId === undefined && borrowerName === undefined) || wanted.size === 0) return () => true;
  for (const borrower of new Set(lockedBorrowers(background.locks).values())) wanted.delete(borrower);
  for (const { portfolio } of [month, ...before])
    for (const borrower of loansOfBorrowers(portfolio, wanted).keys()) wanted.delete(borrower);
  if (wanted.size > 0) for (const borrower of (await behind?.owed(wanted)) ?? []) wanted.delete(borrower);
  return (borrower) => !wanted.has(borrower);
}

function unknownBorrowers(assets: readonly ForeclosedAsset[], { month, before, background }: AssetBooks): UserError {
  const named = assets.map(({ file, line, borrower = '' }) => ({ file, line, name: borrower }));
  return unknownNames('E_REGISTER_BORROWER', named, () => {
    const onLedgers = [month, ...before].flatMap((one) => namesLookedAt(one, borrowerKey));
    return new Set([...lockedBorrowers(background.locks).values(), ...onLedgers]);
  });
}
