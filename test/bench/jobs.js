// @ts-check
import { csvParse, DUCKDB_START, duckdb, gawk, miller, NODE_START, nplClassify, nplHelp, nplReport } from './engines.js';

/**
 * @typedef {import('./engines.js').Contestant} Contestant
 * @typedef {import('./engines.js').Base} Base
 * @typedef {import('./ledgers.js').Ledger} Ledger
 *
 * @typedef {object} Ground what jobs are made from
 * @property {number} rows
 * @property {number} quoted
 * @property {readonly string[]} programs npl.js of each build; the first is the one that ratios are of
 * @property {string} folder for files that the run leaves behind
 * @property {(shape: Partial<import('./ledgers.js').Shape>) => Ledger} ledger of the later month
 * @property {(rows: number) => Promise<Base>} base the earlier month's lock
 * @property {Readonly<Record<string, string | undefined>>} versions of what is installed
 *
 * @typedef {object} Plan
 * @property {string} over what is timed
 * @property {readonly Contestant[]} contestants
 * @property {readonly string[]} leftOut who does not run, and why
 * @property {readonly (readonly [string, string])[]} ratios names of two contestants: the first one's median is divided by the second's
 * @property {number} [timesRuns] short processes run more often
 */

const PEERS = ['DuckDB', 'csv-parse', 'gawk', 'Miller'];

/** @param {readonly string[]} names @param {string} reason */
const each = (names, reason) => Object.fromEntries(names.map((name) => [name, reason]));
const NO_GB18030 = each(['csv-parse', 'gawk', 'Miller'], 'does not read GB18030');
const SMALLER_ONLY = each(['csv-parse', 'gawk', 'Miller'], 'compared over the smaller ledger');
const NO_LISTS = each(PEERS, 'makes no list of loans here');

/** @typedef {{ title: string, plan: (ground: Ground) => Promise<Plan> }} Job */

/** @type {Readonly<Record<string, Job>>} */
export const JOBS = {
  base: {
    title: 'the report: UTF-8, nothing quoted, sorted',
    plan: async (ground) => {
      const [ledger, base] = [ground.ledger({}), await ground.base(ground.rows)];
      return beside(ground, ledger, [
        ...reports(ground, ledger, base),
        ...ifThere(ground, 'DuckDB', duckdb('sums', ledger, base), duckdb('checked', ledger, base)),
        csvParse(ledger, base),
        ...ifThere(ground, 'gawk', gawk(ledger, base)),
        ...ifThere(ground, 'Miller', miller(ledger, base)),
      ]);
    },
  },
  quoted: {
    title: 'the report: some records with quoted fields',
    plan: async (ground) => {
      const [ledger, base] = [ground.ledger({ quoted: ground.quoted }), await ground.base(ground.rows)];
      const contestants = [
        ...reports(ground, ledger, base),
        ...ifThere(ground, 'DuckDB', duckdb('sums', ledger, base)),
        csvParse(ledger, base),
        ...ifThere(ground, 'Miller', miller(ledger, base)),
      ];
      return beside(ground, ledger, contestants, { gawk: 'cuts a quoted field at its commas' });
    },
  },
  gb18030: {
    title: 'the report: GB18030; DuckDB reads the UTF-8 copy',
    plan: async (ground) => {
      const [ledger, copy, base] = [ground.ledger({ encoding: 'gb18030' }), ground.ledger({}), await ground.base(ground.rows)];
      const contestants = [...reports(ground, ledger, base), ...ifThere(ground, 'DuckDB', duckdb('sums', copy, base))];
      return beside(ground, ledger, contestants, NO_GB18030);
    },
  },
  large: {
    title: 'the report: ten times the rows, sorted and shuffled',
    plan: async (ground) => {
      const [program = ''] = ground.programs;
      const rows = ground.rows * 10;
      const [small, sorted, shuffled] = [ground.ledger({}), ground.ledger({ rows }), ground.ledger({ rows, order: 'shuffled' })];
      const [smallBase, base] = [await ground.base(ground.rows), await ground.base(rows)];
      const contestants = [
        nplReport(program, small, smallBase, 'npl tenth'),
        nplReport(program, sorted, base, 'npl sorted'),
        nplReport(program, shuffled, base, 'npl shuffled'),
        ...ifThere(
          ground,
          'DuckDB',
          duckdb('checked', sorted, base, 'DuckDB checked sorted'),
          duckdb('checked', shuffled, base, 'DuckDB checked shuffled'),
        ),
      ];
      /** @type {[string, string][]} */
      const pairs = [
        ['npl sorted', 'DuckDB checked sorted'],
        ['npl shuffled', 'DuckDB checked shuffled'],
        ['npl sorted', 'npl tenth'],
        ['npl shuffled', 'npl tenth'],
      ];
      const names = contestants.map(({ name }) => name);
      return { ...beside(ground, sorted, contestants, SMALLER_ONLY), ratios: pairs.filter(([, under]) => names.includes(under)) };
    },
  },
  start: {
    title: 'npl --help beside node and DuckDB that do nothing',
    plan: async (ground) => ({
      over: 'no ledger',
      contestants: [nplHelp(ground.programs[0] ?? ''), NODE_START, ...ifThere(ground, 'DuckDB', DUCKDB_START)],
      leftOut: [],
      ratios: [[nplHelp('').name, NODE_START.name]],
      timesRuns: 4,
    }),
  },
  classify: {
    title: 'npl classify into a CSV file beside the report',
    plan: async (ground) => {
      const [program = ''] = ground.programs;
      const [ledger, base] = [ground.ledger({}), await ground.base(ground.rows)];
      const contestants = [nplClassify(program, ledger, `${ground.folder}/classes.csv`), nplReport(program, ledger, base, 'npl report')];
      return beside(ground, ledger, contestants, NO_LISTS);
    },
  },
};

/**
 * The first contestant against each of the others.
 * @param {Ground} ground
 * @param {Ledger} ledger
 * @param {readonly Contestant[]} contestants
 * @param {Readonly<Record<string, string>>} unfit peers that the job is not for, and why
 * @returns {Plan}
 */
function beside({ versions }, ledger, contestants, unfit = {}) {
  const [first, ...others] = contestants.map(({ name }) => name);
  const missing = PEERS.filter((name) => name in unfit || versions[name] === undefined);
  return {
    over: `${ledger.path}, ${Math.round(ledger.bytes / 1e6)} MB`,
    contestants,
    leftOut: missing.map((name) => `${name}: ${unfit[name] ?? 'not installed'}`),
    ratios: others.map((other) => [first ?? '', other]),
  };
}

/**
 * @param {Ground} ground
 * @param {Ledger} ledger
 * @param {Base} base
 */
function reports({ programs }, ledger, base) {
  return programs.map((program, i) => nplReport(program, ledger, base, i === 0 ? 'npl' : `npl of ${program}`));
}

/**
 * @param {Ground} ground
 * @param {string} name
 * @param {Contestant[]} contestants
 */
function ifThere({ versions }, name, ...contestants) {
  return versions[name] === undefined ? [] : contestants;
}
