// @ts-check
// node csv-parse.js LEDGER LOCK_IDS AS_OF LOCK_DATE: prints the cells of digest.js.
import { createReadStream, readFileSync } from 'node:fs';
import { parse } from 'csv-parse';
import { placeOf } from '../columns.js';

const [ledger = '', lockIds = '', asOf = '', lockDate = ''] = process.argv.slice(2);
const LOAN_ID = placeOf('loan_id');
const BRANCH = placeOf('branch');
const PRODUCT = placeOf('product');
const BALANCE = placeOf('balance');
const ISSUED = placeOf('issue_date');
const PRINCIPAL_SINCE = placeOf('principal_overdue_since');
const INTEREST_SINCE = placeOf('interest_overdue_since');
const RESTRUCTURED = placeOf('restructured_flag');
const STATUS = placeOf('status');
const ONE_DAY_MS = 86_400_000;

const locked = new Set(readFileSync(lockIds, 'utf8').split('\n').slice(1));
/** @type {Map<string, { count: number, cents: number }>} */
const cells = new Map();
const knownDays = new Map([['', 0]]);

const parser = createReadStream(ledger).pipe(parse({ from_line: 2 }));
parser.on('data', add).on('end', () => {
  process.stdout.write([...cells].map(([key, { count, cents }]) => `${key}\t${count}\t${cents}\n`).join(''));
});

/** @param {string[]} row */
function add(row) {
  const cell = (/** @type {number} */ place) => /** @type {string} */ (row[place]);
  const days = Math.max(daysSince(cell(PRINCIPAL_SINCE)), daysSince(cell(INTEREST_SINCE)));
  const isOffBook = cell(STATUS) === '核销';
  const code = days > 360 ? 4 : days > 270 ? 3 : days > 90 ? 2 : days > 0 || cell(RESTRUCTURED) === '1' ? 1 : 0;
  const segment = isOffBook || code < 2 ? '' : locked.has(cell(LOAN_ID)) ? 'old' : cell(ISSUED) <= lockDate ? 'formed' : 'originated';
  const key = [cell(BRANCH), cell(PRODUCT), code, isOffBook ? 1 : 0, days > 60 ? 1 : 0, segment].join('\t');
  const sum = cells.get(key) ?? { count: 0, cents: 0 };
  sum.count++;
  // All amounts have two decimals: without the point they are whole cents, and their sums stay exact below 2^53.
  sum.cents += Number(cell(BALANCE).replace('.', ''));
  if (sum.count === 1) cells.set(key, sum);
}

/** @param {string} date */
function daysSince(date) {
  const known = knownDays.get(date);
  if (known !== undefined) return known;
  const days = (Date.parse(asOf) - Date.parse(date)) / ONE_DAY_MS;
  knownDays.set(date, days);
  return days;
}
