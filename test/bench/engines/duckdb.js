// @ts-check
// node duckdb.js start|sums|checked LEDGER LOCK_IDS AS_OF LOCK_DATE: prints the cells of digest.js; start does nothing.
import { DuckDBInstance } from '@duckdb/node-api';
import { COLUMNS } from '../columns.js';

const [mode, ledger = '', lockIds = '', asOf = '', lockDate = ''] = process.argv.slice(2);
const connection = await (await DuckDBInstance.create(':memory:', { threads: '2' })).connect();

const csv = "header = true, delim = ',', quote = '\"', escape = '\"', dateformat = '%Y-%m-%d', auto_detect = false";
const types = COLUMNS.map(([name, type]) => `'${name}': '${type}'`).join(', ');
// Columns that a query does not name are neither cast nor kept, whatever type stands here.
const loans = `read_csv(${text(ledger)}, columns = {${types}}, ${csv})`;
const locked = `read_csv(${text(lockIds)}, columns = {'loan_id': 'VARCHAR'}, ${csv})`;

/** The lightest aggregate that needs a column's every value in its type. */
const everyColumn = COLUMNS.map(([name, type]) => {
  if (type === 'DATE') return `max(${name})`;
  if (type === 'BOOLEAN') return `count_if(${name})`;
  return type === 'VARCHAR' ? `count(${name})` : `sum(${name})`;
});

// cn-2023 as far as this ledger's columns reach: days from the earlier overdue-since date, the due day itself is day 0.
const sums = `
  WITH facts AS (
    SELECT loan.*, status = '核销' AS off_book, base.loan_id IS NOT NULL AS is_locked,
      coalesce(DATE ${text(asOf)} - least(principal_overdue_since, interest_overdue_since), 0) AS days
    FROM ${loans} loan LEFT JOIN ${locked} base USING (loan_id)
  ), classed AS (
    SELECT *, CASE WHEN days > 360 THEN 4 WHEN days > 270 THEN 3 WHEN days > 90 THEN 2
      WHEN days > 0 OR restructured_flag THEN 1 ELSE 0 END AS class
    FROM facts
  ), segmented AS (
    SELECT *, CASE WHEN off_book OR class < 2 THEN '' WHEN is_locked THEN 'old'
      WHEN issue_date <= DATE ${text(lockDate)} THEN 'formed' ELSE 'originated' END AS segment
    FROM classed
  )
  SELECT branch, product, class, off_book::INT, (days > 60)::INT, segment, count(*), (sum(balance) * 100)::HUGEINT
    ${mode === 'checked' ? `, ${everyColumn.join(', ')}` : ''}
  FROM segmented GROUP BY branch, product, class, off_book, days > 60, segment`;
const CELL_MEMBERS = 8;

const cells = mode === 'start' ? [] : await rowsOf(sums);
if (mode === 'checked') {
  // In a scan of its own: one statement for both took longer, and so did a temporary table, with four times the memory.
  const [[all, distinct] = []] = await rowsOf(`SELECT count(*), count(DISTINCT loan_id) FROM ${loans}`);
  if (all !== distinct) throw new Error(`${distinct} loan ids in ${all} rows`);
}
process.stdout.write(cells.map((row) => `${row.slice(0, CELL_MEMBERS).join('\t')}\n`).join(''));

/** @param {string} sql */
async function rowsOf(sql) {
  return (await connection.runAndReadAll(sql)).getRows();
}

/** @param {string} value */
function text(value) {
  return `'${value.replaceAll("'", "''")}'`;
}
