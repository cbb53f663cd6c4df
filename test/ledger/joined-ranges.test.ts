import { beforeEach, describe, expect, it } from 'vitest';
import { joined, type Outcome, type Read, readInWays, type Way } from './lane-outcome.js';
import { rulesOf } from './read-text.js';

const HEADER = '借据号,客户名称,贷款余额,五级分类\n';
const CAREFUL: Way = { lane: 'careful' };
const shown = () => 'shown' as const;

beforeEach(() => {
  joined.times = 0;
});

function portfolioOf(read: Read | undefined): unknown {
  return read === undefined || 'refused' in read.outcome ? undefined : read.outcome.portfolio;
}

/** Of each row said to stand twice: its file and line, and where it says the first stands. */
function repeatsOf(outcome: Outcome | undefined) {
  if (outcome === undefined || !('refused' in outcome)) return [];
  return outcome.all.map(({ code, file, line, params }) => [code, file?.replace(/^.*\//, ''), line, placeOf(params?.first)]);
}

function placeOf(first: unknown): unknown {
  return typeof first === 'object' ? (first as { zh: string }).zh : first;
}

describe('ranges of several files', () => {
  const loan = (key: string) => `${key},,1.00,正常\n`;
  const file = (letter: string, change: (row: number) => string = (row) => `${letter}${1000 + row}`) =>
    Buffer.from(HEADER + Array.from({ length: 100 }, (_, row) => loan(change(row))).join(''));
  // A row is about 20 bytes long: a file has five ranges or more.
  const RANGES: Way = { lane: 'plain', ranges: { bytes: 400, threads: 3 } };

  it('know which file each loan is from', async () => {
    const [careful, read] = await readInWays([file('A'), file('B'), file('C')], rulesOf(), [CAREFUL, RANGES]);
    expect(read?.outcome).toEqual(careful?.outcome);
    const { sourceOf, lineOf, keysRise } = portfolioOf(read) as Record<string, unknown>;
    expect(Array.from(sourceOf as Uint16Array)).toEqual([0, 1, 2].flatMap((source) => new Array<number>(100).fill(source)));
    expect(Array.from(lineOf as Uint32Array)).toEqual([0, 1, 2].flatMap(() => Array.from({ length: 100 }, (_, row) => row + 2)));
    expect(keysRise).toBe(true);
    expect(joined.times).toBe(1);
  });

  it('whose keys rise within each and not from one to the next have an index', async () => {
    const [read] = await readInWays([file('B'), file('A')], rulesOf(), [RANGES]);
    expect(read?.outcome).toMatchObject({ portfolio: { keysRise: false, keyCount: 200 } });
    expect(joined.times).toBe(1);
  });

  it('tell a loan that stands twice by the file and line of both', async () => {
    const files = [file('A'), file('B', (row) => (row === 90 ? 'B1010' : row === 60 ? 'A1070' : `B${1000 + row}`))];
    const [careful, read] = await readInWays(files, rulesOf(), [CAREFUL, RANGES]);
    const line = (row: number) => row + 2;
    const repeats = repeatsOf(read?.outcome);
    expect(repeats).toEqual([
      ['E_DUP_ID', '1.csv', line(60), expect.stringMatching(`0\\.csv:${line(70)}$`)],
      ['E_DUP_ID', '1.csv', line(90), `第 ${line(10)} 行`],
    ]);
    expect(repeatsOf(careful?.outcome)).toEqual(repeats);
  });
});

describe('a range', () => {
  const ROWS = 4096;
  /** 64 bytes a row: in each of two ranges every 256 rows begin a piece, of which 64 rows are counted. */
  const loan = (row: number, name: string) => `${`K${10_000 + row},${name},1.00,normal,`.padEnd(63, 'x')}\n`;
  const file = (nameOf: (row: number) => string) =>
    Buffer.from(`loan_id,borrower_name,balance,class,remark\n${Array.from({ length: ROWS }, (_, row) => loan(row, nameOf(row))).join('')}`);
  const ways: readonly Way[] = [CAREFUL, { lane: 'plain', ranges: { bytes: ROWS * 33, threads: 2 } }];
  const NAME = 'A borrower of thirty bytes now';

  it.each([
    ['has room for texts that are long throughout', () => NAME, 1],
    [
      'that has no room for texts longer than any seen when it was cut is read in one go',
      (row: number) => (row > 2300 && row % 256 > 90 ? NAME : ''),
      0,
    ],
  ])('%s', async (_, nameOf, times) => {
    const [careful, read] = await readInWays([file(nameOf)], rulesOf(), ways, shown);
    expect(read?.outcome).toEqual(careful?.outcome);
    const { texts } = portfolioOf(read) as { texts: [string, (string | undefined)[]][] };
    const names = texts.find(([field]) => field === 'borrowerName')?.[1];
    expect(names).toEqual(Array.from({ length: ROWS }, (__, row) => nameOf(row) || undefined));
    expect(joined.times).toBe(times);
  });
});
