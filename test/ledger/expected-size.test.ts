import { expect, it } from 'vitest';
import { expectedSize, sizeOfRange } from '../../src/ledger/expected-size.js';
import type { StoreSize } from '../../src/ledger/loan-store.js';
import { planLedgers } from '../../src/ledger/plan-ledgers.js';
import { withSource } from '../table/with-source.js';
import { expectSame, readInWays } from './lane-outcome.js';
import { rulesOf } from './read-text.js';

const HEADER = 'loan_id,borrower_name,balance,days_past_due,remark\n';
const NAME = '0123456789';
const ROWS = 2000;

/** So many loans, each 80 bytes long, with a name where `isNamed` says so. */
function rows(first: number, isNamed: (row: number) => boolean, name = NAME, count = ROWS): string {
  const row = (i: number) => {
    const text = `L${first + i},${isNamed(i) ? name : ''},1.00,0,`;
    return `${text.padEnd(79, 'x')}\n`;
  };
  return Array.from({ length: count }, (_, i) => row(i)).join('');
}

it('a range has room for texts that its head shows none of', async () => {
  const early = rows(100_000, (i) => i >= 500);
  const late = rows(200_000, () => true);
  const border = Buffer.byteLength(HEADER + early);
  const text = HEADER + early + late;
  const sizes = await withSource(Buffer.from(text), (source) => {
    const plan = planLedgers([source], rulesOf(), () => 'shown');
    return [
      sizeOfRange(plan, { file: 0, start: 0, limit: border }),
      sizeOfRange(plan, { file: 0, start: border, limit: Buffer.byteLength(text) }),
    ];
  });
  const names = sizes.map(({ listBytes }) => listBytes.get('borrowerName') ?? 0);
  // 1500 names of ten bytes.
  expect(names[0]).toBeGreaterThanOrEqual(15_000);
  expect(names[1]).toBeGreaterThanOrEqual(20_000);
  // "L100000" is seven bytes. Room to spare is memory that the moving of ranges touches.
  for (const { loans, keyBytes } of sizes) {
    expect(loans).toBeGreaterThan(ROWS);
    expect(loans).toBeLessThan(ROWS * 1.6);
    expect(keyBytes).toBeGreaterThan(ROWS * 7);
    expect(keyBytes).toBeLessThan(ROWS * 7 * 3);
  }
});

/** What a whole file seems to hold as a range, and how many loans where its room can grow. */
async function sizeOf(text: string, skipLines = 0): Promise<StoreSize & { readonly names: number; readonly grown: number }> {
  return withSource(Buffer.from(text), (source) => {
    const plan = planLedgers([source], rulesOf({ skipLines }), () => 'shown');
    const size = sizeOfRange(plan, { file: 0, start: 0, limit: source.bytes });
    const grown = expectedSize(plan.files, plan.kept).loans;
    return { ...size, names: size.listBytes.get('borrowerName') ?? 0, grown };
  });
}

// Some room there always is: for 256 loans, with 16 bytes of text for each, 4096 in all.
it.each([
  ['2.5 kB', 2500, 400],
  ['5 kB', 5000, 400],
  ['40 kB', 40_000, 20],
])('a file whose lines are %s long has room for its texts', async (_, length, count) => {
  const line = (i: number) => `${`L${100_000 + i},${NAME.repeat(9)},1.00,0,`.padEnd(length - 1, 'x')}\n`;
  const { loans, keyBytes, names, grown } = await sizeOf(HEADER + Array.from({ length: count }, (__, i) => line(i)).join(''));
  for (const room of [loans, grown]) {
    expect(room).toBeGreaterThan(count);
    expect(room).toBeLessThan(256 + count * 1.2);
  }
  // Ninety bytes a name, seven a key.
  expect(names).toBeGreaterThan(count * 90 + 4096);
  expect(names).toBeLessThan((count + 256) * 90 * 1.2 + 4096);
  expect(keyBytes).toBeGreaterThan(count * 7 + 4096);
});

it('a file of which no line is whole in any piece has room for more loans than it can hold', async () => {
  const count = 5;
  const line = (i: number) => `${`L${i},${NAME},1.00,0,`.padEnd(200_000, 'x')}\n`;
  const { loans, names, grown } = await sizeOf(HEADER + Array.from({ length: count }, (_, i) => line(i)).join(''));
  expect([loans, grown].every((room) => room > 256 + count)).toBe(true);
  expect(names).toBeGreaterThan(count * NAME.length);
});

it('lines above the header are no loans and have no fields', async () => {
  const [bare, titled] = await Promise.all(
    ['', '某某银行不良贷款台账\n截至 2020-12-31\n'].map((title) =>
      sizeOf(`${title}${HEADER}${rows(100_000, () => true)}`, title === '' ? 0 : 2),
    ),
  );
  expect(titled?.loans).toBeGreaterThan(ROWS);
  expect(titled?.loans).toBeLessThan(ROWS * 1.2 + 256);
  // The average name has no part of a title: 2000 names of ten bytes, and not a tenth more than without one.
  expect(titled?.names).toBeGreaterThan(20_000);
  expect(titled?.names).toBeLessThan((bare?.names ?? 0) * 1.1);
});

it('a range without rows has room to begin with', async () => {
  const { loans, grown, names } = await sizeOf(HEADER);
  expect([loans, grown].every((room) => room >= 256 && room < 300)).toBe(true);
  expect(names).toBeGreaterThanOrEqual(4096);
});

it('texts that are longer elsewhere than in the pieces have room, as far as chance makes pieces differ', async () => {
  // Each thousand rows begin with a piece, of which some 25 rows are looked at: one in five has a name there, three in ten elsewhere.
  const isNamed = (row: number) => (row % 1000 < 60 ? row % 5 === 0 : row % 10 < 3);
  const { names } = await sizeOf(HEADER + rows(100_000, isNamed, NAME.repeat(4), 8000));
  // By the pieces alone 8 bytes a loan; in truth 94 % of 12 and 6 % of 8, which are 94 000.
  expect(names).toBeGreaterThan(94_080);
  expect(names).toBeLessThan(94_080 * 1.5);
});

const LOANS = 5000;

function ledger(first: number, isNamed: boolean): Buffer {
  const row = (i: number) => `L${first + i},${isNamed ? `${NAME}${i},` : ''}1.00,0\n`;
  return Buffer.from(
    `loan_id,${isNamed ? 'borrower_name,' : ''}balance,days_past_due\n${Array.from({ length: LOANS }, (_, i) => row(i)).join('')}`,
  );
}

it('a file without a column, and one whose value is the same for every row, take no room from the others', async () => {
  const files = [ledger(100_000, true), ledger(200_000, false), ledger(300_000, true)];
  const ways = [{ lane: 'plain' }, { lane: 'plain', ranges: { bytes: 1 << 20, threads: 3 } }] as const;
  const orders = [files, files.toReversed(), [files[1], files[0], files[2]] as Buffer[]];
  for (const order of orders) {
    const [whole, inRanges] = await readInWays(order, rulesOf(), ways, () => 'shown');
    expect(whole?.outcome).toMatchObject({ portfolio: { keyCount: 3 * LOANS } });
    expectSame(inRanges?.outcome, whole?.outcome, 'in ranges');
  }
  const map = { fields: { borrowerName: { constant: NAME } } };
  const constant = await withSource(ledger(100_000, false), (source) => {
    const plan = planLedgers([source], rulesOf({ map }), () => 'shown');
    return sizeOfRange(plan, { file: 0, start: 0, limit: source.bytes }).listBytes.get('borrowerName');
  });
  expect(constant).toBeGreaterThanOrEqual(0);
});
