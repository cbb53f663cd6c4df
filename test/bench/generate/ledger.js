// @ts-check
import { COLUMNS } from '../columns.js';
import { ByteWriter } from './byte-writer.js';
import { encoderOf } from './encode.js';
import { Expected } from './expected.js';
import { EARLIER, Loan, NONE } from './loan.js';
import { Draws, shuffle } from './random.js';
import * as words from './words.js';

/**
 * @typedef {object} Shape what a ledger is like
 * @property {number} rows
 * @property {number} seed
 * @property {number} quoted share of the records that hold quoted fields
 * @property {import('./encode.js').Encoding} encoding
 * @property {'sorted' | 'shuffled'} order
 */

const COMMA = 0x2c;
const QUOTE = 0x22;
const ONE_DAY_MS = 86_400_000;
const [OLDEST_DAY, LATEST_DAY] = [8_000, 2_500];
const FIRST_OFFICER = 100;
const PARTS_OF_A_SHARE = 1_000_000;

/**
 * Writes the ledger of one month. Loans 0 to rows - 1 are those of the earlier month; the later month has lost the first
 * hundredth of them and has as many new ones, so that both months have `rows` rows.
 * @param {Shape} shape
 * @param {import('./loan.js').Month} month
 * @param {string} path
 */
export function writeLedger(shape, month, path) {
  const { rows, seed, order } = shape;
  const writer = new ByteWriter(path);
  const record = recordWriter(writer, shape, month);
  const expected = new Expected(month, rows);
  const draws = new Draws(seed);
  const loan = new Loan();
  const first = month === EARLIER ? 0 : Math.max(1, Math.floor(rows / 100));
  const placeOf = order === 'sorted' ? (/** @type {number} */ row) => row : shuffle(rows, seed);
  writer.bytes(new TextEncoder().encode(COLUMNS.map(([name]) => name).join(',')));
  writer.endRecord();
  for (let row = 0; row < rows; row++) {
    const number = first + placeOf(row);
    draws.startAt(number);
    loan.draw(draws, number, rows);
    expected.add(loan);
    record(loan);
  }
  return { bytes: writer.close(), cells: expected.cells(), npl: expected.npl() };
}

/**
 * @param {ByteWriter} writer
 * @param {Shape} shape
 * @param {import('./loan.js').Month} month
 * @returns {(loan: Loan) => void}
 */
function recordWriter(writer, { seed, quoted, encoding }, month) {
  const encode = encoderOf(encoding);
  const all = (/** @type {string[]} */ list) => list.map(encode);
  const [branches, products, industries, guarantees] = [words.BRANCHES, words.PRODUCTS, words.INDUSTRIES, words.GUARANTEES].map(all);
  const classes = all(words.CLASS_WORDS);
  const [surnames, given, places, brands, trades] = [words.SURNAMES, words.GIVEN, words.PLACES, words.BRANDS, words.TRADES].map(all);
  const companyEnd = encode(words.COMPANY_END);
  const [onBook, overdue, writtenOff] = [words.ON_BOOK, words.OVERDUE, words.WRITTEN_OFF].map(encode);
  const [loanPrefix, borrowerPrefix, officerPrefix, currency] = ['JK', 'C', 'A', 'CNY'].map(encode);
  const [doubledQuote, commaAndBlank] = ['""', ', '].map(encode);
  const dates = dateTexts();
  // Names and quoting are drawn apart: the figures of a ledger are the same, however it is written.
  const draws = new Draws(seed + 1);
  const quotedBelow = Math.round(quoted * PARTS_OF_A_SHARE);

  const put = (/** @type {Uint8Array | undefined} */ bytes) => writer.bytes(/** @type {Uint8Array} */ (bytes));
  const oneOf = (/** @type {Uint8Array[] | undefined} */ list) => put(list?.[draws.below(list.length)]);
  const next = () => writer.byte(COMMA);
  const date = (/** @type {number} */ back) => {
    if (back !== NONE) put(dates[OLDEST_DAY - back]);
    next();
  };
  const amount = (/** @type {number} */ cents) => {
    writer.amount(cents);
    next();
  };

  /** @param {Uint8Array | undefined} between what stands inside a quoted name: a comma, a doubled quote or nothing */
  const name = (between) => {
    const isCompany = draws.below(5) === 0;
    oneOf(isCompany ? places : surnames);
    if (between !== undefined) put(between);
    oneOf(isCompany ? brands : given);
    if (between === doubledQuote) put(between);
    if (isCompany) {
      oneOf(trades);
      put(companyEnd);
    } else if (draws.below(3) > 0) oneOf(given);
  };

  return (loan) => {
    draws.startAt(loan.number);
    const isQuoted = draws.below(PARTS_OF_A_SHARE) < quotedBelow;
    const inside = isQuoted ? [undefined, doubledQuote, commaAndBlank][draws.below(3)] : undefined;
    const quote = () => {
      if (isQuoted) writer.byte(QUOTE);
    };
    const days = loan.worstDaysAt(month);
    const isOnBook = loan.isOnBookAt(month);
    const balance = loan.balanceAt(month);
    put(loanPrefix);
    writer.digits(loan.number, 10);
    next();
    put(borrowerPrefix);
    writer.digits(loan.borrower, 8);
    next();
    quote();
    name(inside);
    quote();
    next();
    quote();
    put(branches?.[loan.branch]);
    quote();
    next();
    put(officerPrefix);
    writer.digits(FIRST_OFFICER + loan.branch * 8 + loan.officer, 3);
    next();
    put(products?.[loan.product]);
    next();
    put(industries?.[loan.industry]);
    next();
    put(guarantees?.[loan.guarantee]);
    next();
    put(currency);
    next();
    amount(loan.principal);
    amount(balance);
    amount(days === NONE ? 0 : loan.arrears);
    date(loan.issued);
    // A due date may lie ahead: -1 is the day after the later month's end, not NONE.
    put(dates[OLDEST_DAY - loan.due]);
    next();
    overdueSince(loan.principalOverdue);
    overdueSince(loan.interestOverdue);
    writer.byte(loan.restructured ? 0x31 : 0x30);
    next();
    put(classes[loan.classAt(EARLIER)]);
    next();
    put(isOnBook ? (days > 0 ? overdue : onBook) : writtenOff);
    next();
    date(isOnBook ? NONE : loan.writtenOff);
    if (isOnBook) next();
    else amount(balance);
    if (loan.collateral > 0) writer.amount(loan.collateral);
    writer.endRecord();

    function overdueSince(/** @type {number} */ since) {
      date(loan.daysAt(since, month) === NONE ? NONE : since);
    }
  };
}

/** Texts of days, the oldest first: the one at OLDEST_DAY is the later month's end. */
function dateTexts() {
  const end = Date.UTC(2024, 11, 31);
  return Array.from({ length: OLDEST_DAY + LATEST_DAY }, (_, i) =>
    new TextEncoder().encode(new Date(end + (i - OLDEST_DAY) * ONE_DAY_MS).toISOString().slice(0, 10)),
  );
}
