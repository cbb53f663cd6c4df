import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { bridgeOf, measureBook, unexplainedOf } from '../support/book.js';

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
