import { shellWord } from '../model/shell-word.js';
import type { Lang } from './document.js';
import { DEMO_WORDS, type TourStep } from './words/demo-words.js';

/** Arguments of the report that the tour begins with, in the folder of the case. */
export const DEMO_REPORT =
  'report ledger-2019-12-31.csv --since ledger-2018-12-31.csv --since ledger-2017-12-31.csv --base base-2018-12-31.lock.json --events events-2019.csv --write-offs write-offs-2019.csv';

const PERIOD =
  'ledger-2018-12-31.csv ledger-2019-12-31.csv --base base-2018-12-31.lock.json --events events-2019.csv --write-offs write-offs-2019.csv';

/** In their order: a later one uses what an earlier one wrote. */
const STEPS: Readonly<Record<TourStep, string>> = {
  report: DEMO_REPORT,
  inspect: 'inspect ledger-2018-12-31.csv',
  explain: 'explain ledger-2019-12-31.csv HB-2017-0874',
  branch: 'report ledger-2019-12-31.csv --by branch --unit wan',
  rollForward: `roll-forward ${PERIOD}`,
  migration: `migration ${PERIOD}`,
  watch: `watch ${PERIOD}`,
  writeOff:
    'write-off ledger-2019-12-31.csv --since ledger-2018-12-31.csv --base base-2018-12-31.lock.json --events registers/events-2019.csv --write-offs registers/write-offs-2019.csv --recoveries registers/recoveries-2019.csv --disposals registers/disposals-2019.csv --evidence registers/evidence-2019.csv',
  classify: 'classify ledger-2019-12-31.csv -o classes.csv',
  markdown: `${DEMO_REPORT} -o report.md`,
  lock: 'lock ledger-2019-12-31.csv -o base-2019-12-31.lock.json',
  init: 'book init book',
  closeFirst: 'close ledger-2018-12-31.csv --book book',
  lockMonth: 'lock --book book --as-of 2018-12-31',
  verify: 'verify --book book',
  closeSecond: 'close ledger-2019-12-31.csv --book book --events events-2019.csv --write-offs write-offs-2019.csv',
  series: 'series --book book',
};

/** The tour as lines that a shell takes as they are. `npl`: how the program is called; `folder`: where the case stands. */
export function demoTour(lang: Lang, npl: string, folder: string): string {
  const words = DEMO_WORDS[lang];
  const inLang = lang === 'en' ? '' : ` --lang ${lang}`;
  const place = shellWord(folder);
  const said = (text: string, ...commands: readonly string[]) => ['', `# ${text}`, ...commands];
  const lines = [
    `# ${words.title}`,
    `# ${words.invented}`,
    `cd ${place}`,
    ...Object.entries(STEPS).flatMap(([step, typed]) => said(words.step[step as TourStep], `${npl} ${typed}${inLang}`)),
    ...said(words.away, `rm -r ${place}`),
    '',
    `# ${words.more}`,
  ];
  return `${lines.join('\n')}\n`;
}
