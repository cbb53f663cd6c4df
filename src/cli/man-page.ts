import type { Command, Option } from 'commander';
import type { Lang } from '../report/document.js';
import { HELP_TOPICS } from '../run/help-topics.js';
import { environmentName, SETTING_KEYS } from '../run/settings.js';
import { VERSION } from '../run/version.js';
import { pathOf } from './command.js';
import { exitCodes } from './exit-codes.js';
import { globalOptions, type Wording } from './help-page.js';
import { MAN_WORDS } from './words/man-words.js';

type ManWords = (typeof MAN_WORDS)[Lang];

/** What the environment says to the program. */
const ENVIRONMENT: readonly (readonly [name: string, means: keyof ManWords['environment']])[] = [
  [
    SETTING_KEYS.filter((key) => key !== 'pager')
      .map(environmentName)
      .join(', '),
    'settings',
  ],
  ['NPL_PAGER, PAGER', 'pager'],
  ['NO_COLOR, FORCE_COLOR', 'color'],
  ['COLUMNS', 'columns'],
];

const EXAMPLES: readonly (readonly [says: keyof ManWords['example'], typed: string])[] = [
  ['inspect', 'npl inspect ledger.csv\nnpl report ledger.csv'],
  ['lock', 'npl lock ledger-2018-12-31.csv -o base.lock.json\nnpl report ledger-2019-12-31.csv --base base.lock.json --events events.csv'],
  ['demo', 'npl demo'],
];

/** An option and the commands that take it. */
interface SharedOption {
  readonly option: Option;
  readonly commands: string[];
}

/** npl(1) in roff, made of the same definitions as --help: no date in it, so that the same program gives the same page. */
export function manPage(program: Command, wording: Wording, lang: Lang): string {
  const commands = leaves(program);
  const { manual, heading, synopsis, description, topics, environment, example, stop } = MAN_WORDS[lang];
  const lines = [
    `.TH NPL 1 "" "npl ${roff(VERSION)}" "${manual}"`,
    // Chinese lines have few spaces to be stretched at.
    ...(lang === 'zh' ? ['.ad l'] : []),
    `.SH ${heading.name}`,
    `npl \\- ${roff(lowerFirst(wording.command(program)))}`,
    `.SH ${heading.synopsis}`,
    '.B npl',
    `.I ${synopsis.command}`,
    `.RI [ ${synopsis.options} ]`,
    `.RI [ ${synopsis.file} ...]`,
    `.SH ${heading.description}`,
    roff(description),
    `.SH ${heading.commands}`,
    ...commands.flatMap((command) => commandLines(command, wording, stop)),
    `.SH ${heading.options}`,
    ...sharedOptions(commands).flatMap((shared) => optionLines(shared, wording, MAN_WORDS[lang])),
    `.SH ${heading.topics}`,
    `.B npl help`,
    `.I ${synopsis.topic}`,
    roff(topics.replace('{topics}', HELP_TOPICS.join(wording.words.comma))),
    `.SH ${heading.exitStatus}`,
    ...exitCodes(lang).flatMap(([code, means]) => item(`.B ${code}`, means)),
    `.SH ${heading.environment}`,
    ...ENVIRONMENT.flatMap(([name, means]) => item(`.B ${roff(name)}`, environment[means])),
    `.SH ${heading.examples}`,
    ...EXAMPLES.flatMap(([says, typed]) => ['.PP', roff(example[says]), '.PP', '.RS', '.nf', roff(typed), '.fi', '.RE']),
  ];
  return `${lines.join('\n')}\n`;
}

/** Commands that do something, in place of those that only hold some; the `help` of these has no parent. */
function leaves(program: Command): Command[] {
  const help = program.createHelp();
  return help.visibleCommands(program).flatMap((one) => (one.parent === null ? [] : one.commands.length === 0 ? [one] : leaves(one)));
}

function commandLines(command: Command, wording: Wording, stop: string): string[] {
  return [
    `.SS ${roff(wording.placed(`${pathOf(command)} ${command.usage()}`))}`,
    roff(`${upperFirst(wording.command(command))}${stop}`),
    ...command.registeredArguments.flatMap((one) => item(`.I ${roff(wording.nameOf(one))}`, wording.argument(one))),
  ];
}

/** Every option once, by its name; the same name with another meaning is another option. */
function sharedOptions(commands: readonly Command[]): SharedOption[] {
  const shared = new Map<string, SharedOption>();
  for (const command of commands) {
    for (const option of [...command.createHelp().visibleOptions(command), ...globalOptions(command)]) {
      const key = `${option.flags}\n${option.description}`;
      const held = shared.get(key) ?? { option, commands: [] };
      held.commands.push(pathOf(command).replace(/^npl /, ''));
      shared.set(key, held);
    }
  }
  return [...shared.values()].sort((a, b) => (longOf(a) < longOf(b) ? -1 : longOf(a) > longOf(b) ? 1 : 0));
}

function longOf({ option }: SharedOption): string {
  return option.long ?? option.flags;
}

function optionLines({ option, commands }: SharedOption, wording: Wording, { without, of, stop }: ManWords): string[] {
  const value = wording.withoutIt(option);
  const stated = value === undefined ? '' : without.replace('{value}', () => value);
  const takers = ['--help', '--lang'].includes(longOf({ option, commands }))
    ? ''
    : of.replace('{commands}', commands.join(wording.words.comma));
  return item(`.B ${roff(wording.placed(option.flags))}`, `${upperFirst(wording.option(option))}${stated}${stop}${takers}`);
}

function item(term: string, says: string): string[] {
  return ['.TP', term, roff(says)];
}

/** Between two characters of which one is Chinese, and neither a mark that stays with the other. */
const MAY_BREAK = /(?<=[\u3001-\u9fff\uff01-\uff60])(?<![（“])(?=[^\s、。，；：？！）”…])|(?<=[^\s（“\\])(?=[\u4e00-\u9fff（“])/gu;

/** Text that roff takes as it is: no escape, no request at the start of a line, hyphens that can be copied, and Chinese that may break anywhere. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(MAY_BREAK, '\\:')
    .replace(/^(?=[.'])/gm, '\\&');
}

/** A sentence begins with a capital, the program's own name not. */
function upperFirst(text: string): string {
  return text.startsWith('npl ') ? text : text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
