// @ts-check

/** The ledger's columns in their order, with the type that DuckDB reads each as. */
export const COLUMNS = /** @type {const} */ ([
  ['loan_id', 'VARCHAR'],
  ['borrower_id', 'VARCHAR'],
  ['borrower_name', 'VARCHAR'],
  ['branch', 'VARCHAR'],
  ['officer', 'VARCHAR'],
  ['product', 'VARCHAR'],
  ['industry', 'VARCHAR'],
  ['guarantee', 'VARCHAR'],
  ['currency', 'VARCHAR'],
  ['principal', 'DECIMAL(18,2)'],
  ['balance', 'DECIMAL(18,2)'],
  ['interest_arrears', 'DECIMAL(18,2)'],
  ['issue_date', 'DATE'],
  ['due_date', 'DATE'],
  ['principal_overdue_since', 'DATE'],
  ['interest_overdue_since', 'DATE'],
  ['restructured_flag', 'BOOLEAN'],
  ['prior_class', 'VARCHAR'],
  ['status', 'VARCHAR'],
  ['writeoff_date', 'DATE'],
  ['writeoff_amount', 'DECIMAL(18,2)'],
  ['collateral_value', 'DECIMAL(18,2)'],
]);

/** @typedef {(typeof COLUMNS)[number][0]} ColumnName */

/** @param {ColumnName} name */
export function placeOf(name) {
  return COLUMNS.findIndex(([column]) => column === name);
}
