import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test } from 'vitest';
import { ensureBuilt, ROOT } from '../cli/program.js';
import { openBrowser } from './browser.js';
import { makePages } from './pages-made.js';

const FOLDER = join(ROOT, 'docs/pictures');
const SIZE = { width: 920, height: 720 };
/** The top of a page, or a section of it. */
const WANTED = [
  { name: 'report', lang: 'zh', from: 'header', to: 'page-report-zh.png' },
  { name: 'series', lang: 'en', from: 'figure', to: 'page-series-en.png' },
  { name: 'tasks', lang: 'zh', from: 'main h2', to: 'page-tasks-zh.png' },
] as const;

test('pictures of pages from the fixtures', async () => {
  await ensureBuilt();
  const browser = await openBrowser();
  if (browser === undefined) return;
  const folder = mkdtempSync(join(tmpdir(), 'npl-pictures-'));
  try {
    mkdirSync(FOLDER, { recursive: true });
    const pages = await makePages(folder);
    for (const { name, lang, from, to } of WANTED) {
      const made = pages.find((one) => one.name === name && one.lang === lang);
      const page = await browser.newPage({ viewport: SIZE });
      await page.goto(pathToFileURL(made?.path ?? '').href);
      const top = (await page.locator(from).first().boundingBox())?.y ?? 0;
      const clip = { x: 0, y: Math.max(0, top - 8), ...SIZE };
      const picture = await page.screenshot({ path: join(FOLDER, to), fullPage: true, clip });
      expect(picture.length).toBeLessThan(200_000);
      await page.close();
    }
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
