import { expect, it } from 'vitest';
import { sizeOfRange } from '../../src/ledger/expected-size.js';
import { planLedgers } from '../../src/ledger/plan-ledgers.js';
import { withSource } from '../table/with-source.js';
import { expectSame, readInWays } from './lane-outcome.js';
import { rulesOf } from './read-text.js';

const HEADER = 'loan_id,borrower_name,balance,days_past_due,remark\n';
const NAME = '0123456789';
const ROWS = 2000;

/** So many loans, each 80 bytes long, with a name where `isNamed` says so. */
function rows(first: number, isNamed: (row: number) => boolean): string {
  const row = (i: number) => {
    const text = `L${first + i},${isNamed(i) ? NAME : ''},1.00,0,`;
    return `${text.padEnd(79, 'x')}\n`;
  };
  return Array.from({ length: ROWS }, (_, i) => row(i)).join('');
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
