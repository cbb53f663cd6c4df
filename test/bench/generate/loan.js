// @ts-check
import { BRANCHES, GUARANTEES, INDUSTRIES, PRODUCTS } from './words.js';

/** @typedef {import('./random.js').Draws} Draws */

/** A date of the ledger: `back` is how many days before the later month's end it lies. */
export const EARLIER = { asOf: '2024-11-30', back: 31 };
export const LATER = { asOf: '2024-12-31', back: 0 };
/** @typedef {typeof LATER} Month */

export const NONE = -1;
const MANY_DAYS = 1_800;
const PRINCIPAL_IN_TEN_THOUSANDS = [2, 5, 10, 20, 30, 50, 100, 300, 500, 2_000];

/**
 * A loan in both months. Days count back from the later month's end; NONE is "does not happen". One object is drawn anew for
 * each loan: ten million of them would be the generator's whole time.
 */
export class Loan {
  number = 0;
  borrower = 0;
  branch = 0;
  officer = 0;
  product = 0;
  industry = 0;
  guarantee = 0;
  principal = 0;
  balance = 0;
  balanceBefore = 0;
  arrears = 0;
  collateral = 0;
  issued = 0;
  due = 0;
  principalOverdue = NONE;
  interestOverdue = NONE;
  restructured = false;
  cured = false;
  writtenOff = NONE;

  /**
   * @param {Draws} draws standing at the loan
   * @param {number} number
   * @param {number} population loans of the earlier month; those from here on are new in the later one
   */
  draw(draws, number, population) {
    this.number = number;
    this.borrower = draws.below(Math.ceil(population * 0.8));
    this.branch = draws.below(BRANCHES.length);
    this.officer = draws.below(8);
    this.product = draws.below(PRODUCTS.length);
    this.industry = draws.below(INDUSTRIES.length);
    this.guarantee = draws.below(GUARANTEES.length);
    this.principal = /** @type {number} */ (PRINCIPAL_IN_TEN_THOUSANDS[draws.below(10)]) * 1_000_000;
    this.balance = 1 + draws.below(this.principal);
    this.restructured = draws.below(1_000) < 7;
    this.collateral = this.guarantee < 2 ? 0 : this.principal + draws.below(this.principal);
    this.#drawArrears(draws, number >= population);
    const paysEachMonth = this.#overdue() === NONE || draws.below(100) < 5;
    this.balanceBefore = paysEachMonth ? Math.min(this.principal, this.balance + draws.below(10_000_000)) : this.balance;
    this.arrears = this.interestOverdue === NONE ? 0 : 1 + draws.below(2_000_000);
    this.#drawDates(draws, number >= population);
  }

  /**
   * 6 % are overdue, 45 % of them for more than 90 days; 0.2 % are written off.
   * @param {Draws} draws
   * @param {boolean} isNew
   */
  #drawArrears(draws, isNew) {
    const fate = draws.below(1_000);
    this.principalOverdue = NONE;
    this.interestOverdue = NONE;
    this.cured = false;
    this.writtenOff = !isNew && fate < 2 ? draws.below(400) : NONE;
    // A new note that takes over an old one's arrears: the only way to be NPL within a month of being lent.
    const isOverdue = isNew ? fate < 50 : fate < 62;
    if (!isOverdue) return;
    const band = this.writtenOff === NONE ? draws.below(100) : 99;
    const days = band < 55 && !isNew ? draws.below(91) : band < 72 ? 91 + draws.below(180) : 271 + draws.below(band < 80 ? 90 : MANY_DAYS);
    const side = draws.below(4);
    const shorter = draws.below(days + 1);
    if (side !== 1) this.principalOverdue = side === 3 ? shorter : days;
    if (side !== 0) this.interestOverdue = side === 2 ? shorter : days;
    this.cured = this.writtenOff === NONE && !isNew && draws.below(100) < 5;
  }

  /**
   * @param {Draws} draws
   * @param {boolean} isNew
   */
  #drawDates(draws, isNew) {
    this.issued = isNew ? draws.below(EARLIER.back) : EARLIER.back + Math.max(0, this.#overdue()) + draws.below(1_500);
    this.due = this.principalOverdue === NONE || this.cured ? -1 - draws.below(MANY_DAYS) : this.principalOverdue;
  }

  #overdue() {
    return Math.max(this.principalOverdue, this.interestOverdue);
  }

  /**
   * Days that one side (principal or interest) is overdue in a month; NONE when its overdue-since date is blank there.
   * @param {number} overdue
   * @param {Month} month
   */
  daysAt(overdue, { back }) {
    return overdue < back || (back === 0 && this.cured) ? NONE : overdue - back;
  }

  /** @param {Month} month */
  worstDaysAt(month) {
    return Math.max(this.daysAt(this.principalOverdue, month), this.daysAt(this.interestOverdue, month));
  }

  /** @param {Month} month */
  isOnBookAt({ back }) {
    return this.writtenOff < back || this.writtenOff === NONE;
  }

  /** @param {Month} month */
  balanceAt({ back }) {
    return back === 0 ? this.balance : this.balanceBefore;
  }

  /**
   * Place in the five classes, 0 is normal: cn-2023 as far as this ledger's columns reach.
   * @param {Month} month
   */
  classAt(month) {
    const days = this.worstDaysAt(month);
    if (days > 360) return 4;
    if (days > 270) return 3;
    if (days > 90) return 2;
    return days > 0 || this.restructured ? 1 : 0;
  }
}
