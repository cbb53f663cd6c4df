import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { CATALOGUE, type DiagnosticCode } from '../../src/diagnostics/catalogue.js';
import { type Desk, openDesk } from '../cli/desk.js';
import { ensureBuilt } from '../cli/program.js';
import { runStep } from './run-step.js';
import { parseTranscript } from './transcript.js';
import { UNTOLD } from './untold-codes.js';

// There is no update mode: a transcript is edited by hand, after its figures are worked out by hand.

// The longest transcript starts the program a dozen times, on a machine that may be busy.
vi.setConfig({ testTimeout: 60_000 });

const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.txt'))
  .sort();
const textOf = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

let desk: Desk;

beforeAll(async () => {
  await ensureBuilt();
  desk = openDesk();
}, 120_000);

afterAll(() => desk.close());

describe('transcripts', () => {
  test.concurrent.for(FILES)('%s', async (name, { expect: check }) => {
    const { steps } = parseTranscript(textOf(name), name);
    const folder = mkdtempSync(join(tmpdir(), 'npl-transcript-'));
    try {
      for (const step of steps) {
        const printed = await runStep(step, folder, desk.folder);
        const { command, line, ...wanted } = step;
        check(printed, `${name}:${line} $ ${command}`).toEqual(wanted);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('every code that a user can meet', () => {
  const told = FILES.map(textOf).join('\n');
  const isTold = (code: string) => new RegExp(`\\b${code} `).test(told);
  const codes = (Object.keys(CATALOGUE) as DiagnosticCode[]).filter((code) => !code.startsWith('A_'));

  test.each(codes.filter((code) => !(code in UNTOLD)))('%s is shown in a transcript', (code) => {
    expect(isTold(code)).toBe(true);
  });

  test('the exceptions are codes of the catalogue that no transcript shows', () => {
    expect(Object.keys(UNTOLD).filter((code) => !(codes as string[]).includes(code) || isTold(code))).toEqual([]);
  });
});

describe('the form of a transcript', () => {
  test.each([
    ['no command', '# Shows nothing.\n'],
    ['no comment', '$ npl --version\nV\n[exit 0]\n'],
    ['no exit code', '# Shows.\n$ npl --version\nV\n'],
    ['no exit code before the next command', '# Shows.\n$ npl\nV\n$ npl --version\nV\n[exit 0]\n'],
    ['no output', '# Shows.\n$ npl --version\n[exit 0]\n'],
    ['a stray line', '# Shows.\nnpl --version\n[exit 0]\n'],
  ])('refused: %s', (_, text) => {
    expect(() => parseTranscript(text, 'x.txt')).toThrow(/^x\.txt/);
  });

  test('output may hold blank lines and lines that begin with #', () => {
    const { steps } = parseTranscript('# Shows.\n$ npl\n# title\n\nend\n[stderr]\nsaid\n[exit 3]\n', 'x.txt');
    expect(steps).toEqual([{ line: 2, command: 'npl', stdout: '# title\n\nend\n', stderr: 'said\n', exit: 3 }]);
  });
});
