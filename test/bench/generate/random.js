// @ts-check

/**
 * Spreads a number over 32 bits (the last step of MurmurHash3).
 * @param {number} value
 * @returns {number}
 */
function mix(value) {
  let mixed = value | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/**
 * Random numbers that depend on the seed and the loan's number alone: a loan is the same in both months, in any order of the
 * rows, and nothing has to be held in memory.
 */
export class Draws {
  #state = 0;
  #seed;

  /** @param {number} seed */
  constructor(seed) {
    this.#seed = mix(seed + 1);
  }

  /** @param {number} loan */
  startAt(loan) {
    this.#state = mix(mix(loan) ^ this.#seed);
  }

  /**
   * A whole number from 0 up to, not including, `limit` (at most 2^32).
   * @param {number} limit
   */
  below(limit) {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    return mix(this.#state) % limit;
  }
}

const ROUNDS = 4;

/**
 * Gives each place of `count` another number below `count`, each once: a Feistel network over the next even power of two,
 * walked on until it lands below `count`.
 * @param {number} count
 * @param {number} seed
 * @returns {(place: number) => number}
 */
export function shuffle(count, seed) {
  const half = Math.max(1, Math.ceil(Math.log2(count) / 2));
  const mask = 2 ** half - 1;
  return (place) => {
    let at = place;
    do {
      let [left, right] = [at >>> half, at & mask];
      for (let round = 0; round < ROUNDS; round++) [left, right] = [right, left ^ (mix(right + mix(seed + round)) & mask)];
      at = left * (mask + 1) + right;
    } while (at >= count);
    return at;
  };
}
