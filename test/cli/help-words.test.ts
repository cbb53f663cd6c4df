import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Command } from 'commander';
import stringWidth from 'string-width';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { displayWidth, wrapped } from '../../src/cli/display-width.js';
import { globalOptions, helpText, Wording } from '../../src/cli/help-page.js';
import { commandsFor, programWith } from '../../src/cli/program.js';
import type { Session } from '../../src/cli/session.js';
import { enCommands } from '../../src/cli/words/en-commands.js';
import { zhCommands } from '../../src/cli/words/zh-commands.js';
import { LANGS } from '../../src/report/document.js';
import { ensureBuilt, PROGRAM } from './program.js';
import { npl } from './run-npl.js';

vi.setConfig({ testTimeout: 60_000 });

const WORDS = { en: enCommands, zh: zhCommands };
/** Every command, with nothing to be run in. */
const program = programWith(await commandsFor([]), {} as Session);
const below = (command: Command): Command[] => [command, ...command.commands.flatMap(below)];
const commands = below(program);
/** `policy list`, from below the program down. */
const nameBelow = (command: Command): string =>
  command.parent?.parent == null ? command.name() : `${nameBelow(command.parent)} ${command.name()}`;

describe('definitions name their words', () => {
  test('commands', () => {
    const paths = commands.map((command) => (command.parent === null ? 'npl' : nameBelow(command)));
    expect(commands.map((command) => command.description())).toEqual(paths);
    expect(new Set(Object.keys(enCommands.command))).toEqual(new Set(paths));
  });

  test('options and arguments, and no word is there for nothing', () => {
    const options = commands.flatMap((command) => command.createHelp().visibleOptions(command));
    expect(new Set(options.map((option) => option.description))).toEqual(new Set(Object.keys(enCommands.option)));
    const taken = commands.flatMap((command) => command.registeredArguments);
    expect(new Set(taken.map((argument) => argument.description))).toEqual(new Set(Object.keys(enCommands.argument)));
    const defaults = options.flatMap((option) => option.defaultValueDescription ?? []);
    expect(new Set(defaults)).toEqual(new Set(Object.keys(enCommands.without)));
    const places = [...options.flatMap(({ flags }) => flags.split(' ').slice(1)), ...taken.map((argument) => argument.name())];
    const names = places.filter((place) => !place.startsWith('-')).flatMap((place) => place.match(/[a-z]+/g) ?? []);
    expect(new Set([...names, 'options', 'command'])).toEqual(new Set(Object.keys(enCommands.placeholder)));
  });

  test('Chinese is Chinese', () => {
    const groups = [zhCommands.heading, zhCommands.command, zhCommands.option, zhCommands.without, zhCommands.argument];
    const words = groups.flatMap((group) => Object.values(group)).filter((word) => word !== '{choices}');
    expect(words.filter((word) => !/\p{Script=Han}/u.test(word))).toEqual([]);
  });
});

describe('help fits the screen', () => {
  test.each(LANGS.flatMap((lang) => [60, 80, 120].map((columns) => [lang, columns] as const)))('%s at %i columns', (lang, columns) => {
    for (const command of commands) {
      const text = helpText(command, WORDS[lang], lang, columns);
      expect(text).not.toMatch(/undefined|\{\w+\}|[^\S\n]$/m);
      for (const line of text.split('\n')) expect(stringWidth(line), line).toBeLessThanOrEqual(columns);
      // Each option begins a line, and what it says stands with it.
      const flat = text.replace(/\s+/g, '');
      const wording = new Wording(WORDS[lang]);
      for (const option of [...command.createHelp().visibleOptions(command), ...globalOptions(command)])
        expect(flat).toContain((wording.placed(option.flags) + wording.option(option)).replace(/\s+/g, ''));
    }
  });

  test('words of one column begin under each other', () => {
    const lines = helpText(program, zhCommands, 'zh', 80).split('\n');
    const columnOf = (name: string, says: string) => {
      const line = lines.find((one) => one.startsWith(`  ${name} `)) as string;
      return stringWidth(line.slice(0, line.indexOf(says)));
    };
    expect(columnOf('report', '台账的不良余额')).toBe(columnOf('demo', '将自带案例'));
  });

  test('widths are those of string-width, whatever of our words it is', () => {
    for (const { heading, command, argument, option, without, placeholder } of [enCommands, zhCommands])
      for (const word of [heading, command, argument, option, without, placeholder].flatMap((group) => Object.values(group)))
        expect(displayWidth(word), word).toBe(stringWidth(word));
  });

  // 8 columns hold 四个汉字, or three with a mark that may not begin a line.
  test.each([
    ['存量与新增、双降', 8, ['存量与新', '增、双降']],
    ['存量新增、双降', 8, ['存量新', '增、双降']],
    ['存量（新增）', 6, ['存量', '（新', '增）']],
    ['a bc def', 4, ['a bc', 'def']],
    ['逾期 90 天 abcdefghij', 8, ['逾期 90', '天', 'abcdefghij']],
    ['', 8, ['']],
  ])('%s in %i', (text, width, lines) => {
    expect(wrapped(text, width)).toEqual(lines);
  });
});

