import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { VERSION } from '../../src/run/version.js';
import { ensureBuilt, PROGRAM, plainEnvironment, ROOT } from './program.js';
import { npl, type Run } from './run-npl.js';

vi.setConfig({ testTimeout: 60_000 });

const SMALL = 'fixtures/transcripts/small/ledger-2024-06-30.csv';
const YEAR = 'fixtures/transcripts/year/ledger-2023-12-31.csv';
let folder = '';
const at = (name: string) => join(folder, name);

beforeAll(async () => {
  await ensureBuilt();
  folder = mkdtempSync(join(tmpdir(), 'npl-cli-'));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A user's mistake is answered with a sentence, never with the program's insides, and never with half a report. */
function expectRefusal(run: Run, exit: number, says: RegExp | string = '') {
  expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit, stdout: '' });
  expect(run.stderr).toMatch(says);
  expect(run.stderr).not.toBe('');
  expect(run.stderr).not.toMatch(/^npl: internal error|^\s+at .*:\d+:\d+|node:internal|\.js:\d+/m);
}

describe('a mistake in the command', () => {
  test.concurrent.each<[string, string[], number, string]>([
    ['command', ['reprot', SMALL], 2, 'did you mean report?'],
    ['no command', [], 2, 'Usage: npl'],
    ['option', ['report', SMALL, '--bas', 'x'], 2, 'did you mean --base?'],
    ['ledger', ['report'], 2, 'npl report needs <ledger>'],
    ['loan', ['explain', SMALL], 2, 'npl explain needs <loan>'],
    ['too many arguments', ['inspect', SMALL, SMALL], 2, 'too many arguments'],
    ['dimension', ['report', SMALL, '--by', 'brnach'], 2, 'did you mean branch?'],
    ['the same dimension twice', ['report', SMALL, '--by', 'branch,branch'], 2, 'two different dimensions'],
    ['three dimensions', ['report', SMALL, '--by', 'branch,officer,product'], 2, 'one or two'],
    ['format', ['report', SMALL, '-O', 'jsn'], 2, 'did you mean json?'],
    ['language', ['report', SMALL, '--lang', 'cn'], 2, 'allowed: zh, en'],
    ['basis', ['report', SMALL, '--basis', 'declard'], 2, 'did you mean declared?'],
    ['unit', ['report', SMALL, '--unit', 'wna'], 2, 'did you mean wan?'],
    ['extension', ['report', SMALL, '-o', 'report.jsno'], 2, 'did you mean .json?'],
    ['no extension', ['report', SMALL, '-o', 'report'], 2, 'say it with -O'],
    ['policy', ['report', SMALL, '--policy', 'cn-2032'], 78, 'did you mean cn-2023?'],
    ['subcommand', ['policy', 'lst'], 2, 'did you mean list?'],
    ['date', ['report', SMALL, '--as-of', '2024-06-31'], 2, 'YYYY-MM-DD'],
    ['amount', ['report', SMALL, '--loans-total', '1,000'], 2, 'amount in yuan'],
    ['share of rejects', ['report', SMALL, '--max-rejects', '101%'], 2, 'number of rows, or a percentage'],
    ['condition', ['report', SMALL, '--where', 'branch'], 2, 'COLUMN=VALUE'],
    ['delimiter', ['report', SMALL, '--delimiter', '|'], 2, 'comma, tab, semicolon'],
    ['encoding', ['report', SMALL, '--encoding', 'gb1803'], 2, 'did you mean gb18030?'],
    ['a lock without a name', ['lock', YEAR], 2, '-o FILE'],
  ])('%s', async (_, argv, exit, says) => {
    const run = await npl(argv);
    expectRefusal(run, exit);
    expect(run.stderr).toContain(says);
  });
});

describe('a path that is no file', () => {
  test.concurrent.each<[string, string[], number]>([
    ['a folder as ledger', ['report', 'fixtures'], 74],
    ['a folder as earlier ledger', ['report', SMALL, '--since', 'fixtures'], 74],
    ['a folder as lock', ['report', SMALL, '--base', 'fixtures'], 74],
    ['a lock below a file', ['report', SMALL, '--base', `${SMALL}/base.lock.json`], 66],
    ['a folder as superseded lock', ['lock', YEAR, '-o', 'none.lock.json', '--supersede', 'fixtures', '--reason', 'x'], 74],
    ['a lock to be made in place of a folder', ['lock', YEAR, '-o', 'fixtures'], 73],
    ['a folder as map', ['report', SMALL, '--map', 'fixtures'], 74],
    ['a folder as register', ['report', SMALL, '--events', 'fixtures'], 74],
    ['a policy that is not there', ['report', SMALL, '--policy', './none.yaml'], 66],
    ['no name at all', ['report', ''], 66],
  ])('%s', async (_, argv, exit) => {
    expectRefusal(await npl(argv), exit);
  });

  test('a lock whose hash is right and whose content is none is exit 4', async () => {
    const body = 'not a lock\n';
    const hash = createHash('sha256').update(body).digest('hex');
    writeFileSync(at('none.lock.json'), `${body}  "hash": "${hash}"\n}\n`);
    expectRefusal(await npl(['report', SMALL, '--base', at('none.lock.json')]), 4, /E_LOCK_DAMAGED/);
  });
});

