import { spawnSync } from 'node:child_process';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, PROGRAM, plainEnvironment, ROOT } from './program.js';

vi.setConfig({ testTimeout: 60_000 });
beforeAll(ensureBuilt, 120_000);

const SMALL = 'fixtures/transcripts/small/ledger-2024-06-30.csv';
const SERIES =
  'series fixtures/transcripts/months/ledger-2024-01-31.csv fixtures/transcripts/months/ledger-2024-02-29.csv fixtures/transcripts/months/ledger-2024-03-31.csv';

/** Runs on a terminal of its own; what it shows, standard error with it. */
function onTerminal(argv: string, env: Record<string, string> = {}): string {
  const { stdout } = spawnSync('script', ['-qfec', `'${process.execPath}' '${PROGRAM}' ${argv}`, '/dev/null'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...plainEnvironment(''), TERM: 'xterm', NO_COLOR: '1', ...env },
  });
  return stdout.replaceAll('\r\n', '\n');
}

const PAGED = { NPL_PAGER: "sed 's/^/PAGED /'" };

describe('the pager', () => {
  test('shows the report, and what is said behind it comes when it has ended', () => {
    const shown = onTerminal(`report ${SMALL}`, PAGED);
    expect(shown).toContain('PAGED Non-performing loan report\n');
    expect(shown.trimEnd().split('\n').at(-1)).toMatch(/^rows: 6 read/);
    expect(shown.lastIndexOf('PAGED')).toBeLessThan(shown.indexOf('rows: 6 read'));
  });

  test.each<[string, string, Record<string, string>]>([
    ['--no-pager', `report ${SMALL} --no-pager`, PAGED],
    ['NPL_PAGER that is blank, before PAGER', `report ${SMALL}`, { NPL_PAGER: '', PAGER: 'sed s/^/PAGED/' }],
    ['cat', `report ${SMALL}`, { NPL_PAGER: 'cat' }],
    ['a terminal that can nothing', `report ${SMALL}`, { ...PAGED, TERM: 'dumb' }],
  ])('%s: none', (_, argv, env) => {
    const shown = onTerminal(argv, env);
    expect(shown).toContain('Non-performing loan report\n');
    expect(shown).not.toContain('PAGED');
  });

  test('PAGER where NPL_PAGER is not set', () => {
    expect(onTerminal(`report ${SMALL}`, { PAGER: "sed 's/^/PAGED /'" })).toContain('PAGED Non-performing loan report\n');
  });

  test('in a pipe there is none', () => {
    const { stdout } = spawnSync(process.execPath, [PROGRAM, 'report', SMALL], {
      cwd: ROOT,
      encoding: 'utf8',
      env: plainEnvironment('', { ...PAGED, TERM: 'xterm' }),
    });
    expect(stdout).not.toContain('PAGED');
  });

  test('one that is not there costs nothing of the report', () => {
    expect(onTerminal(`report ${SMALL}`, { NPL_PAGER: 'no-such-pager' })).toContain('\nNon-performing loan report\n');
  });

  test('one that is left early ends the program quietly', () => {
    const shown = onTerminal(`report ${SMALL}`, { NPL_PAGER: 'head -1' });
    expect(shown).toContain('Non-performing loan report\n');
    expect(shown).not.toMatch(/EPIPE|Error|\bat /);
  });

  test('less leaves by itself where all fits, and shows a long report whole when it is not asked to stop', () => {
    expect(onTerminal('policy list', { LINES: '60' })).toContain('cn-small-2007');
  });
});

describe('marks and bars', () => {
  // 150, 120, 60: the most, then 2/3 of the way up, then the least; 0.283, 0.3, 0.15.
  test('in UTF-8 and in ASCII, where the terminal says that it reads no other', () => {
    expect(onTerminal(`${SERIES} --no-pager`, { LC_ALL: 'zh_CN.UTF-8' })).toContain('NPL █▆▁  ratio ▇█▁');
    const ascii = onTerminal(`${SERIES} --no-pager`, { LC_ALL: 'zh_CN.GB18030' });
    expect(ascii).toContain('NPL #+_  ratio *#_');
    expect(ascii).toContain('-30,000.00');
    expect(ascii).not.toMatch(/[▁-█▲▼]/);
  });

  test('plain has bars in ASCII everywhere; a pipe does not know the locale', () => {
    const piped = (argv: string, env = {}) =>
      spawnSync(process.execPath, [PROGRAM, ...argv.split(' ')], { cwd: ROOT, encoding: 'utf8', env: plainEnvironment('', env) }).stdout;
    expect(piped(`${SERIES} -O plain`)).toContain('NPL #+_  ratio *#_');
    expect(piped(SERIES, { LC_ALL: 'POSIX' })).toBe(piped(SERIES));
  });
});

test('a workbook is no text for a screen', () => {
  expect(onTerminal(`report ${SMALL} -O xlsx`)).toContain(
    'E_USAGE a workbook is no text for a screen\n    hint: write it to a file with -o FILE.xlsx',
  );
});
