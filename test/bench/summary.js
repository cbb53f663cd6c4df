// @ts-check
import { median } from './measure.js';
import { fixed, table } from './print.js';

/**
 * @typedef {import('./measure.js').Run} Run
 * @typedef {object} Result a job that was run
 * @property {string} name
 * @property {string} title
 * @property {import('./jobs.js').Plan} plan
 * @property {Map<string, Run[]> | undefined} runs undefined where nothing was timed
 */

/** @param {{ machine: object, versions: object }} state */
export function stateText({ machine, versions }) {
  const rows = Object.entries({ ...machine, ...versions }).map(([name, value]) => `${name.padEnd(15)} ${value ?? 'not installed'}\n`);
  return rows.join('');
}

/** @param {Result} result */
export function jobText({ plan, runs }) {
  const names = provenNames(plan).join(', ');
  const leftOut = plan.leftOut.map((one) => `left out: ${one}\n`).join('');
  const proven = `${names === '' ? '' : `every figure as generated: ${names}\n`}${leftOut}`;
  if (runs === undefined) return proven;
  const rows = [...runs].map(([name, times]) => {
    const seconds = times.map((one) => one.seconds);
    return [
      name,
      fixed(median(seconds), 3),
      fixed(Math.min(...seconds), 3),
      fixed(Math.max(...seconds), 3),
      fixed(medianOf(times, 'cpuSeconds'), 2),
      fixed(medianOf(times, 'peakMebibytes'), 0),
      String(times.length),
    ];
  });
  const ratios = ratiosOf(plan, runs).map(({ over, under, ratio }) => [`${over} / ${under}`, fixed(ratio, 2)]);
  return `${proven}\n${table([['seconds', 'median', 'least', 'most', 'cpu', 'peak MiB', 'runs'], ...rows])}\n${table([['ratio of medians', ''], ...ratios])}`;
}

/**
 * @param {object} state machine and versions
 * @param {import('./options.js').Options} options
 * @param {readonly Result[]} results
 */
export function runJson(state, { rows, seed, quoted, runs: asked }, results) {
  const jobs = results.map(({ name, title, plan, runs }) => ({
    name,
    title,
    over: plan.over,
    leftOut: plan.leftOut,
    proven: provenNames(plan),
    ...(runs === undefined
      ? {}
      : {
          runs: Object.fromEntries(runs),
          medians: Object.fromEntries([...runs].map(([engine, times]) => [engine, mediansOf(times)])),
          ratios: ratiosOf(plan, runs),
        }),
  }));
  return `${JSON.stringify({ ...state, rows, seed, quoted, runs: asked, jobs }, undefined, 2)}\n`;
}

/** @param {import('./jobs.js').Plan} plan */
function provenNames({ contestants }) {
  return contestants.filter(({ faults }) => faults !== undefined).map(({ name }) => name);
}

/**
 * @param {import('./jobs.js').Plan} plan
 * @param {Map<string, Run[]>} runs
 */
function ratiosOf({ ratios }, runs) {
  const seconds = (/** @type {string} */ name) => medianOf(runs.get(name) ?? [], 'seconds') ?? Number.NaN;
  return ratios.map(([over, under]) => ({ over, under, ratio: seconds(over) / seconds(under) }));
}

/** @param {readonly Run[]} times */
function mediansOf(times) {
  return {
    seconds: medianOf(times, 'seconds'),
    cpuSeconds: medianOf(times, 'cpuSeconds'),
    peakMebibytes: medianOf(times, 'peakMebibytes'),
  };
}

/**
 * @param {readonly Run[]} times
 * @param {keyof Run} what
 */
function medianOf(times, what) {
  const values = times.flatMap((one) => one[what] ?? []);
  return values.length === 0 ? undefined : median(values);
}