describe('the language of help', () => {
  const folder = mkdtempSync(join(tmpdir(), 'npl-help-'));
  beforeAll(ensureBuilt, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const firstLine = async (argv: string[], options = {}) => {
    const { exit, stdout, stderr } = await npl(argv, options);
    return { exit, stderr, says: stdout.split('\n')[0] };
  };
  const zh = { exit: 0, stderr: '', says: '用法：npl report [选项] <台账...>' };
  const en = { exit: 0, stderr: '', says: 'Usage: npl report [options] <ledger...>' };

  test.each([
    [['report', '--help', '--lang', 'zh']],
    [['report', '--lang=zh', '-h']],
    [['--lang', 'zh', 'report', '--help']],
    [['--lang', 'zh', 'help', 'report']],
    [['help', 'report', '--lang', 'zh']],
    [['report', '--help', '--lang', 'en', '--lang', 'zh']],
  ])('%j', async (argv) => {
    expect(await firstLine(argv)).toEqual(zh);
  });

  test('NPL_LANG, npl.config.yaml, and --lang before both; never the locale', async () => {
    writeFileSync(join(folder, 'npl.config.yaml'), 'lang: zh\n');
    expect(await firstLine(['report', '--help'], { env: { NPL_LANG: 'zh' } })).toEqual(zh);
    expect(await firstLine(['report', '--help'], { cwd: folder })).toEqual(zh);
    expect(await firstLine(['report', '--help', '--lang', 'en'], { cwd: folder, env: { NPL_LANG: 'zh' } })).toEqual(en);
    expect(await firstLine(['report', '--help'], { cwd: folder, env: { NPL_LANG: 'en' } })).toEqual(en);
    expect(await firstLine(['report', '--help'], { env: { LANG: 'zh_CN.UTF-8', LC_ALL: 'zh_CN.UTF-8' } })).toEqual(en);
    writeFileSync(join(folder, 'npl.config.yaml'), 'lang: [\n');
    expect(await firstLine(['report', '--help'], { cwd: folder })).toEqual(en);
  });

  test('what is typed before the command holds for its report, and a word behind -- is none', async () => {
    const { stdout } = await npl(['--lang', 'zh', 'policy', 'list']);
    expect(stdout.split('\n')[0]).toMatch(/\p{Script=Han}/u);
    expect((await npl(['inspect', '--', '--lang', 'zh'])).stderr).toContain('too many arguments');
  });

  test('completion says what words mean in it, by the setting', async () => {
    const { stdout } = await npl(['complete', '--', 'report', '--uni'], { env: { NPL_LANG: 'zh' } });
    expect(stdout).toBe('none\n--unit\tyuan（元）、wan（万元）或 yi（亿元）\n');
    expect((await npl(['complete', '--', 'report', '--lan'])).stdout).toBe(
      'none\n--lang\tzh or en: the language of reports, messages and help\n',
    );
  });

  test('the man page in Chinese is the one that the program makes', async () => {
    const page = readFileSync(join(dirname(dirname(PROGRAM)), 'dist/man/zh_CN/man1/npl.1'), 'utf8');
    expect(page).toBe((await npl(['man', '--lang', 'zh'])).stdout);
    expect(page.replaceAll('\\:', '')).toContain('.SH 退出码');
  });
});
