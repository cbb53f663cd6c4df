// @ts-check
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { JOBS } from './jobs.js';

const USUAL_JOBS = ['base', 'quoted', 'gb18030', 'start', 'classify'];

export const HELP = `Usage: npm run bench -- [options]

Times npl beside DuckDB, csv-parse, gawk and Miller (the last two where installed) over the same generated ledgers. Every engine
first has to find the same figures to the cent; then the runs alternate, and medians and their ratios are printed.

Options:
  --jobs <name,…>   what is timed (default: ${USUAL_JOBS.join(',')})
${Object.entries(JOBS)
  .map(([name, { title }]) => `                      ${name.padEnd(9)} ${title}`)
  .join('\n')}
  --large           the job large too: ten times the rows, minutes and gigabytes
  --rows <n>        rows of a ledger (default: 1000000)
  --seed <n>        other loans (default: 1)
  --quoted <share>  records with quoted fields in the job quoted (default: 0.1)
  --runs <n>        timed runs of each engine, after one that proves it (default: 5)
  --correctness     prove the figures and time nothing
  --npl <file>      npl.js of another build, in place of this project's; repeats: the others run beside the first
  --dir <folder>    where generated ledgers are kept for the next time (default: npl-bench in the folder for temporary files)
  --json <file>     write machine, versions, every run, medians and ratios
  --help            this text
`;

/**
 * @typedef {object} Options
 * @property {string[]} jobs
 * @property {number} rows
 * @property {number} seed
 * @property {number} quoted
 * @property {number} runs
 * @property {boolean} correctness
 * @property {string[]} programs npl.js of each build; none: this project's
 * @property {string} folder
 * @property {string | undefined} json
 * @property {boolean} help
 */

/**
 * @param {string[]} argv
 * @returns {Options}
 */
export function readOptions(argv) {
  const { values } = parseArgs({
    args: argv,
    options: {
      jobs: { type: 'string', default: USUAL_JOBS.join(',') },
      large: { type: 'boolean', default: false },
      rows: { type: 'string', default: '1000000' },
      seed: { type: 'string', default: '1' },
      quoted: { type: 'string', default: '0.1' },
      runs: { type: 'string', default: '5' },
      correctness: { type: 'boolean', default: false },
      npl: { type: 'string', multiple: true, default: [] },
      dir: { type: 'string', default: join(tmpdir(), 'npl-bench') },
      json: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const jobs = [...new Set([...values.jobs.split(','), ...(values.large ? ['large'] : [])])];
  const unknown = jobs.filter((name) => !(name in JOBS));
  if (unknown.length > 0) throw new Error(`no job ${unknown.join(', ')}: there are ${Object.keys(JOBS).join(', ')}`);
  return {
    jobs,
    rows: numberOf('--rows', values.rows, (rows) => Number.isInteger(rows) && rows >= 100),
    seed: numberOf('--seed', values.seed, Number.isInteger),
    quoted: numberOf('--quoted', values.quoted, (share) => share >= 0 && share <= 1),
    runs: numberOf('--runs', values.runs, (runs) => Number.isInteger(runs) && runs >= 1),
    correctness: values.correctness,
    programs: values.npl,
    folder: values.dir,
    json: values.json,
    help: values.help,
  };
}

/**
 * @param {string} option
 * @param {string} text
 * @param {(value: number) => boolean} isAllowed
 */
function numberOf(option, text, isAllowed) {
  const value = Number(text);
  if (text.trim() === '' || !isAllowed(value)) throw new Error(`${option} ${text}: not possible`);
  return value;
}
