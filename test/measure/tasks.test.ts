import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { dueBy } from '../../src/measure/task-table.js';
import type { TaskUnit } from '../../src/measure/tasks.js';
import { CHANNELS } from '../../src/model/channels.js';
import { ledger } from '../support/ledger.js';
import { measureTasksOf, type TaskBook } from '../support/tasks.js';

const HEADER = 'loan_id,balance,class,branch,officer';
const START = ledger(
  '2018-12-31',
  HEADER,
  'A,100,次级,甲,张',
  'B,200,可疑,甲,李',
  'C,300,损失,乙,王',
  'D,50,正常,乙,王',
  'P,9350,正常,甲,张',
);
const NOVEMBER = ledger(
  '2019-11-30',
  HEADER,
  'A,50,次级,乙,王',
  'B,200,可疑,甲,李',
  'C,300,损失,乙,王',
  'D,50,次级,乙,王',
  'P,9350,正常,甲,张',
);
const NOW = ledger('2019-12-31', HEADER, 'A,50,次级,乙,王', 'B,140,可疑,甲,李', 'C,200,损失,乙,王', 'D,50,次级,乙,王', 'P,9350,正常,甲,张');
const RECOVERIES = [
  'date,loan_id,principal,interest_on_book,interest_off_book,fees,claim,reverses',
  '2019-02-10,A,30,2,1,4,表内,',
  '2019-05-05,A,20,,,,表内,',
  '2019-12-10,B,60,5,,,表内,',
  '2019-12-24,W,10,3,,,已核销,',
  '2019-12-28,C,5,,,,已核销,',
];
const WRITE_OFFS = ['date,loan_id,principal,reverses', '2018-06-01,W,80,', '2019-12-20,C,100,'];
const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

/*
 * A (100, 甲) pays 30 in February, goes to 乙 on 1 April with 70, pays 20 in May. B (200, 甲) pays 60 in December. C (300, 乙): 100
 * written off in December, 5 of it back. D (50, 乙) turns NPL in June. W, written off in 2018, pays 10 and 3; no ledger names its branch.
 * 甲: 300 - 30 - 60 - 70 to 乙 = 140 (B). 乙: 300 + 50 + 70 - 20 - 100 = 300 (A 50, C 200, D 50).
 */
const BOOK: TaskBook = {
  now: NOW,
  since: [START],
  events: text('date,loan_id,kind,principal', '2019-06-30,D,formation,50'),
  recoveries: text(...RECOVERIES),
  writeOffs: text(...WRITE_OFFS),
  internalTransfers: text('date,loan_id,from_branch,to_branch', '2019-04-01,A,甲,乙'),
  targets: text(
    'unit_kind,unit,period,measure,amount',
    'branch,甲,2019,清收本金,120',
    'branch,乙,2019,清收本金,40',
    'branch,甲,2019-Q4,清收本金,100',
    'branch,甲,2019,压降,100',
    'branch,乙,2019,压降,70',
    'branch,甲,2019,不良余额控制,150',
    'branch,乙,2019,不良余额控制,250',
    'branch,甲,2019-12,不良余额控制,0',
    'branch,甲,2019-11,清收本金,7',
    'officer,赵,2019,清收本金,80',
    'officer,张,2019,清收本金,20',
    'officer,孙,2019,清收本金,30',
  ),
};
const ASSIGNMENTS = text('loan_id,since,managing,collecting', 'B,2019-07-01,,赵', 'A,2019-04-01,王,');

const yuan = (cents: bigint | undefined) => (cents === undefined ? undefined : Number(cents) / 100);

/** A unit's bridge in yuan, without what is zero. */
function bridgeOf(unit: Omit<TaskUnit, 'unit'>): Record<string, number> {
  const { opening, channels, transferredIn, transferredOut, unexplained, moved, closing } = unit;
  const all: [string, bigint][] = [
    ['opening', opening],
    ...CHANNELS.map((name): [string, bigint] => [name, channels[name]]),
    ...Object.entries({ transferredIn, transferredOut, unexplained, moved, closing }),
  ];
  return Object.fromEntries(all.filter(([, cents]) => cents !== 0n).map(([name, cents]) => [name, Number(cents) / 100]));
}

const bridges = (units: readonly TaskUnit[]) => Object.fromEntries(units.map((unit) => [unit.unit, bridgeOf(unit)]));

