import type { Command, Option } from 'commander';
import { HELP_TOPICS } from '../run/help-topics.js';
import { environmentName, SETTING_KEYS } from '../run/settings.js';
import { VERSION } from '../run/version.js';
import { exitCodes } from './exit-codes-text.js';

/** What the environment says to the program. */
const ENVIRONMENT: readonly (readonly [name: string, means: string])[] = [
  [
    SETTING_KEYS.filter((key) => key !== 'pager')
      .map(environmentName)
      .join(', '),
    'what the option of this name would say; an option that is typed goes before, npl.config.yaml comes after',
  ],
  ['NPL_PAGER, PAGER', 'shows a report page by page on a terminal; less without, none where blank. LESS is FRX unless it is set'],
  ['NO_COLOR, FORCE_COLOR', 'no colour; colour though standard output is no terminal. --color goes before both'],
  ['COLUMNS', 'how wide a report in a pipe is; 80 without'],
];

/** An option and the commands that take it. */
interface SharedOption {
  readonly option: Option;
  readonly commands: string[];
}

/** npl(1) in roff, made of the same definitions as --help: no date in it, so that the same program gives the same page. */
export function manPage(program: Command): string {
  const commands = leaves(program);
  const lines = [
    `.TH NPL 1 "" "npl ${roff(VERSION)}" "User Commands"`,
    '.SH NAME',
    `npl \\- ${roff(lowerFirst(program.description()))}`,
    '.SH SYNOPSIS',
    '.B npl',
    '.I command',
    '.RI [ options ]',
    '.RI [ file ...]',
    '.SH DESCRIPTION',
    roff(
      'Loan ledgers go in as CSV; five-level classification, the locked base with old and new segments, and NPL balance, ratio, provision',
    ),
    roff('and write-off reports come out. Standard output is the report; standard error is everything else.'),
    '.SH COMMANDS',
    ...commands.flatMap(commandLines),
    '.SH OPTIONS',
    ...sharedOptions(commands).flatMap(optionLines),
    '.SH TOPICS',
    `.B npl help`,
    '.I topic',
    roff(`explains ${HELP_TOPICS.join(', ')}.`),
    '.SH EXIT STATUS',
    ...exitCodes().flatMap(([code, means]) => item(`.B ${code}`, means)),
    '.SH ENVIRONMENT',
    ...ENVIRONMENT.flatMap(([name, means]) => item(`.B ${roff(name)}`, means)),
    '.SH EXAMPLES',
    ...EXAMPLES.flatMap(([says, typed]) => ['.PP', roff(says), '.PP', '.RS', '.nf', roff(typed), '.fi', '.RE']),
  ];
  return `${lines.join('\n')}\n`;
}

const EXAMPLES: readonly (readonly [says: string, typed: string])[] = [
  ['What is in a ledger, and its report:', 'npl inspect ledger.csv\nnpl report ledger.csv'],
  [
    'Lock the base, and measure against it a year later:',
    'npl lock ledger-2018-12-31.csv -o base.lock.json\nnpl report ledger-2019-12-31.csv --base base.lock.json --events events.csv',
  ],
  ['A bundled case to try all this on:', 'npl demo'],
];

/** Commands that do something, in place of those that only hold some; the `help` of these has no parent. */
function leaves(program: Command): Command[] {
  const help = program.createHelp();
  return help.visibleCommands(program).flatMap((one) => (one.parent === null ? [] : one.commands.length === 0 ? [one] : leaves(one)));
}

function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}

function commandLines(command: Command): string[] {
  const help = command.createHelp();
  const args = help.visibleArguments(command);
  return [
    `.SS ${roff(`${pathOf(command)} ${command.usage()}`)}`,
    roff(`${upperFirst(command.description())}.`),
    ...args.filter((one) => one.description !== '').flatMap((one) => item(`.I ${roff(one.name())}`, one.description)),
  ];
}

/** Every option once, by its name; the same name with another meaning is another option. */
function sharedOptions(commands: readonly Command[]): SharedOption[] {
  const shared = new Map<string, SharedOption>();
  for (const command of commands) {
    for (const option of command.createHelp().visibleOptions(command)) {
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

function optionLines({ option, commands }: SharedOption): string[] {
  const stated =
    option.defaultValue === undefined || option.defaultValue === false
      ? ''
      : ` (without: ${option.defaultValueDescription ?? String(option.defaultValue)})`;
  const of = option.long === '--help' ? '' : ` Of: ${commands.join(', ')}.`;
  return item(`.B ${roff(option.flags)}`, `${upperFirst(option.description)}${stated}.${of}`);
}

function item(term: string, says: string): string[] {
  return ['.TP', term, roff(says)];
}

/** Text that roff takes as it is: no escape, no request at the start of a line, and hyphens that can be copied. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&');
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
