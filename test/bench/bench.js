// @ts-check
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { makeBase } from './base.js';
import { installPeers, ownProgram, versions } from './install.js';
import { JOBS } from './jobs.js';
import { EARLIER, LATER, ledgerOf } from './ledgers.js';
import { machine } from './machine.js';
import { HAS_GNU_TIME } from './measure.js';
import { HELP, readOptions } from './options.js';
import { prove, timeAlternating } from './race.js';
import { jobText, runJson, stateText } from './summary.js';

/**
 * @param {import('./options.js').Options} options
 * @returns {Promise<number>} exit code: 1 when engines do not find the same figures
 */
async function bench(options) {
  installPeers();
  const programs = options.programs.length === 0 ? [ownProgram()] : options.programs.map((path) => resolve(path));
  const [program = ''] = programs;
  const folder = mkdtempSync(join(tmpdir(), 'npl-bench-run-'));
  try {
    const state = { machine: machine(), versions: versions(program) };
    say(stateText(state));
    if (!HAS_GNU_TIME) say('no GNU time here: CPU time and peak memory are left out\n');
    const ground = groundOf(options, programs, folder, state.versions);
    const done = [];
    for (const name of options.jobs) {
      const job = /** @type {import('./jobs.js').Job} */ (JOBS[name]);
      const plan = await job.plan(ground);
      say(`\n${name}: ${job.title}\n${plan.over}\n`);
      if (!(await prove(plan, folder, say))) return 1;
      const runs = options.correctness ? undefined : await timeAlternating(plan, options.runs, folder);
      const result = { name, title: job.title, plan, runs };
      say(jobText(result));
      done.push(result);
      if (options.json !== undefined) writeFileSync(options.json, runJson(state, options, done));
    }
    return 0;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Ledgers and locks are made when a job asks for them, each once.
 * @param {import('./options.js').Options} options
 * @param {readonly string[]} programs
 * @param {string} folder
 * @param {import('./jobs.js').Ground['versions']} installed
 * @returns {import('./jobs.js').Ground}
 */
function groundOf({ rows, seed, quoted, folder: kept }, programs, folder, installed) {
  const usual = /** @type {const} */ ({ rows, seed, quoted: 0, encoding: 'utf-8', order: 'sorted' });
  /** @type {Map<number, Promise<import('./engines.js').Base>>} */
  const bases = new Map();
  const newBase = (/** @type {number} */ count) => {
    const own = join(folder, `base-${count}`);
    mkdirSync(own);
    return makeBase(programs[0] ?? '', ledgerOf(kept, { ...usual, rows: count }, EARLIER), own);
  };
  return {
    rows,
    quoted,
    programs,
    folder,
    versions: installed,
    ledger: (shape) => ledgerOf(kept, { ...usual, ...shape }, LATER),
    base: (count) => {
      const made = bases.get(count) ?? newBase(count);
      bases.set(count, made);
      return made;
    },
  };
}

/** @param {string} text */
function say(text) {
  process.stdout.write(text);
}

try {
  const options = readOptions(process.argv.slice(2));
  if (options.help) say(HELP);
  else process.exitCode = await bench(options);
} catch (error) {
  process.stderr.write(`bench: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}