/** [task, month, to date, done in %, gap, rank, rank before] of each unit. */
function rowsOf(
  { tables }: { readonly tables: Awaited<ReturnType<typeof measureTasksOf>>['tasks']['tables'] },
  measure: string,
  period: string,
) {
  const table = tables.find((one) => one.measure === measure && one.period.name === period);
  return table?.rows.map(({ unit, task, month, toDate, completion, gap, rank, rankBefore }) => [
    unit,
    yuan(task),
    yuan(month),
    yuan(toDate),
    completion === undefined ? undefined : Number((completion.numerator * 10_000n) / completion.denominator) / 100,
    yuan(gap),
    rank,
    rankBefore,
  ]);
}

describe('the task table by branch', () => {
  it('bridges from the year’s start to now, a loan that went over counted where it was', async () => {
    const { tasks, warnings } = await measureTasksOf(BOOK, 'branch');
    expect(bridges(tasks.units)).toEqual({
      甲: { opening: 300, cash: 90, transferredOut: 70, closing: 140 },
      乙: { opening: 300, formation: 50, cash: 20, writeOff: 100, transferredIn: 70, closing: 300 },
      '': {},
    });
    expect(bridgeOf(tasks.total)).toEqual({
      opening: 600,
      formation: 50,
      cash: 110,
      writeOff: 100,
      transferredIn: 70,
      transferredOut: 70,
      closing: 440,
    });
    expect(tasks.moves).toMatchObject([{ loan: 'A', from: '甲', to: '乙', amount: 7000n }]);
    expect(warnings).toEqual([]);
  });
  it('collections of the month and the year, side by side', async () => {
    const { tasks } = await measureTasksOf(BOOK, 'branch');
    const flows = (period: 'month' | 'yearToDate') =>
      Object.fromEntries(
        tasks.units.map(({ unit, [period]: own }) => [
          unit,
          [own.cashPrincipal, own.interestOnBook, own.interestOffBook, own.writtenOffPrincipal, own.writtenOffInterest, own.fees].map(yuan),
        ]),
      );
    expect(flows('month')).toEqual({ 甲: [60, 5, 0, 0, 0, 0], 乙: [0, 0, 0, 5, 0, 0], '': [0, 0, 0, 10, 3, 0] });
    // The year: 30 + 60 in 甲 with 2 + 5 and 1 of interest and 4 of fees.
    expect(flows('yearToDate')).toEqual({ 甲: [90, 7, 1, 0, 0, 4], 乙: [20, 0, 0, 5, 0, 0], '': [0, 0, 0, 10, 3, 0] });
  });
  it('completion, gap to the calendar, rank and the rank before', async () => {
    const { tasks } = await measureTasksOf(BOOK, 'branch');
    // 90 of 120 is 75 %, 20 of 40 is 50 %; the year is over. At the end of November 30 of 120 was 25 %: 乙 led.
    expect(rowsOf(tasks, 'cash-principal', '2019')).toEqual([
      ['甲', 120, 60, 90, 75, 30, 1, 2],
      ['乙', 40, 0, 20, 50, 20, 2, 1],
      ['', undefined, 0, 0, undefined, undefined, undefined, undefined],
    ]);
    // The fourth quarter alone: 60 of 100; nothing by the end of November. 乙 has no task, which is no 0 %.
    expect(rowsOf(tasks, 'cash-principal', '2019-Q4')).toEqual([
      ['甲', 100, 60, 60, 60, 40, 1, 1],
      ['乙', undefined, 0, 0, undefined, undefined, undefined, undefined],
      ['', undefined, 0, 0, undefined, undefined, undefined, undefined],
    ]);
    const [year] = tasks.tables;
    // 160 of task, 110 done: 68.75 %.
    expect(year?.total).toEqual({
      task: 16_000n,
      month: 6000n,
      toDate: 11_000n,
      due: 16_000n,
      gap: 5000n,
      completion: { numerator: 11_000n, denominator: 16_000n },
    });
    // November's task is of another period.
    expect(tasks.otherPeriods).toBe(1);
  });
  it('a fall of the balance is none by handing a loan over; without a ledger of the month before that month is not known', async () => {
    const { tasks } = await measureTasksOf(BOOK, 'branch');
    // 甲: 300 - 70 handed over - 140 = 90 of 100. 乙: 300 + 70 - 300 = 70 of 70.
    const unknown = ['', undefined, undefined, 0, undefined, undefined, undefined, undefined];
    expect(rowsOf(tasks, 'reduction', '2019')).toEqual([
      ['乙', 70, undefined, 70, 100, 0, 1, undefined],
      ['甲', 100, undefined, 90, 90, 10, 2, undefined],
      unknown,
    ]);
    // November: 甲 200 (B), 乙 400. December: 60 and 100. Until then 300 - 70 - 200 = 30 of 100, and 300 + 70 - 400 = -30 of 70.
    const { tasks: known } = await measureTasksOf({ ...BOOK, since: [START, NOVEMBER] }, 'branch');
    expect(rowsOf(known, 'reduction', '2019')).toEqual([
      ['乙', 70, 100, 70, 100, 0, 1, 2],
      ['甲', 100, 60, 90, 90, 10, 2, 1],
      ['', undefined, 0, 0, undefined, undefined, undefined, undefined],
    ]);
  });
  it('a ceiling is kept or passed', async () => {
    const { tasks } = await measureTasksOf(BOOK, 'branch');
    expect(
      tasks.ceilings.map(({ target, npl, room, isKept, used }) => [target.unit, target.period.name, yuan(npl), yuan(room), isKept, used]),
    ).toEqual([
      ['甲', '2019-12', 140, -140, false, undefined],
      ['乙', '2019', 300, -50, false, { numerator: 30_000n, denominator: 25_000n }],
      ['甲', '2019', 140, 10, true, { numerator: 14_000n, denominator: 15_000n }],
    ]);
  });
  it('cash share of disposal, and disposal over formation; neither where nothing is below the line', async () => {
    const { tasks } = await measureTasksOf(BOOK, 'branch');
    const shares = tasks.units.map(({ unit, disposal, cashShare, disposalOfFormation }) => [
      unit,
      yuan(disposal),
      cashShare,
      disposalOfFormation,
    ]);
    expect(shares).toEqual([
      ['乙', 120, { numerator: 2000n, denominator: 12_000n }, { numerator: 12_000n, denominator: 5000n }],
      ['甲', 90, { numerator: 9000n, denominator: 9000n }, undefined],
      ['', 0, undefined, undefined],
    ]);
  });
  it('from a lock of the year’s start it is the same', async () => {
    const { since: _, ...lockAlone } = BOOK;
    const [fromLock, fromLedger] = [await measureTasksOf({ ...lockAlone, locks: [START] }, 'branch'), await measureTasksOf(BOOK, 'branch')];
    expect(bridges(fromLock.tasks.units)).toEqual(bridges(fromLedger.tasks.units));
    expect(fromLock.tasks.tables).toEqual(fromLedger.tasks.tables);
    await expect(measureTasksOf(lockAlone, 'branch')).rejects.toThrow('E_USAGE');
  });
  it('without the register what went over is told, and stands apart', async () => {
    const { internalTransfers: _, ...silent } = BOOK;
    const { tasks, warnings } = await measureTasksOf(silent, 'branch');
    // Nothing dates it: all that A paid is 甲's, and the 50 it has left are in 乙.
    expect(bridges(tasks.units)).toEqual({
      甲: { opening: 300, cash: 110, moved: -50, closing: 140 },
      乙: { opening: 300, formation: 50, writeOff: 100, moved: 50, closing: 300 },
      '': {},
    });
    expect(warnings).toEqual(['W_UNIT_MOVED 1 A']);
  });
  it('entries taken back are in no figure', async () => {
    const mistakes: TaskBook = {
      ...BOOK,
      recoveries: text(...RECOVERIES, '2019-10-01,B,40,9,,,表内,', '2019-12-05,B,40,9,,,表内,2019-10-01'),
      writeOffs: text(...WRITE_OFFS, '2019-11-08,A,50,', '2019-12-01,A,50,2019-11-08'),
    };
    expect(await measureTasksOf(mistakes, 'branch')).toEqual(await measureTasksOf(BOOK, 'branch'));
  });
  it('an entry of the year before that is taken back in this one raises the balance, and is no negative cash', async () => {
    // A paid 10 in December 2018 by mistake: 100 at the start, 110 from January on; 60 at the end.
    const book: TaskBook = {
      ...BOOK,
      now: ledger('2019-12-31', HEADER, 'A,60,次级,乙,王', 'B,140,可疑,甲,李', 'C,200,损失,乙,王', 'D,50,次级,乙,王', 'P,9350,正常,甲,张'),
      recoveries: text(...RECOVERIES, '2018-12-20,A,10,,,,表内,', '2019-01-15,A,10,,,,表内,2018-12-20'),
    };
    const { tasks } = await measureTasksOf(book, 'branch');
    expect(bridges(tasks.units)).toMatchObject({
      甲: { opening: 300, increase: 10, cash: 90, transferredOut: 80, closing: 140 },
      乙: { transferredIn: 80, closing: 310 },
    });
  });
});

