import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npl } from '../cli/run-npl.js';
import { HUAIBEI } from '../support/huaibei-report.js';

const YEAR = 'fixtures/year-2024';
const HUAIBEI_FOLDER = 'fixtures/huaibei';
const REGISTERS = `${HUAIBEI_FOLDER}/registers`;

/** A page made into a folder. */
export interface MadePage {
  readonly name: string;
  readonly lang: 'zh' | 'en';
  readonly path: string;
  /** How many charts it must show. */
  readonly charts: number;
}

/** Pages of every report and kind of chart, from fixtures: the huaibei year with its registers, and the reports over the months of 2024. */
export async function makePages(folder: string): Promise<MadePage[]> {
  const files = readdirSync(YEAR);
  const events = files.filter((name) => name.startsWith('events-')).flatMap((name) => ['--events', `${YEAR}/${name}`]);
  const ledgers = files.filter((name) => name.startsWith('ledger-')).map((name) => `${YEAR}/${name}`);
  const lock = join(folder, 'year.lock.json');
  await npl(['lock', `${YEAR}/ledger-2023-12-31.csv`, '-o', lock]);
  const months = (command: string) => [
    command,
    ...ledgers,
    '--base',
    lock,
    ...events,
    '--write-offs',
    `${YEAR}/write-offs-2024-06.csv`,
    '--by',
    'branch',
  ];
  const registers = (...names: readonly string[]) => names.flatMap((name) => [`--${name}`, `${REGISTERS}/${name}-2019.csv`]);
  const recovery = (command: string, ...more: readonly string[]) => [
    ...[command, `${HUAIBEI_FOLDER}/ledger-2019-12-31.csv`, '--since', `${HUAIBEI_FOLDER}/ledger-2018-12-31.csv`],
    ...['--base', `${HUAIBEI_FOLDER}/base-2018-12-31.lock.json`, '--by', 'branch'],
    ...registers('events', 'write-offs', 'recoveries', 'disposals'),
    ...more,
  ];
  const wanted: readonly (readonly [name: string, argv: readonly string[], charts: number])[] = [
    // Classes, ratios, the movement since the lock, branches.
    ['report', HUAIBEI, 4],
    // The trend, branches at the last date.
    ['series', months('series'), 2],
    ['roll-forward', months('roll-forward'), 1],
    ['migration', months('migration'), 1],
    ['watch', months('watch'), 1],
    // What is drawn beside which table: test/report/covers.test.ts.
    ['new-npl', months('new-npl'), 2],
    ['write-off', recovery('write-off', ...registers('evidence')), 4],
    ['quality', recovery('quality'), 2],
    ['provision', recovery('provision', ...registers('evidence')), 2],
    ['plan', recovery('plan', ...registers('plans')), 5],
    ['tasks', recovery('tasks', ...registers('targets', 'assignments', 'internal-transfers')), 5],
    ['litigation', recovery('litigation', ...registers('litigation')), 3],
    ['responsibility', recovery('responsibility', '--determine-within', '90', ...registers('responsibility')), 5],
    ['concentration', recovery('concentration', ...registers('foreclosed', 'responsibility')), 5],
  ];
  const pages: MadePage[] = [];
  for (const [name, argv, charts] of wanted) {
    for (const lang of ['zh', 'en'] as const) {
      const path = join(folder, `${name}-${lang}.html`);
      const { exit, stderr } = await npl([...argv, '--lang', lang, '-o', path]);
      if (exit !== 0) throw new Error(`${argv.join(' ')} ended with ${exit}:\n${stderr}`);
      pages.push({ name, lang, path, charts });
    }
  }
  return pages;
}
