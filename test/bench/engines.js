// @ts-check
import { createReadStream, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse';
import { cellsOf, differences, digestOfCells, digestOfReport, said, yuan } from './digest.js';
import { EARLIER, LATER } from './ledgers.js';

/**
 * @typedef {import('./ledgers.js').Ledger} Ledger
 * @typedef {object} Contestant
 * @property {string} name
 * @property {readonly string[]} command
 * @property {(stdout: string) => string[] | Promise<string[]>} [faults] what is wrong with what it found; stdout names a file
 *
 * @typedef {object} Base the locked loans: as npl reads them, and their ids alone for the others
 * @property {string} lock
 * @property {string} ids
 */

const HERE = fileURLToPath(new URL('.', import.meta.url));
const engine = (/** @type {string} */ name) => join(HERE, 'engines', name);

/**
 * @param {string} program npl.js of a build
 * @param {Ledger} ledger
 * @param {Base} base
 * @returns {Contestant}
 */
export function nplReport(program, ledger, { lock }, name = 'npl') {
  const command = [process.execPath, program, 'report', ledger.path, '--base', lock, '--by', 'branch,product', '-O', 'json'];
  return { name, command, faults: (stdout) => differences(ledger.figures, digestOfReport(readFileSync(stdout, 'utf8'))) };
}

/**
 * @param {string} program
 * @param {Ledger} ledger
 * @param {string} list CSV file to write
 * @returns {Contestant}
 */
export function nplClassify(program, ledger, list) {
  const command = [process.execPath, program, 'classify', ledger.path, '-o', list];
  return { name: 'npl classify', command, faults: () => listFaults(ledger, list) };
}

/**
 * The loan list has to sum to the classes of the ledger.
 * @param {Ledger} ledger
 * @param {string} list
 */
async function listFaults({ figures }, list) {
  /** @type {Map<string, { count: number, cents: bigint }>} */
  const sums = new Map();
  for await (const row of createReadStream(list).pipe(parse({ bom: true, columns: true }))) {
    const sum = sums.get(row.class) ?? { count: 0, cents: 0n };
    sums.set(row.class, { count: sum.count + 1, cents: sum.cents + BigInt(row.balance.replace('.', '')) });
  }
  const found = new Map([...sums].map(([name, { count, cents }]) => [`class ${name}`, said(count, yuan(cents))]));
  return differences(new Map([...figures].filter(([figure]) => figure.startsWith('class '))), found);
}

/** @param {string} program */
export function nplHelp(program) {
  return { name: 'npl --help', command: [process.execPath, program, '--help'] };
}

export const NODE_START = { name: 'node -e 0', command: [process.execPath, '-e', '0'] };

/** What each run of DuckDB here takes before it reads a byte. */
export const DUCKDB_START = { name: 'DuckDB start', command: [process.execPath, engine('duckdb.js'), 'start'] };

/**
 * @param {string} name
 * @param {string[]} command
 * @param {Ledger} ledger
 * @returns {Contestant}
 */
function peer(name, command, { figures }) {
  return { name, command, faults: (stdout) => differences(figures, digestOfCells(cellsOf(readFileSync(stdout, 'utf8')))) };
}

/**
 * @param {'sums' | 'checked'} mode
 * @param {Ledger} ledger
 * @param {Base} base
 */
export function duckdb(mode, ledger, { ids }, name = `DuckDB ${mode}`) {
  return peer(name, [process.execPath, engine('duckdb.js'), mode, ledger.path, ids, LATER.asOf, EARLIER.asOf], ledger);
}

/**
 * @param {Ledger} ledger
 * @param {Base} base
 */
export function csvParse(ledger, { ids }) {
  return peer('csv-parse', [process.execPath, engine('csv-parse.js'), ledger.path, ids, LATER.asOf, EARLIER.asOf], ledger);
}

/**
 * @param {Ledger} ledger
 * @param {Base} base
 */
export function gawk(ledger, { ids }) {
  const dates = ['-v', `as_of=${LATER.asOf}`, '-v', `lock_date=${EARLIER.asOf}`];
  return peer('gawk', ['gawk', ...dates, '-f', engine('totals.awk'), ids, ledger.path], ledger);
}

/**
 * @param {Ledger} ledger
 * @param {Base} base
 */
export function miller(ledger, { ids }) {
  const dates = ['-s', `as_of=${LATER.asOf}`, '-s', `lock_date=${EARLIER.asOf}`];
  return peer('Miller', ['mlr', '--csv', 'put', '-q', ...dates, '-f', engine('totals.mlr'), ids, ledger.path], ledger);
}
