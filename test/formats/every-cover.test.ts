import { describe, expect, test } from 'vitest';
import type { Cell } from '../../src/report/document.js';
import { REPORT_NAMES, type ReportName, takeReport } from '../support/every-report.js';
import { added, at, list, total, yuan } from './mapping.js';

/**
 * Key figures in English, in their order, each with the member of the JSON that it is, and what it has changed by. That the tables
 * state each figure is held in report/covers.test.ts: that alone would let a figure stand under the name of another.
 */
type Stated = readonly [name: string, value: unknown, change?: unknown];
type Covered = (json: unknown) => readonly Stated[];

/** A task that not every unit has is held against the units that have it. The officers' tasks are the branches' again. */
function tasksDone(json: unknown): Stated[] {
  const names: Readonly<Record<string, string>> = {
    'cash-principal': 'principal collected, 2019: done',
    'written-off': 'collected after write-off, 2019-Q4: done',
    reduction: 'fall of the NPL balance, 2019: done',
  };
  return list(json, 'branch.tasks').map((task) => [
    names[String(at(task, 'measure'))] ?? '',
    at(task, 'total.completion') ?? at(task, 'withTask.completion'),
  ]);
}

const difference = (json: unknown, now: string, before: string) => added(now, `-${before}`)(json);
const ofState = (json: unknown, state: string) => at(json, `states.${state}.gross`);
const datesOf = (json: unknown, which: string) => total(list(json, 'limitations'), `${which}.count`);
const rateOf = (json: unknown, of: string) =>
  list(json, 'rates').find((rate) => at(rate, 'of') === of && at(rate, 'formula') === '2022') as object;

const COVERS: Readonly<Record<Exclude<ReportName, 'diff'>, Covered>> = {
  'write-off': (json) => [
    ['written off this month', at(json, 'written.month.total.principal')],
    ['written off this year', at(json, 'written.yearToDate.total.principal')],
    ['written off since the lock', at(json, 'written.sinceLock.total.principal')],
    ['backlog to be written off', at(json, 'backlog.balance')],
    ['of which no evidence is missing', at(json, 'backlog.ready.balance')],
    [
      'claims still collected',
      at(json, 'claims.closing.principal'),
      difference(json, 'claims.closing.principal', 'claims.opening.principal'),
    ],
    ['principal recovered this year', at(json, 'claims.recovered')],
  ],
  quality: (json) => [
    ['NPL balance', at(json, 'printed.npl'), at(json, 'fall.net')],
    ['NPL ratio', at(json, 'printed.ratio'), at(json, 'fall.change')],
    ['NPL ratio (restored)', at(json, 'restored.ratio')],
    ['written off, sold and the like', at(json, 'restored.takenOff')],
    ['NPL ratio (with hidden NPL)', at(json, 'withHidden.ratio')],
    ['Hidden NPL', at(json, 'hidden.total.balance')],
  ],
  provision: (json) => [
    ['needed', at(json, 'needed')],
    ['held', at(json, 'held')],
    ['shortfall (negative: surplus)', at(json, 'gap')],
    ['coverage', at(json, 'now.coverage')],
    ['provision ratio', at(json, 'now.provisionRatio')],
    ['short of the minimum', at(json, 'minimums.shortfall')],
  ],
  plan: (json) => [
    ['NPL balance', at(json, 'total.npl.balance')],
    ['NPL without a plan', at(json, 'withoutPlan.npl.balance')],
    ['of all NPL', at(json, 'withoutPlan.shareOfNpl')],
    ['principal collected since 2018-12-31', at(json, 'collected.principal')],
    ['overdue targets', list(json, 'overdue').length],
    ['still to be collected on them', total(list(json, 'overdue'), 'rest')],
  ],
  tasks: (json) => [
    ...tasksDone(json),
    ['principal collected this year', at(json, 'branch.total.yearToDate.cashPrincipal')],
    ['disposed of this year', at(json, 'branch.total.disposal')],
    [
      'NPL balance',
      at(json, 'branch.total.bridge.closing'),
      difference(json, 'branch.total.bridge.closing', 'branch.total.bridge.opening'),
    ],
  ],
  litigation: (json) => [
    ['NPL', at(json, 'npl.balance')],
    ['NPL (with a case)', at(json, 'npl.withCase.balance')],
    ['NPL without a case', at(json, 'npl.withoutCase.balance')],
    ['dates run out', datesOf(json, 'runOut')],
    ['run out within 90 days', datesOf(json, 'within')],
    ['dates not known', datesOf(json, 'unknown')],
  ],
  responsibility: (json) => [
    ['new NPL, gross', at(json, 'total.gross')],
    ['of which NPL now', at(json, 'total.now')],
    ['determined', ofState(json, 'determined')],
    ['exempt', ofState(json, 'exempt')],
    ['open', ofState(json, 'open')],
    ['no row', ofState(json, 'none')],
    ['overdue for determination', list(json, 'overdue').length],
  ],
  concentration: (json) => [
    ['NPL balance', at(json, 'npl.balance')],
    ['ten largest borrowers', at(json, 'largest.together')],
    ['their share of NPL', at(json, 'largest.share')],
    ['foreclosed assets, net', at(json, 'foreclosed.held.net')],
    ['NPA ratio, as booked', at(json, 'npa.gross.ratio')],
  ],
  series: (json) => {
    const last = list(json, 'months').at(-1);
    return [
      ['NPL balance', at(last, 'npl.balance'), at(last, 'changes.previous.npl')],
      ['NPL ratio', at(last, 'nplRatio'), at(last, 'changes.previous.ratio')],
    ];
  },
  'roll-forward': (json) => [
    ['closing', at(json, 'total.closing'), difference(json, 'total.closing', 'total.opening')],
    ['formation', at(json, 'total.formation')],
    ['cash recovery', at(json, 'total.cash')],
    ['write-off', at(json, 'total.writeOff')],
  ],
  migration: (json) => [
    ['normal: migration rate (2022)', at(rateOf(json, 'normal'), 'rate')],
    ['substandard: migration rate (2022)', at(rateOf(json, 'substandard'), 'rate')],
    ['doubtful: migration rate (2022)', at(rateOf(json, 'doubtful'), 'rate')],
    ['normal and special-mention to NPL: migration rate (2022)', at(rateOf(json, 'combined'), 'rate')],
  ],
  'new-npl': (json) => [
    ['turned NPL for the first time', at(json, 'sums.formation.amount')],
    ['new, formed', at(json, 'sums.formed.amount')],
    ['new, originated', at(json, 'sums.originated.amount')],
    ['relapsed after an upgrade', at(json, 'sums.relapse.amount')],
    ['Newly special-mention', at(json, 'specialMention.balance')],
  ],
  watch: (json) => {
    const last = list(json, 'potential').at(-1);
    return [
      ['NPL balance', at(json, 'npl.balance')],
      ['NPL at most at 2025-03-31', at(last, 'atMost'), at(last, 'added.balance')],
      ['all watched', at(json, 'watched.count')],
    ];
  },
};

