// @ts-check
import { EARLIER } from './loan.js';
import { BRANCHES, CLASS_WORDS, PRODUCTS } from './words.js';

/**
 * @typedef {import('./loan.js').Loan} Loan
 * @typedef {import('./loan.js').Month} Month
 * @typedef {import('../digest.js').Cell} Cell
 */

const SEGMENTS = ['', 'old', 'formed', 'originated'];
const SIZES = [BRANCHES.length, PRODUCTS.length, CLASS_WORDS.length, 2, 2, SEGMENTS.length];
const FIRST_NPL = 2;

/** Sums the rows as they are drawn, from what was meant and not from what was written: what every engine has to find. */
export class Expected {
  #counts = new Float64Array(SIZES.reduce((product, size) => product * size));
  #cents = new Float64Array(this.#counts.length);
  #locked = { count: 0, cents: 0 };
  #month;
  #population;

  /**
   * @param {Month} month
   * @param {number} population loans of the earlier month
   */
  constructor(month, population) {
    this.#month = month;
    this.#population = population;
  }

  /** @param {Loan} loan */
  add(loan) {
    const month = this.#month;
    const code = loan.classAt(month);
    const isNpl = loan.isOnBookAt(month) && code >= FIRST_NPL;
    const at = [loan.branch, loan.product, code, loan.isOnBookAt(month) ? 0 : 1, loan.worstDaysAt(month) > 60 ? 1 : 0];
    const place = [...at, isNpl ? this.#segment(loan) : 0].reduce((sum, part, i) => sum * /** @type {number} */ (SIZES[i]) + part, 0);
    const cents = loan.balanceAt(month);
    add(this.#counts, place, 1);
    add(this.#cents, place, cents);
    if (!isNpl) return;
    this.#locked.count++;
    this.#locked.cents += cents;
  }

  /** @param {Loan} loan */
  #segment(loan) {
    const existed = loan.number < this.#population;
    if (existed && loan.isOnBookAt(EARLIER) && loan.classAt(EARLIER) >= FIRST_NPL) return 1;
    return loan.issued >= EARLIER.back ? 2 : 3;
  }

  /** The NPLs of the month: what a lock of it holds. */
  npl() {
    return { count: this.#locked.count, cents: exact(this.#locked.cents) };
  }

  /** @returns {Cell[]} */
  cells() {
    /** @type {Cell[]} */
    const cells = [];
    this.#counts.forEach((count, place) => {
      if (count === 0) return;
      let rest = place;
      const parts = SIZES.toReversed().map((size) => {
        const part = rest % size;
        rest = (rest - part) / size;
        return part;
      });
      const [segment, over60, offBook, code, product, branch] = /** @type {[number, number, number, number, number, number]} */ (parts);
      cells.push({
        branch: BRANCHES[branch] ?? '',
        product: PRODUCTS[product] ?? '',
        class: code,
        offBook: offBook === 1,
        over60: over60 === 1,
        segment: SEGMENTS[segment] ?? '',
        count,
        cents: exact(/** @type {number} */ (this.#cents[place])),
      });
    });
    return cells;
  }
}

/**
 * @param {Float64Array} sums
 * @param {number} place
 * @param {number} value
 */
function add(sums, place, value) {
  sums[place] = /** @type {number} */ (sums[place]) + value;
}

/** @param {number} cents */
function exact(cents) {
  if (!Number.isSafeInteger(cents)) throw new Error('too many rows for exact sums in the generator');
  return BigInt(cents);
}
