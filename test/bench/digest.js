// @ts-check

/**
 * One group of an engine's result: loans that are alike in all that the report splits by.
 * @typedef {object} Cell
 * @property {string} branch
 * @property {string} product
 * @property {number} class 0 is normal, 4 is loss
 * @property {boolean} offBook
 * @property {boolean} over60 more than 60 days overdue
 * @property {string} segment of an NPL on the book: old, formed or originated; else empty
 * @property {number} count
 * @property {bigint} cents
 */

/**
 * What is compared: for each figure of the report, loans and balance in yuan as text ("12 loans 3400.50"). A figure of no loan
 * has no entry.
 * @typedef {Map<string, string>} Digest
 */

const CLASSES = ['normal', 'special-mention', 'substandard', 'doubtful', 'loss'];
const SPECIAL_MENTION = 1;
const FIRST_NPL = 2;

/**
 * Cells as engines print them: one line a cell, its eight members parted by tabs.
 * @param {string} text
 * @returns {Cell[]}
 */
export function cellsOf(text) {
  const lines = text.split('\n').filter((line) => line !== '');
  return lines.map((line) => {
    const [branch = '', product = '', code, offBook, over60, segment = '', count, cents = ''] = line.split('\t');
    return {
      branch,
      product,
      class: Number(code),
      offBook: offBook === '1',
      over60: over60 === '1',
      segment,
      count: Number(count),
      cents: BigInt(cents),
    };
  });
}

/**
 * @param {Iterable<Cell>} cells
 * @returns {Digest}
 */
export function digestOfCells(cells) {
  /** @type {Map<string, { count: number, cents: bigint }>} */
  const sums = new Map();
  for (const cell of cells) {
    for (const figure of figuresOf(cell)) {
      const sum = sums.get(figure) ?? { count: 0, cents: 0n };
      sums.set(figure, { count: sum.count + cell.count, cents: sum.cents + cell.cents });
    }
  }
  const digest = new Map([...sums].map(([figure, { count, cents }]) => [figure, said(count, yuan(cents))]));
  const [npl, loans] = ['npl', 'loans'].map((figure) => yuan(sums.get(figure)?.cents ?? 0n));
  digest.set('npl ratio', `${npl} / ${loans}`);
  digest.set('rows', String((sums.get('loans')?.count ?? 0) + (sums.get('off book')?.count ?? 0)));
  return digest;
}

/**
 * The figures that a cell is part of.
 * @param {Cell} cell
 */
function figuresOf(cell) {
  if (cell.offBook) return ['off book'];
  const isNpl = cell.class >= FIRST_NPL;
  const group = groupName(cell.branch, cell.product);
  const figures = ['loans', `class ${CLASSES[cell.class]}`, `${group} loans`];
  if (cell.class === SPECIAL_MENTION) figures.push(`${group} special-mention`);
  if (cell.over60) figures.push('over 60 days');
  // This ledger has no reason for an NPL but days, so that both are the same loans. npl states them apart.
  if (isNpl) figures.push('npl', 'over 90 days', `${group} npl`);
  if (cell.segment === 'old') figures.push('old', `${group} old`);
  else if (cell.segment !== '') figures.push('new', cell.segment, `${group} new`);
  return figures;
}

/**
 * The same out of `npl report -O json`.
 * @param {string} json
 * @returns {Digest}
 */
export function digestOfReport(json) {
  const report = JSON.parse(json);
  /** @type {Digest} */
  const digest = new Map();
  const tell = (/** @type {string} */ figure, /** @type {{ count: number, balance: string }} */ { count, balance }) => {
    if (count > 0) digest.set(figure, said(count, balance));
  };
  tell('loans', report.loans);
  tell('off book', report.offBook);
  for (const name of CLASSES) tell(`class ${name}`, report.classes[name]);
  tell('npl', report.npl);
  for (const one of report.overdue) tell(`over ${one.days} days`, one);
  const { old, new: fresh } = report.segments;
  tell('old', old);
  tell('new', fresh);
  tell('formed', fresh.formed);
  tell('originated', fresh.originated);
  for (const row of report.by) {
    const group = groupName(row.key.branch, row.key.product);
    tell(`${group} loans`, row.loans);
    tell(`${group} special-mention`, row.specialMention);
    tell(`${group} npl`, row.npl);
    tell(`${group} old`, row.old);
    tell(`${group} new`, row.new);
  }
  digest.set('npl ratio', `${report.nplRatio.numerator} / ${report.nplRatio.denominator}`);
  digest.set('rows', String(report.rows.read));
  return digest;
}

/**
 * The figures in which two digests differ, in words.
 * @param {Digest} expected
 * @param {Digest} found
 * @returns {string[]}
 */
export function differences(expected, found) {
  const figures = [...new Set([...expected.keys(), ...found.keys()])].sort();
  const differing = figures.filter((figure) => expected.get(figure) !== found.get(figure));
  return differing.map((figure) => `${figure}: ${found.get(figure) ?? 'nothing'}, expected ${expected.get(figure) ?? 'nothing'}`);
}

/**
 * @param {string} branch
 * @param {string} product
 */
function groupName(branch, product) {
  return `${branch} × ${product}:`;
}

/**
 * @param {number} count
 * @param {string} balance
 */
export function said(count, balance) {
  return `${count} loans ${balance}`;
}

/** @param {bigint} cents */
export function yuan(cents) {
  return `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`;
}
