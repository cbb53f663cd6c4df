import { npl } from '../cli/run-npl.js';
import type { ReportJson } from './report-figures.js';

const FIXTURES = 'fixtures/huaibei';
const BEFORE = ['report', `${FIXTURES}/ledger-2018-12-31.csv`];
/** The huaibei year: `npl report` with everything the tables can show. */
export const HUAIBEI = [
  ...[
    'report',
    `${FIXTURES}/ledger-2019-12-31.csv`,
    '--since',
    `${FIXTURES}/ledger-2018-12-31.csv`,
    '--since',
    `${FIXTURES}/ledger-2017-12-31.csv`,
  ],
  ...['--base', `${FIXTURES}/base-2018-12-31.lock.json`, '--events', `${FIXTURES}/events-2019.csv`],
  ...['--write-offs', `${FIXTURES}/write-offs-2019.csv`, '--by', 'branch'],
] as const;

/** The words of the classes where a table names them. */
export const CLASS_WORDS = {
  zh: { normal: '正常', 'special-mention': '关注', substandard: '次级', doubtful: '可疑', loss: '损失' },
  en: { normal: 'normal', 'special-mention': 'special-mention', substandard: 'substandard', doubtful: 'doubtful', loss: 'loss' },
} as const;

/** The JSON of the year's report, and of the report a year before. */
export async function huaibeiJson(): Promise<{ readonly now: ReportJson; readonly before: ReportJson }> {
  const [now, before] = await Promise.all([npl([...HUAIBEI, '-O', 'json']), npl([...BEFORE, '-O', 'json'])]);
  return { now: JSON.parse(now.stdout), before: JSON.parse(before.stdout) };
}