const DECIMALS = 12;

/** A figure as the JSON writes it. */
function written(cell: Cell | undefined): unknown {
  switch (cell?.kind) {
    case 'money':
    case 'money-change':
      return yuan(cell.cents);
    case 'count':
      return cell.value;
    case 'ratio':
      return `${cell.ratio.numerator}/${cell.ratio.denominator}`;
    case 'points-change':
      return cell.value.toFixed(DECIMALS);
    default:
      return undefined;
  }
}

/** A member of the JSON, so that it can be held against a figure. */
function comparable(value: unknown, cell: Cell | undefined): unknown {
  if (cell?.kind === 'points-change') return Number(value).toFixed(DECIMALS);
  if (typeof value !== 'object' || value === null) return value;
  const cents = (path: string) =>
    String(at(value, path))
      .replace('.', '')
      .replace(/^0+(?=\d)/, '');
  return `${cents('numerator')}/${cents('denominator')}`;
}

describe('covers', () => {
  test.each(REPORT_NAMES.filter((name) => name !== 'diff'))(
    '%s: each key figure is the member of the JSON that it is named for',
    async (name) => {
      const taken = await takeReport(name);
      const json: unknown = JSON.parse(JSON.stringify(taken.json()));
      const { figures = [] } = (await taken.document('en', 'yuan')).cover ?? {};
      const stated = COVERS[name](json);
      expect(figures.map(({ name: own }) => own)).toEqual(stated.map(([own]) => own));
      for (const [index, [own, value, change]] of stated.entries()) {
        const figure = figures[index];
        expect(value, `${name}: ${own} in the JSON`).toBeDefined();
        expect(written(figure?.value), `${name}: ${own}`).toBe(comparable(value, figure?.value));
        expect(written(figure?.change), `${name}: change of ${own}`).toBe(comparable(change, figure?.change));
      }
    },
  );
});
