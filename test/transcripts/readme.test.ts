import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ensureBuilt, folderWithNpl, ROOT } from '../cli/program.js';
import { runStep } from './run-step.js';
import { stableText } from './stable-text.js';

interface Shown {
  readonly command: string;
  readonly output: string;
}

/** Commands of the README's console blocks (`$ npl …`, continued by a backslash) and the output it shows for each. */
function shownCommands(markdown: string): Shown[] {
  return [...markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm)].flatMap(([, block = '']) =>
    block.split(/^\$ /m).flatMap((part) => {
      const match = /^((?:.*\\\n)*.*)\n([\s\S]*)$/.exec(part);
      return match === null ? [] : [{ command: (match[1] as string).replaceAll('\\\n', ' '), output: match[2] as string }];
    }),
  );
}

const TOUR = shownCommands(readFileSync(join(ROOT, 'README.md'), 'utf8'));
let commands = '';
let folder = '';

beforeAll(async () => {
  await ensureBuilt();
  commands = folderWithNpl();
  folder = mkdtempSync(join(tmpdir(), 'npl-readme-'));
}, 120_000);

afterAll(() => {
  for (const made of [commands, folder]) rmSync(made, { recursive: true, force: true });
});

test('the README has a tour', () => {
  expect(TOUR.length).toBeGreaterThanOrEqual(6);
});

// In order: a later step uses what an earlier one wrote.
test.each(TOUR)('README: $command', async ({ command, output }) => {
  const printed = await runStep({ command }, folder, commands);
  expect(printed.stdout).toBe(stableText(output, folder));
});
