// @ts-check

/**
 * Columns of text under each other: the first to the left, numbers to the right.
 * @param {readonly (readonly string[])[]} rows
 */
export function table(rows) {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (/** @type {readonly string[]} */ row) =>
    row.map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  ');
  return `${rows.map(line).join('\n')}\n`;
}

/**
 * @param {number | undefined} value
 * @param {number} decimals
 */
export function fixed(value, decimals) {
  return value === undefined ? '-' : value.toFixed(decimals);
}
