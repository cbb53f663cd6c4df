// @ts-check
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cellsOf, digestOfCells } from './digest.js';
import { writeLedger } from './generate/ledger.js';
import { EARLIER, LATER } from './generate/loan.js';

/**
 * @typedef {import('./generate/ledger.js').Shape} Shape
 * @typedef {import('./generate/loan.js').Month} Month
 * @typedef {object} Ledger
 * @property {string} path
 * @property {number} bytes
 * @property {import('./digest.js').Digest} figures what every engine has to find
 * @property {{ count: number, cents: bigint }} npl
 */

export { EARLIER, LATER };

/**
 * A generated ledger: the one in the folder where it is there, whole and of this generator, else a new one.
 * @param {string} folder
 * @param {Shape} shape
 * @param {Month} month
 * @returns {Ledger}
 */
export function ledgerOf(folder, shape, month) {
  const { rows, seed, quoted, encoding, order } = shape;
  const place = join(folder, [rows, `seed${seed}`, `quoted${quoted}`, encoding, order].join('-'));
  // npl takes the data date from the name.
  const path = join(place, `ledger-${month.asOf}.csv`);
  const notes = join(place, `expected-${month.asOf}.json`);
  const known = existsSync(notes) ? JSON.parse(readFileSync(notes, 'utf8')) : undefined;
  if (known?.generator !== GENERATOR || !existsSync(path) || statSync(path).size !== known.bytes) {
    mkdirSync(place, { recursive: true });
    rmSync(notes, { force: true });
    const { bytes, cells, npl } = writeLedger(shape, month, path);
    const lines = cells.map((cell) =>
      [cell.branch, cell.product, cell.class, Number(cell.offBook), Number(cell.over60), cell.segment, cell.count, cell.cents].join('\t'),
    );
    const written = { generator: GENERATOR, bytes, npl: { count: npl.count, cents: String(npl.cents) }, cells: lines };
    // Last: a ledger without its notes is an unfinished one.
    writeFileSync(notes, JSON.stringify(written, undefined, 1));
    return ledgerOf(folder, shape, month);
  }
  const { count, cents } = known.npl;
  return { path, bytes: known.bytes, figures: digestOfCells(cellsOf(known.cells.join('\n'))), npl: { count, cents: BigInt(cents) } };
}

/** Changes with the generator's code, so that no ledger of an older one is taken. */
const GENERATOR = generatorHash();

function generatorHash() {
  const hash = createHash('sha256');
  const sources = readdirSync(new URL('generate/', import.meta.url)).sort();
  for (const name of sources) hash.update(readFileSync(new URL(`generate/${name}`, import.meta.url)));
  return hash.digest('hex');
}
