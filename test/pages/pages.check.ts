import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureBuilt } from '../cli/program.js';
import { CLASS_WORDS, huaibeiJson } from '../support/huaibei-report.js';
import { reportTables, written } from '../support/report-figures.js';
import { openBrowser } from './browser.js';
import { type MadePage, makePages } from './pages-made.js';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const WIDTHS = [390, 1024, 1600];
/** A4 less the margins of the print style, at 96 pixels an inch: upright and on its side. */
const PRINTED = { upright: Math.floor(((210 - 24) / 25.4) * 96), side: Math.floor(((297 - 24) / 25.4) * 96) };

let browser: Browser | undefined;
let folder = '';
let pages: MadePage[] = [];

beforeAll(async () => {
  await ensureBuilt();
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), 'npl-pages-'));
  pages = await makePages(folder);
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a page and gives what it did beside being shown: console messages, errors, requests for anything but itself. */
async function opened(made: MadePage, options: { width?: number; dark?: boolean } = {}): Promise<{ page: Page; did: string[] }> {
  const context = await (browser as Browser).newContext({
    viewport: { width: options.width ?? 1024, height: 900 },
    colorScheme: options.dark === true ? 'dark' : 'light',
  });
  const page = await context.newPage();
  const url = pathToFileURL(made.path).href;
  const did: string[] = [];
  page.on('console', (message) => did.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => did.push(String(error)));
  page.on('request', (request) => {
    if (request.url() !== url) did.push(`request: ${request.url()}`);
  });
  await page.goto(url, { waitUntil: 'load' });
  return { page, did };
}

/** Does it for every page; `where` names the page in what is expected. */
async function onEach(look: (made: MadePage, where: string) => Promise<void>): Promise<void> {
  if (browser === undefined) return;
  for (const made of pages) await look(made, `${made.name} ${made.lang}`);
}

describe('the pages of the fixtures in a browser', () => {
  test('no console message, no request', async () => {
    await onEach(async (made, where) => {
      const { page, did } = await opened(made);
      expect(did, where).toEqual([]);
      expect(await page.locator('html').getAttribute('lang'), where).toMatch(made.lang);
      await page.context().close();
    });
  });

  test('every table of the huaibei year equals the JSON, as the browser shows it', async () => {
    if (browser === undefined) return;
    const { now, before } = await huaibeiJson();
    for (const made of pages.filter(({ name }) => name === 'report')) {
      const { page } = await opened(made);
      const tables = await page.$$eval('table', (all) =>
        all.map((table) =>
          [...table.tBodies].flatMap((body) => [...body.rows].map((row) => [...row.cells].slice(1).map((cell) => cell.innerText.trim()))),
        ),
      );
      const expected = [...reportTables(now, before, CLASS_WORDS[made.lang]).values()];
      const shown = expected.map((rows, at) =>
        rows.map((row, line) =>
          row.map((one, column) => (one.kind === 'text' && one.text === '*' ? tables[at]?.[line]?.[column] : written(one, made.lang))),
        ),
      );
      expect(tables).toEqual(shown);
      await page.context().close();
    }
  });

  test('charts are there, named, described, whole, and no label lies on another', async () => {
    await onEach(async (made, where) => {
      for (const width of [390, 1024]) {
        const { page } = await opened(made, { width });
        const charts = await page.$$eval('svg', (all) =>
          all.map((svg) => {
            const outer = svg.getBoundingClientRect();
            const texts = [...svg.querySelectorAll('text')].filter(
              (text) => text.textContent !== '' && text.getAttribute('opacity') !== '0',
            );
            const boxes = texts.map((text) => ({
              text: text.textContent ?? '',
              box: text.getBoundingClientRect(),
              turned: /rotate/.test(text.getAttribute('transform') ?? ''),
            }));
            const cut = boxes.filter(
              ({ box }) =>
                box.left < outer.left - 1 || box.right > outer.right + 1 || box.top < outer.top - 1 || box.bottom > outer.bottom + 1,
            );
            // The box of a turned label is larger than the label.
            const level = boxes.filter(({ turned }) => !turned);
            const over = level.flatMap((one, at) =>
              level
                .slice(at + 1)
                .filter(
                  ({ box }) =>
                    Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
                    Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 2,
                )
                .map(({ text }) => `${one.text} / ${text}`),
            );
            const named = (svg.getAttribute('aria-labelledby') ?? '')
              .split(' ')
              .map((id) => svg.ownerDocument.getElementById(id)?.textContent ?? '');
            return { role: svg.getAttribute('role'), named, texts: texts.length, cut: cut.map(({ text }) => text), over };
          }),
        );
        expect(charts, where).toHaveLength(made.charts);
        for (const { role, named, texts, cut, over } of charts) {
          expect({ role, cut, over }, `${where} at ${width}`).toEqual({ role: 'img', cut: [], over: [] });
          expect(named.filter((text) => text.length > 5)).toHaveLength(2);
          expect(texts).toBeGreaterThan(2);
        }
        await page.context().close();
      }
    });
  });

  test.each(WIDTHS)('%i pixels wide: nothing but a table scrolls sideways', async (width) => {
    await onEach(async (made, where) => {
      const { page } = await opened(made, { width });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(overflow, where).toBeLessThanOrEqual(0);
      await page.context().close();
    });
  });

  test.each([false, true])('no serious fault for axe-core (dark: %s)', async (dark) => {
    await onEach(async (made, where) => {
      // Colours are the same at any width.
      for (const width of dark ? [1024] : [390, 1024]) {
        const { page } = await opened(made, { width, dark });
        await page.evaluate(AXE);
        const violations = await page.evaluate(async () => {
          const axe = (
            globalThis as unknown as {
              axe: { run: () => Promise<{ violations: { id: string; impact: string; nodes: { html: string }[] }[] }> };
            }
          ).axe;
          return (await axe.run()).violations.map(({ id, impact, nodes }) => ({ id, impact, first: nodes[0]?.html.slice(0, 200) }));
        });
        expect(
          violations.filter(({ impact }) => impact === 'serious' || impact === 'critical'),
          `${where} at ${width}`,
        ).toEqual([]);
        await page.context().close();
      }
    });
  });

  test('on paper: no column is cut, and heads are repeated', async () => {
    await onEach(async (made, where) => {
      const { page } = await opened(made, { width: PRINTED.upright });
      await page.emulateMedia({ media: 'print' });
      const tables = await page.$$eval('.table', (all) =>
        all.map((one) => ({
          isSide: one.classList.contains('wide'),
          // A table may stand beside its chart.
          right: Math.floor((one.querySelector('table') as HTMLElement).getBoundingClientRect().right),
          head: getComputedStyle(one.querySelector('thead') as Element).display,
        })),
      );
      for (const { isSide, right, head } of tables) {
        if (!isSide) expect(right, where).toBeLessThanOrEqual(PRINTED.upright);
        expect(head).toBe('table-header-group');
      }
      await page.setViewportSize({ width: PRINTED.side, height: 700 });
      const sides = await page.$$eval('.wide table', (all) => all.map((table) => (table as HTMLElement).offsetWidth));
      for (const width of sides) expect(width, where).toBeLessThanOrEqual(PRINTED.side);
      const pdf = await page.pdf({ preferCSSPageSize: true });
      expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
      await page.context().close();
    });
  });
});