describe('help and version', () => {
  test.concurrent.each([
    [['--help'], 'Exit codes:'],
    [['report', '--help'], '--base <lock>'],
    [['help', 'lock'], '--supersede [lock]'],
    [['policy', 'show', '--help'], 'Usage: npl policy show'],
  ])('%j', async (argv, says) => {
    const { exit, stdout, stderr } = await npl(argv);
    expect({ exit, stderr }).toEqual({ exit: 0, stderr: '' });
    expect(stdout).toContain(says);
    for (const line of stdout.split('\n')) expect(line.length).toBeLessThanOrEqual(80);
  });

  test('every exit code of the program is in --help', async () => {
    const { stdout } = await npl(['--help']);
    for (const code of [0, 1, 2, 3, 4, 65, 66, 70, 73, 74, 75, 78, 130]) expect(stdout).toMatch(new RegExp(`(^| )${code}  \\S`, 'm'));
  });

  test('--version', async () => {
    expect(await npl(['--version'])).toEqual({ exit: 0, stdout: `${VERSION}\n`, stderr: '' });
  });
});

describe('language', () => {
  const title = async (argv: string[], env = {}) => (await npl(['report', SMALL, ...argv], { env })).stdout.split('\n')[0];

  test('--lang, then NPL_LANG, never the locale', async () => {
    const titles = await Promise.all([
      title([], { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' }),
      title([], { NPL_LANG: 'zh' }),
      title(['--lang', 'en'], { NPL_LANG: 'zh' }),
    ]);
    expect(titles).toEqual(['Non-performing loan report', '不良贷款报告', 'Non-performing loan report']);
  });

  test('a language that is none is refused from the environment too', async () => {
    expectRefusal(await npl(['report', SMALL], { env: { NPL_LANG: 'fr' } }), 2, /allowed: zh, en/);
  });

  test('stderr is in the language of the report', async () => {
    expectRefusal(await npl(['report', 'none.csv'], { env: { NPL_LANG: 'zh' } }), 66, /文件不存在/);
  });
});

describe('colour', () => {
  const ESCAPE = '\u001b[';
  const A_TERMINAL = { TERM: 'xterm' };
  test.concurrent.each<[string, string[], Record<string, string>, boolean]>([
    ['none in a pipe', [], {}, false],
    ['--color always', ['--color', 'always'], {}, true],
    ['--color always beats NO_COLOR', ['--color', 'always'], { NO_COLOR: '1' }, true],
    ['--color never beats FORCE_COLOR', ['--color', 'never'], { FORCE_COLOR: '1' }, false],
    ['FORCE_COLOR', [], { FORCE_COLOR: '1' }, true],
    ['NO_COLOR beats FORCE_COLOR', [], { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
    ['an empty NO_COLOR says nothing', [], { NO_COLOR: '', FORCE_COLOR: '1' }, true],
    ['FORCE_COLOR=0 is none', [], { FORCE_COLOR: '0' }, false],
    ['never in csv', ['-O', 'csv', '--color', 'always'], {}, false],
    ['never in json', ['-O', 'json', '--color', 'always'], {}, false],
    ['never in markdown', ['-O', 'markdown', '--color', 'always'], {}, false],
  ])('%s', async (_, argv, env, coloured) => {
    const { stdout, stderr } = await npl(['report', SMALL, ...argv], { env: { ...A_TERMINAL, ...env } });
    expect(stdout.includes(ESCAPE)).toBe(coloured);
    expect(stderr).not.toContain(ESCAPE);
  });

  test('colours change nothing but colours', async () => {
    const [plain, coloured] = await Promise.all([npl(['report', SMALL]), npl(['report', SMALL, '--color', 'always'])]);
    expect(coloured.stdout.replace(/\u001b\[[\d;]*m/g, '')).toBe(plain.stdout);
  });
});

describe('streams', () => {
  test('a reader that goes away early ends the program quietly', async () => {
    const wide = ['loan_id,balance,class', ...Array.from({ length: 20_000 }, (_, i) => `L${i},1.00,3`), ''].join('\n');
    writeFileSync(at('wide-2024-06-30.csv'), wide);
    const run = await firstBytes(['classify', at('wide-2024-06-30.csv'), '-O', 'csv']);
    expect(run.exit).toBe(0);
    expect(run.stderr).not.toMatch(/EPIPE|Error|\bat /);
  });

  test('so does one that is gone before the help is written', async () => {
    const run = await firstBytes(['--help'], true);
    expect(run.exit).toBe(0);
    expect(run.stderr).toBe('');
  });

  test('a full disk is exit 74', async () => {
    const full = openSync('/dev/full', 'w');
    const run = await new Promise<{ exit: number; stderr: string }>((resolve) => {
      const child = spawn(process.execPath, [PROGRAM, 'report', SMALL], {
        cwd: ROOT,
        env: plainEnvironment(''),
        stdio: ['ignore', full, 'pipe'],
      });
      let stderr = '';
      child.stderr?.on('data', (bytes) => {
        stderr += bytes;
      });
      child.on('close', (code) => resolve({ exit: code ?? -1, stderr }));
    });
    expect(run.exit).toBe(74);
    expect(run.stderr).toContain('E_WRITE');
  });

  test('stdout holds the report alone and stderr ends with the rows', async () => {
    const { stdout, stderr } = await npl(['report', SMALL, '-O', 'json']);
    expect(JSON.parse(stdout)).toMatchObject({ npl: { count: 3, balance: '400.00' } });
    expect(stderr.trimEnd().split('\n').at(-1)).toMatch(/^rows: 6 read = 6 loans/);
  });
});

/** Reads a first piece of the output and closes the pipe, as `| head -1` does; `atOnce`, as `| true` does. */
function firstBytes(argv: readonly string[], atOnce = false): Promise<{ exit: number; stderr: string }> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [PROGRAM, ...argv], { cwd: ROOT, env: plainEnvironment('') });
    let stderr = '';
    child.stderr.on('data', (bytes) => {
      stderr += bytes;
    });
    if (atOnce) child.stdout.destroy();
    child.stdout.once('data', () => child.stdout.destroy());
    child.on('close', (code) => resolve({ exit: code ?? -1, stderr }));
  });
}

describe('-o', () => {
  test('replaces the file whole, leaves nothing beside it, and says nothing on stdout', async () => {
    const place = at('replaced');
    mkdirSync(place);
    writeFileSync(join(place, 'report.json'), 'old');
    const run = await npl(['report', SMALL, '-o', join(place, 'report.json')]);
    expect({ exit: run.exit, stdout: run.stdout }).toEqual({ exit: 0, stdout: '' });
    expect(readdirSync(place)).toEqual(['report.json']);
    expect(JSON.parse(readFileSync(join(place, 'report.json'), 'utf8'))).toMatchObject({ schema: 'npl.report/1' });
  });

  test('keeps the old content when the ledger is refused', async () => {
    writeFileSync(at('kept.json'), 'old');
    expectRefusal(await npl(['report', 'fixtures/transcripts/damaged/ledger-2024-06-30.csv', '-o', at('kept.json')]), 65);
    expect(readFileSync(at('kept.json'), 'utf8')).toBe('old');
  });

  test('a folder that is not there is exit 73', async () => {
    expectRefusal(await npl(['report', SMALL, '-o', at('none/report.json')]), 73, /E_OUTPUT/);
  });

  test('a folder in the place of the file is exit 73 and stays', async () => {
    mkdirSync(at('folder.json'));
    expectRefusal(await npl(['report', SMALL, '-o', at('folder.json')]), 73, /E_OUTPUT/);
    expect(readdirSync(folder).filter((name) => name.includes('.tmp'))).toEqual([]);
  });

  test('a place where no file can be made is exit 73, for a lock too', async () => {
    writeFileSync(at('file'), '');
    for (const place of ['/proc', at('file')]) {
      expectRefusal(await npl(['report', SMALL, '-o', join(place, 'report.json')]), 73, /E_OUTPUT/);
      expectRefusal(await npl(['lock', YEAR, '-o', join(place, 'base.lock.json')]), 73, /E_OUTPUT/);
    }
  });

  test('a csv file begins with the mark that Excel needs; standard output does not', async () => {
    const [, onScreen] = await Promise.all([npl(['report', SMALL, '-o', at('marked.csv')]), npl(['report', SMALL, '-O', 'csv'])]);
    expect(readFileSync(at('marked.csv'), 'utf8')).toBe(`\ufeff${onScreen.stdout}`);
  });

  test('a lock can be read by its owner alone', async () => {
    const run = await npl(['lock', YEAR, '-o', at('own.lock.json')]);
    expect(run).toMatchObject({ exit: 0, stdout: '' });
    expect(statSync(at('own.lock.json')).mode & 0o077).toBe(0);
  });
});
