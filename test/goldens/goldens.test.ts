import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { asciiMarks } from '../../src/render/ascii.js';
import { LANGS } from '../../src/report/document.js';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { nplHere } from '../cli/run-here.js';
import { stableText } from '../transcripts/stable-text.js';
import { type Command, formatRenderings, missingFigures, parseGolden, type Rendering, tooWide } from './golden.js';

const WIDTHS = [60, 80, 120, 200];
const FOLDER = fileURLToPath(new URL('.', import.meta.url));
const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.txt'))
  .sort();
const BLESSING = process.env.BLESS === '1' && process.env.CI === undefined;

/** A terminal that can show all but colour, which would make a golden hard to read. */
const TERMINAL = { TERM: 'xterm', LC_ALL: 'C.UTF-8', NO_COLOR: '1', NPL_PAGER: 'cat' };

beforeAll(ensureBuilt, 120_000);

describe.each(FILES)('%s', (name) => {
  const path = join(FOLDER, name);
  const golden = parseGolden(readFileSync(path, 'utf8'), name);
  let renderings: Rendering[] = [];

  beforeAll(async () => {
    renderings = await renderAll(golden.before, golden.shown);
    if (BLESSING) writeFileSync(path, golden.head + formatRenderings(renderings));
  });

  test('every width and language is as it was read', () => {
    expect(readFileSync(path, 'utf8')).toBe(golden.head + formatRenderings(renderings));
  });

  // What is told on standard error goes on one line, for grep and to copy paths from: the terminal folds it.
  test.skipIf(golden.shown.showsTold)('no line is wider than its terminal', () => {
    expect(renderings.flatMap(tooWide)).toEqual([]);
  });

  test.skipIf(golden.shown.showsTold)('an ASCII terminal gets nothing but ASCII, and the Chinese of data', () => {
    const shown = renderings.filter(({ lang }) => lang === 'en').map(({ text }) => asciiMarks(text));
    expect(shown.join('').match(/[^\p{ASCII}\p{Script=Han}\u3001-\u303f\uff01-\uff60]/gu) ?? []).toEqual([]);
  });

  test('the widest shows no figure that a narrower one lacks, or cuts', () => {
    for (const lang of LANGS) {
      const narrower = renderings.filter((one) => one.lang === lang);
      const widest = narrower.pop();
      for (const { text, width } of narrower) expect(missingFigures(widest?.text ?? '', text), `${lang} ${width}`).toEqual([]);
    }
    for (const { text } of renderings) expect(text).not.toMatch(/\d…|…\d/);
  });
});

describe('what goldens are checked by', () => {
  test.each([
    ['cut', 'NPL 1,234.56', 'NPL 1,234.5'],
    ['missing', 'NPL 12 loans', 'NPL loans'],
    ['there once of twice', '0.64% 0.64%', '0.64%'],
    ['of another sign', '▼1.00', '▲1.00'],
    ['taken apart', '不良1,234.00元', '不良1,234\n.00元'],
  ])('a figure that is %s is found', (_, wide, narrow) => {
    expect(missingFigures(wide, narrow)).toHaveLength(1);
  });

  test('ids, hashes, files and the notes of the layout are no figures', () => {
    const wide = 'HB-2018-0501 events.csv 8c1d0 ledger-2019-12-31.csv\n  Narrow screen: in 2 parts; whole at 93 columns or -O csv.';
    expect(missingFigures(wide, '')).toEqual([]);
    expect(missingFigures('2019-12-31', '')).toEqual(['2019-12-31']);
  });

  test('a line is as wide as it is on a screen', () => {
    expect(tooWide({ lang: 'zh', width: 9, text: '不良贷款\n不良贷款率\n\u001b[1m不良贷款\u001b[22m' })).toEqual(['不良贷款率']);
  });

  test('blocks that are as they were are not said twice', () => {
    const shown = formatRenderings([
      { lang: 'zh', width: 60, text: 'a\n\nb\n\nc\n' },
      { lang: 'zh', width: 80, text: 'a\n\nb2\n\nc\n' },
      { lang: 'en', width: 60, text: 'a\n\nb\n\nc\n' },
    ]);
    expect(shown).toBe('═══ zh 60\na\n\nb\n\nc\n═══ zh 80\n⋯ 1 as at 60\n\nb2\n\n⋯ 1 as at 60\n═══ en 60\na\n\nb\n\nc\n');
  });

  test('a file that shows nothing, or does not say what, is none', () => {
    expect(() => parseGolden('# What.\n', 'x.txt')).toThrow(/^x\.txt/);
    expect(() => parseGolden('$ npl report a.csv\n', 'x.txt')).toThrow(/^x\.txt/);
  });
});

/** Every run has a folder of its own, where `fixtures` stands too: no path in a golden depends on the machine, and no run sees the one before. */
async function renderAll(before: readonly Command[], { env, argv, showsTold }: Command): Promise<Rendering[]> {
  const made = mkdtempSync(join(tmpdir(), 'npl-golden-'));
  const [start, folder] = [join(made, 'start'), join(made, 'run')];
  const environment = { HOME: made, ...TERMINAL };
  mkdirSync(start);
  symlinkSync(join(ROOT, 'fixtures'), join(start, 'fixtures'));
  try {
    for (const one of before) {
      const { exit, stderr } = await nplHere(one.argv, { cwd: start, env: { ...environment, ...one.env } });
      if (exit !== 0) throw new Error(`npl ${one.argv.join(' ')} ends in ${exit}:\n${stderr}`);
    }
    const renderings: Rendering[] = [];
    for (const lang of LANGS)
      for (const terminal of WIDTHS) {
        cpSync(start, folder, { recursive: true, verbatimSymlinks: true, preserveTimestamps: true });
        const run = await nplHere(argv, { cwd: folder, terminal, env: { ...environment, NPL_LANG: lang, ...env } });
        const told = showsTold ? run.stderr : '';
        const end = run.exit === 0 ? '' : `[exit ${run.exit}]\n`;
        renderings.push({ lang, width: terminal, text: stableText(run.stdout + told + end, folder) });
        rmSync(folder, { recursive: true });
      }
    return renderings;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}
