import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { npl } from '../cli/run-npl.js';
import { HUAIBEI } from '../support/huaibei-report.js';

const YEAR = 'fixtures/year-2024';

/** A page made into a folder. */
export interface MadePage {
  readonly name: string;
  readonly lang: 'zh' | 'en';
  readonly path: string;
  /** How many charts it must show. */
  readonly charts: number;
}

/** Pages of every kind of chart, from fixtures: the huaibei year, and the reports over the months of 2024. */
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
  const wanted: readonly (readonly [name: string, argv: readonly string[], charts: number])[] = [
    // Classes, the movement since the lock, branches.
    ['report', HUAIBEI, 3],
    // The trend, branches at the last date.
    ['series', months('series'), 2],
    ['roll-forward', months('roll-forward'), 1],
    ['migration', months('migration'), 1],
    ['watch', months('watch'), 1],
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
