import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { measureQuality } from '../../src/measure/quality.js';
import { bridgeOf, measureBook, reportInputOf, unexplainedOf } from '../support/book.js';
import { measureTasksOf } from '../support/tasks.js';

const text = (name: string) => readFileSync(new URL(`../../fixtures/huaibei/${name}`, import.meta.url), 'utf8');
const at = (date: string) => ({ date, csv: text(`ledger-${date}.csv`) });

/** The bundled case. Every figure is from the tables of fixtures/huaibei/README.md, which were worked by hand. */
it('Huaibei 2019 comes out as worked by hand', () => {
  const [before, earliest] = [at('2018-12-31'), at('2017-12-31')];
  const measured = measureBook({
    now: at('2019-12-31'),
    since: [before, earliest],
    locks: [before],
    events: text('events-2019.csv'),
    writeOffs: text('write-offs-2019.csv'),
  });
  const { figures } = measured;
  expect(figures.npl).toEqual({ count: 26, balance: 2957000000n });
  expect(figures.loans).toEqual({ count: 584, balance: 462031392168n });
  expect(bridgeOf(figures.segments?.bridge)).toEqual({
    opening: 30720000,
    increase: 31800,
    relapse: 612000,
    cash: 3748541.63,
    upgrade: 1824000,
    writeOff: 5210000,
    transfer: 3150000,
    closing: 17431258.37,
  });
  // 12 138 741.63 = 29 570 000.00 - 17 431 258.37; 13 105 999.84 - 967 258.21 = 12 138 741.63.
  expect(bridgeOf(figures.segments?.newBridge)).toEqual({ formation: 13105999.84, cash: 967258.21, closing: 12138741.63 });
  expect([unexplainedOf(measured), figures.warnings, figures.unknownEvents, figures.ignoredEvents]).toEqual([{}, [], [], []]);
  expect(figures.doubleReduction).toMatchObject({ achieved: true, streak: 2 });
  // By the rules alone, without what the renewed loan inherits: 28 100 000.00.
  expect(figures.computed?.slice(2).reduce((sum, one) => sum + one.balance, 0n)).toBe(2810000000n);
  expect(figures.deviation?.milder).toEqual({ count: 2, balance: 240000000n });
  expect(figures.deviation?.stricter).toEqual({ count: 2, balance: 262000000n });
  expect([figures.provision?.general, figures.provision?.specific, figures.provision?.gap]).toEqual([4620313922n, 1836616516n, 254128245n]);
  expect(figures.restored?.ratio).toEqual({ numerator: 3793000000n, denominator: 462867392168n });
});

/** The year again, from a register for each matter, with entries by mistake that were taken back: the same figures. */
it('Huaibei 2019 from recoveries, disposals and write-offs apart is the same year', () => {
  const [before, earliest] = [at('2018-12-31'), at('2017-12-31')];
  const book = {
    now: at('2019-12-31'),
    since: [before, earliest],
    locks: [before],
    events: text('registers/events-2019.csv'),
    writeOffs: text('registers/write-offs-2019.csv'),
    recoveries: text('registers/recoveries-2019.csv'),
    disposals: text('registers/disposals-2019.csv'),
  };
  const measured = measureBook(book);
  const { figures } = measured;
  expect(bridgeOf(figures.segments?.bridge)).toEqual({
    opening: 30720000,
    increase: 31800,
    relapse: 612000,
    cash: 3748541.63,
    upgrade: 1824000,
    writeOff: 5210000,
    transfer: 3150000,
    closing: 17431258.37,
  });
  expect(bridgeOf(figures.segments?.newBridge)).toEqual({ formation: 13105999.84, cash: 967258.21, closing: 12138741.63 });
  expect([unexplainedOf(measured), figures.warnings, figures.unknownEvents, figures.ignoredEvents]).toEqual([{}, [], [], []]);
  // December: 980 000.00; the year: 5 210 000.00 and a loss of 1 890 000.00; recovered 350 000.00 and interest 38 460.00.
  expect(figures.writeOffs).toMatchObject({
    month: { count: 1, principal: 98000000n },
    yearToDate: { count: 6, principal: 710000000n, interest: 72884187n, transferLoss: { count: 1, principal: 189000000n } },
    recovered: { principal: 35000000n, interest: 3846000n },
  });
  // What came in and what left: README.md, attribution. 4 715 799.84 + 1 824 000.00 + 8 360 000.00 = 14 899 799.84.
  const quality = measureQuality(reportInputOf(book), figures);
  expect(quality.fall?.ways).toMatchObject({
    in: 1374979984n,
    out: 1489979984n,
    cash: 471579984n,
    upgraded: 182400000n,
    takenOff: 836000000n,
    other: 0n,
    unexplained: 0n,
  });
  expect(quality.fall?.net).toBe(-115000000n);
  expect(quality.restored?.ratio).toEqual({ numerator: 3793000000n, denominator: 462867392168n });
  expect(quality.hidden.total).toEqual({ count: 0, balance: 0n });
});

