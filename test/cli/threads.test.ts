import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureBuilt } from './program.js';
import { npl, type Run } from './run-npl.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'npl-threads-'));
beforeAll(ensureBuilt, 300_000);
afterAll(() => rmSync(FOLDER, { recursive: true }));

const ROWS = 120_000;
const HEADER = '借据号,客户名称,支行,产品,贷款余额,五级分类,逾期起始日,备注,贷款状态';

/** About 12 MB: enough for a range for each of three threads. `change` makes of a row what a test is about. */
function ledger(change: (row: number, cells: string[]) => string[] = (_, cells) => cells): string {
  const lines = [HEADER];
  for (let row = 0; row < ROWS; row++) {
    const isBad = row % 40 === 0;
    const cells = [
      `JD2020${String(row).padStart(9, '0')}`,
      row % 10 === 0 ? `"客户""${row}"""` : `客户${row}`,
      `城关第${row % 50}支行`,
      ['按揭', '经营', '消费'][row % 3] as string,
      `${(row * 7919) % 900_000}.${String(row % 100).padStart(2, '0')}`,
      isBad ? '次级' : '正常',
      isBad ? '2019-03-05' : '',
      '无'.padEnd(30, '备'),
      row % 1000 === 7 ? '核销' : '正常',
    ];
    lines.push(change(row, cells).join(','));
  }
  return `${lines.join('\n')}\n`;
}

/** What a ledger gives on one thread and on three: the same bytes on both streams. */
async function onThreads(text: string, more: readonly string[] = []): Promise<Run> {
  const path = join(FOLDER, 'ledger-2020-12-31.csv');
  writeFileSync(path, text);
  const run = (threads: number) => npl(['report', path, '--by', 'branch,product', '-O', 'json', '--threads', String(threads), ...more]);
  const [alone, together] = [await run(1), await run(3)];
  expect(together.stderr).toBe(alone.stderr);
  expect(together.stdout === alone.stdout).toBe(true);
  expect(together.exit).toBe(alone.exit);
  return together;
}

describe('threads', { timeout: 120_000 }, () => {
  it('read what one reads', async () => {
    const run = await onThreads(ledger());
    expect(run.exit).toBe(0);
    expect(run.stderr).toContain('rows: 120000 read = 119880 loans + 120 off-book');
  });

  it('keep nothing waiting that ends before it reads', async () => {
    const path = join(FOLDER, 'unread-2020-12-31.csv');
    writeFileSync(path, ledger());
    const exits = [
      ['report', path, '--threads', '3', '-o', join(FOLDER, 'report.unknown')],
      ['report', path, '--threads', '3', '--policy', 'unknown'],
      ['classify', path, join(FOLDER, 'missing.csv'), '--threads', '3'],
    ].map(async (argv) => (await npl(argv)).exit);
    expect(await Promise.all(exits)).toEqual([2, 78, 66]);
  });

  it('tell what is wrong with a lock before what is wrong with a row', async () => {
    const run = await onThreads(
      ledger((row, cells) => (row === 100_000 ? cells.with(4, 'x') : cells)),
      ['--base', join(FOLDER, 'missing.lock.json')],
    );
    expect(run.exit).toBe(66);
    expect(run.stderr).toContain('missing.lock.json');
    expect(run.stderr).not.toContain('E_AMOUNT');
  });

  it('find the loans of the first lock, whichever is given first', async () => {
    const lock = async (date: string, change: Parameters<typeof ledger>[0]) => {
      const [path, file] = [join(FOLDER, `ledger-${date}.csv`), join(FOLDER, `${date}.lock.json`)];
      writeFileSync(path, ledger(change));
      expect((await npl(['lock', path, '-o', file])).exit).toBe(0);
      return file;
    };
    // Every second of 120 000 loans is bad, so that they are looked for longer than this thread classifies; half of them have other ids later.
    const bad = (row: number, cells: string[]) => cells.with(5, row % 2 === 0 ? '次级' : '正常');
    const first = await lock('2019-12-31', bad);
    const second = await lock('2020-06-30', (row, cells) => (row === 1 ? cells.with(5, '次级') : bad(row, cells)));
    const text = ledger((row, cells) => bad(row, row % 4 === 0 ? cells.with(0, `JD2021${row}`) : cells));
    const { stdout } = await onThreads(text, ['--base', second, '--base', first]);
    const { old, new: fresh } = JSON.parse(stdout).segments;
    expect([old.count, fresh.count]).toEqual([30_000, 30_000]);
    // In the order of its ids, so that none is indexed: every second row is what it was.
    const same = JSON.parse((await onThreads(ledger(bad), ['--base', first])).stdout).segments;
    expect([same.old.count, same.new.count]).toEqual([60_000, 0]);
    // Of a branch, the part of the lock that is its own: each fiftieth row is bad in both, half of them under another id.
    const own = JSON.parse((await onThreads(text, ['--base', first, '--where', '支行=城关第0支行'])).stdout).segments;
    expect([own.lock.count, own.old.count, own.new.count]).toEqual([2400, 1200, 1200]);
  });

  it('take part: --timings says how many, and that only the header needed the careful lane', async () => {
    const path = join(FOLDER, 'timed-2020-12-31.csv');
    writeFileSync(path, ledger());
    const { stderr } = await npl(['report', path, '--threads', '3', '--timings', '-O', 'json']);
    expect(stderr).toContain('records: 120000 in the plain lane, 1 in the careful lane; threads: 3');
  });

  it('name the same lines of bad rows, and count the same', async () => {
    const text = ledger((row, cells) => (row % 30_000 === 17_000 ? cells.with(4, 'x') : cells));
    const run = await onThreads(text, ['--max-rejects', '10']);
    expect(run.exit).toBe(3);
    expect((await onThreads(text)).stderr).toMatch(/:17002:5 .*E_AMOUNT/);
  });

  it('find a loan that stands twice far apart, and say where it stands first', async () => {
    const run = await onThreads(ledger((row, cells) => (row === 110_000 ? cells.with(0, 'JD2020000000005') : cells)));
    expect(run.exit).toBe(65);
    expect(run.stderr).toMatch(/:110002:1 .*E_DUP_ID/);
    expect(run.stderr).toContain('line 7');
  });

  it('hold a totals row at the end against all rows', async () => {
    const text = ledger();
    expect((await onThreads(`${text}合计,,,,1.00,,,,\n`)).stderr).toContain('E_CONTROL_TOTAL');
  });

  it('are not misled by line breaks in quotes', async () => {
    const map = join(FOLDER, 'map.yaml');
    writeFileSync(map, 'freeText: [备注]\n');
    const text = ledger((row, cells) => (row % 2 === 0 ? cells.with(7, `"一\n${HEADER}\n,,"`) : cells));
    const run = await onThreads(text, ['--map', map]);
    expect(run.stderr).toContain('rows: 120000 read = 119880 loans');
  });

  it('refuse a file that stops being UTF-8 where it does', async () => {
    const text = ledger((row, cells) => (row === 100_000 ? cells.with(3, 'X\u0001Y') : cells));
    const bytes = Buffer.from(text);
    bytes[bytes.indexOf(1)] = 0xff;
    const path = join(FOLDER, 'broken-2020-12-31.csv');
    writeFileSync(path, bytes);
    const { exit, stderr } = await npl(['report', path, '--threads', '3']);
    expect(exit).toBe(65);
    expect(stderr).toMatch(/:100002:4.*E_ENCODING/);
  });
});