describe('the task table by officer', () => {
  it('the collecting officer has what came in on the day, else the managing one, else the ledger’s', async () => {
    const { tasks, warnings } = await measureTasksOf({ ...BOOK, assignments: ASSIGNMENTS }, 'officer');
    // A: 张 until 王 manages it from 1 April, with 70. B: 李 until 赵 collects it from 1 July, with 200.
    expect(bridges(tasks.units)).toEqual({
      张: { opening: 100, cash: 30, transferredOut: 70 },
      李: { opening: 200, transferredOut: 200 },
      王: { opening: 300, formation: 50, cash: 20, writeOff: 100, transferredIn: 70, closing: 300 },
      赵: { transferredIn: 200, cash: 60, closing: 140 },
      孙: {},
      '': {},
    });
    // 张 30 of 20, 赵 60 of 80, 孙 nothing of 30; 王 collected 20 without a task. Until November 赵 had none: he shared 孙's rank.
    expect(rowsOf(tasks, 'cash-principal', '2019')).toEqual([
      ['张', 20, 0, 30, 150, -10, 1, 1],
      ['赵', 80, 60, 60, 75, 20, 2, 2],
      ['孙', 30, 0, 0, 0, 30, 3, 2],
      ['李', undefined, 0, 0, undefined, undefined, undefined, undefined],
      ['王', undefined, 0, 20, undefined, undefined, undefined, undefined],
      ['', undefined, 0, 0, undefined, undefined, undefined, undefined],
    ]);
    // With a task 90 of 130; the whole bank 110, of which no completion can be.
    expect(tasks.tables[0]?.withTask).toMatchObject({ toDate: 9000n, completion: { numerator: 9000n, denominator: 13_000n } });
    expect(tasks.tables[0]?.total).toEqual({ task: 13_000n, month: 6000n, toDate: 11_000n });
    expect(warnings).toEqual(['W_TARGET_UNIT 1 孙']);
  });
  it('in the managing role a collecting officer has nothing', async () => {
    const { tasks } = await measureTasksOf({ ...BOOK, assignments: ASSIGNMENTS }, 'officer', 'managing');
    expect(bridges(tasks.units)).toMatchObject({ 李: { opening: 200, cash: 60, closing: 140 }, 赵: {} });
  });
});