/** Tasks of the year: README.md, "Tasks of branches and officers". */
it('Huaibei 2019 by branch and officer', async () => {
  const before = at('2018-12-31');
  const register = (name: string) => text(`registers/${name}-2019.csv`);
  const book = {
    ...{ now: at('2019-12-31'), since: [before], locks: [before] },
    ...{
      events: register('events'),
      writeOffs: register('write-offs'),
      recoveries: register('recoveries'),
      disposals: register('disposals'),
    },
    ...{ targets: register('targets'), assignments: register('assignments'), internalTransfers: register('internal-transfers') },
  };
  const { tasks, warnings } = await measureTasksOf(book, 'branch');
  const { tasks: officers, warnings: more } = await measureTasksOf(book, 'officer');
  expect([...warnings, ...more]).toEqual([]);
  const yuan = (cents: bigint | undefined) => (cents === undefined ? undefined : Number(cents) / 100);
  const bridge = tasks.units.map(({ unit, opening, channels, transferredIn, transferredOut, unexplained, moved, closing }) => [
    unit,
    ...[opening, channels.cash, transferredIn, transferredOut, unexplained + moved, closing].map(yuan),
  ]);
  expect(bridge).toEqual([
    ['杜集支行', 6391881.2, 460591.5, 260000, 0, 0, 6643089.7],
    ['濉溪县支行', 9780000, 2876000, 0, 0, 0, 8862000],
    ['烈山支行', 6810000, 840000, 0, 260000, 0, 6020000],
    ['相山支行', 7738118.8, 539208.34, 0, 0, 0, 8044910.3],
  ]);
  expect([tasks.total.closing, tasks.total.unexplained]).toEqual([2957000000n, 0n]);
  const rows = [...tasks.tables, ...officers.tables].map(({ measure, period, rows: units }) => [
    `${measure} ${period.name}`,
    units.flatMap(({ unit, task, toDate, rank, rankBefore }) => (task === undefined ? [] : [[unit, yuan(toDate), rank, rankBefore]])),
  ]);
  expect(rows).toEqual([
    [
      'cash-principal 2019',
      [
        ['杜集支行', 460591.5, 1, 3],
        ['濉溪县支行', 2876000, 2, 1],
        ['烈山支行', 840000, 3, 2],
        ['相山支行', 539208.34, 4, 4],
      ],
    ],
    ['written-off 2019-Q4', [['杜集支行', 188460, 1, 1]]],
    [
      'reduction 2019',
      [
        ['濉溪县支行', 918000, 1, undefined],
        ['烈山支行', 530000, 2, undefined],
      ],
    ],
    [
      'cash-principal 2019',
      [
        ['林晓燕', 460591.5, 1, 3],
        ['方圆圆', 2200000, 2, 1],
        ['吴敏', 204875, 3, 2],
      ],
    ],
  ]);
  expect(tasks.ceilings.map(({ target, room }) => [target.unit, yuan(room)])).toEqual([
    ['相山支行', -544910.3],
    ['濉溪县支行', 138000],
  ]);
});
