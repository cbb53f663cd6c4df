// @ts-check
import { join } from 'node:path';
import { run } from './measure.js';

/**
 * @typedef {import('./jobs.js').Plan} Plan
 * @typedef {import('./measure.js').Run} Run
 */

const FAULTS_SHOWN = 10;

/**
 * Runs every contestant once, which also warms it up, and compares what it found with what the generator put in.
 * @param {Plan} plan
 * @param {string} folder
 * @param {(text: string) => void} say
 */
export async function prove(plan, folder, say) {
  let isProven = true;
  for (const { name, command, faults } of plan.contestants) {
    await run(command, folder);
    const found = (await faults?.(join(folder, 'stdout.txt'))) ?? [];
    if (found.length === 0) continue;
    isProven = false;
    const shown = found.slice(0, FAULTS_SHOWN).map((fault) => `  ${fault}\n`);
    say(`${name} differs in ${found.length} figures:\n${shown.join('')}`);
  }
  return isProven;
}

/**
 * Runs the contestants in turn, so that what else the machine does falls on all of them.
 * @param {Plan} plan
 * @param {number} runs
 * @param {string} folder
 * @returns {Promise<Map<string, Run[]>>}
 */
export async function timeAlternating({ contestants, timesRuns = 1 }, runs, folder) {
  /** @type {Map<string, Run[]>} */
  const times = new Map(contestants.map(({ name }) => [name, []]));
  for (let round = 0; round < runs * timesRuns; round++) {
    for (const { name, command } of contestants) times.get(name)?.push(await run(command, folder));
  }
  return times;
}