describe('what whose a loan is cannot be known from', () => {
  const refusal = async (book: Partial<TaskBook>): Promise<string> => {
    try {
      await measureTasksOf({ ...BOOK, ...book }, 'branch');
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const [first] = error.diagnostics;
      return `${first?.file}:${first?.line}: ${first?.code} ${(first?.params?.reason as { en: string } | undefined)?.en ?? ''}`;
    }
    return 'measured';
  };
  const moved = (...rows: string[]) => ({ internalTransfers: text('date,loan_id,from_branch,to_branch', ...rows) });
  it.each([
    ['a loan that nothing knows', moved('2019-04-01,X,甲,乙'), 'internal-transfers.csv:2: E_REGISTER_LOAN'],
    ['a branch that the loan was not in', moved('2019-04-01,A,丙,乙'), 'on 2018-12-31 the loan is in 甲, not in 丙'],
    ['a branch that it did not come to', moved('2019-04-01,A,甲,丙'), 'on 2019-12-31 the loan is in 乙, not in 丙'],
    [
      'a transfer of a loan that never moved',
      moved('2019-04-01,A,甲,乙', '2019-05-01,B,甲,乙'),
      'on 2019-12-31 the loan is in 甲, not in 乙',
    ],
    ['a day after the data date', moved('2020-01-01,A,甲,乙'), 'internal-transfers.csv:2: E_EVENT_AFTER_AS_OF'],
    [
      'an assignment of an unknown loan',
      { assignments: text('loan_id,since,managing', 'X,2019-04-01,王') },
      'assignments.csv:2: E_REGISTER_LOAN',
    ],
    ['an assignment after the data date', { assignments: text('loan_id,since,managing', 'A,2020-01-01,王') }, 'E_EVENT_AFTER_AS_OF'],
  ])('%s is refused', async (_, book, expected) => {
    expect(await refusal(book)).toContain(expected);
  });
});

describe('what is due by a day', () => {
  it('counts the days of leap years, and rounds half up to the cent', () => {
    // 15 February is the 46th day: of 366 in 2020, of 365 in 2019.
    expect(dueBy(36_600n, 46, 366)).toBe(4600n);
    expect(dueBy(36_500n, 46, 365)).toBe(4600n);
    // Half a cent, and a third of one.
    expect(dueBy(1n, 1, 2)).toBe(1n);
    expect(dueBy(1n, 1, 3)).toBe(0n);
  });
});
