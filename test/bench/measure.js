// @ts-check
import { spawn, spawnSync } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * @typedef {object} Run one whole process
 * @property {number} seconds wall time
 * @property {number | undefined} cpuSeconds undefined without GNU time
 * @property {number | undefined} peakMebibytes most memory it held at once; undefined without GNU time
 */

const TIME = '/usr/bin/time';

/** GNU time tells the memory and CPU time of the process it starts; others of its name know other options. */
export const HAS_GNU_TIME = /GNU/i.test(output(TIME, ['--version']));

/** The same for every engine, and nothing of the developer's own options and language. */
const ENVIRONMENT = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TZ: 'UTC', LC_ALL: 'C' };

/**
 * Runs a command to its end with its output in files, so that no reader takes part of the machine meanwhile.
 * @param {readonly string[]} command
 * @param {string} folder for the output: stdout.txt and stderr.txt
 * @returns {Promise<Run>}
 */
export async function run(command, folder) {
  const usage = join(folder, 'usage.txt');
  const [program = '', ...args] = HAS_GNU_TIME ? [TIME, '-o', usage, '-f', '%U %S %M', ...command] : command;
  const stdout = openSync(join(folder, 'stdout.txt'), 'w');
  const stderr = openSync(join(folder, 'stderr.txt'), 'w');
  try {
    const start = process.hrtime.bigint();
    const child = spawn(program, args, { env: ENVIRONMENT, stdio: ['ignore', stdout, stderr] });
    const status = await new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
    const seconds = Number(process.hrtime.bigint() - start) / 1e9;
    if (status !== 0) throw new Error(`exit ${status} of ${command.join(' ')}\n${readFileSync(join(folder, 'stderr.txt'), 'utf8')}`);
    if (!HAS_GNU_TIME) return { seconds, cpuSeconds: undefined, peakMebibytes: undefined };
    const [user, system, peak] = readFileSync(usage, 'utf8').trim().split(' ').map(Number);
    return { seconds, cpuSeconds: (user ?? 0) + (system ?? 0), peakMebibytes: (peak ?? 0) / 1024 };
  } finally {
    closeSync(stdout);
    closeSync(stderr);
  }
}

/**
 * What a command prints; nothing where it is not installed.
 * @param {string} command
 * @param {string[]} args
 */
export function output(command, args) {
  const { stdout, status } = spawnSync(command, args, { encoding: 'utf8' });
  return status === 0 ? stdout : '';
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = /** @type {number} */ (sorted[middle]);
  return sorted.length % 2 === 1 ? upper : (upper + /** @type {number} */ (sorted[middle - 1])) / 2;
}
