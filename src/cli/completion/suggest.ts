import { homedir } from 'node:os';
import type { Argument, Command, Option } from 'commander';
import type { Lang } from '../../report/document.js';
import { HELP_TOPICS } from '../../run/help-topics.js';
import type { KnownKind } from '../../run/known-names.js';
import type { ChoiceReader } from '../command.js';
import { globalOptions, type Wording } from '../help-page.js';
import { optionNamed, readTypedLine, type TypedLine } from './typed-line.js';

/** A word that may be typed, and what it means. */
export interface Suggestion {
  readonly word: string;
  readonly means?: string;
}

/** What may be typed: words, and names of files that the shell knows. */
export interface Suggestions {
  readonly words: readonly Suggestion[];
  readonly paths: 'none' | 'files' | 'folders';
}

/** What is meant is said in the language of the program. */
export interface InWords {
  readonly wording: Wording;
  readonly lang: Lang;
}

type Line = TypedLine & InWords;

const NOTHING: Suggestions = { words: [], paths: 'none' };
const FILES: Suggestions = { words: [], paths: 'files' };

/**
 * What may be typed in the place of the last of `words` (behind the program's name; blank where nothing is typed yet), made
 * of the commands' own definitions. Words begin with what is typed and stand for the whole of it: `--by=branch`.
 */
export async function suggest(program: Command, words: readonly string[], inWords: InWords): Promise<Suggestions> {
  const typing = words.at(-1) ?? '';
  const line: Line = { ...readTypedLine(program, words.slice(0, -1)), ...inWords };
  if (line.option !== undefined) return beginning(await valuesOf(line.option, typing, line), typing);
  if (typing.startsWith('-') && typing !== '-' && !line.onlyArguments) return ofOption(typing, line);
  const called = line.command.commands.length > 0;
  if (called) return beginning({ words: commandsOf(line.command, line), paths: 'none' }, typing);
  return line.argument === undefined ? NOTHING : beginning(await valuesOf(line.argument, typing, line), typing);
}

async function ofOption(typing: string, line: Line): Promise<Suggestions> {
  const at = typing.indexOf('=');
  const named = at < 0 ? undefined : optionNamed(line.command, typing.slice(0, at));
  if (at >= 0) {
    if (named === undefined) return NOTHING;
    const { words, paths } = await valuesOf(named, typing.slice(at + 1), line);
    const name = typing.slice(0, at + 1);
    return beginning({ words: words.map((one) => ({ ...one, word: name + one.word })), paths }, typing);
  }
  const visible = [...line.command.createHelp().visibleOptions(line.command), ...globalOptions(line.command)];
  const open = visible.filter((option) => !line.typed.has(option.long as string) || repeats(option));
  return beginning(
    { words: open.map((option) => ({ word: option.long as string, means: line.wording.option(option) })), paths: 'none' },
    typing,
  );
}

/** An option that may be typed again gathers its values. */
function repeats(option: Option): boolean {
  return Array.isArray(option.defaultValue) && (option.parseArg as Partial<ChoiceReader<unknown>> | undefined)?.isList !== true;
}

function commandsOf(command: Command, { wording }: InWords): Suggestion[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .map((one) => ({ word: one.name(), means: wording.command(one) }));
}

/** What `npl help` explains. */
function topicsOf(line: Line): Suggestion[] {
  const { parent } = line.command;
  return [...(parent === null ? [] : commandsOf(parent, line)), ...listed(HELP_TOPICS)];
}

/** What an option or an argument takes: what its reader knows, what its name says, or files. */
async function valuesOf(taker: Option | Argument, typing: string, line: Line): Promise<Suggestions> {
  const reader = taker.parseArg as Partial<ChoiceReader<unknown>> | undefined;
  if (reader?.choices !== undefined)
    return { words: reader.isList === true ? nextOfList(reader.choices, typing) : listed(reader.choices), paths: 'none' };
  const name = 'long' in taker ? (taker.long as string) : taker.name();
  if (name === 'topic') return { words: topicsOf(line), paths: 'none' };
  const known = NAMED.get(name);
  if (known !== undefined) return namesOf(known, line.lang);
  const place = 'long' in taker ? (/[<[]([^\]>]+)[\]>]/.exec(taker.flags)?.[1] ?? '') : taker.name();
  if (place === 'date') return { words: listed(await monthsOf(line)), paths: 'none' };
  if (place === 'dir') return { words: [], paths: 'folders' };
  return /file|ledger|lock/.test(place) ? FILES : NOTHING;
}

/** Behind what is already in a list of one or more, those that are not. */
function nextOfList(choices: readonly string[], typing: string): Suggestion[] {
  const before = typing.slice(0, typing.lastIndexOf(',') + 1);
  const held = before.split(',');
  return listed(choices.filter((choice) => !held.includes(choice)).map((choice) => before + choice));
}

/** Options and arguments that take a name of something that the program comes with; a file of the user's too, but for registers. */
const NAMED: ReadonlyMap<string, KnownKind> = new Map([
  ['--policy', 'policies'],
  ['--against-policy', 'policies'],
  ['policy', 'policies'],
  ['--eligibility', 'eligibility tables'],
  ['--limitation', 'limitation tables'],
  ['--bands', 'bands'],
  ['register', 'registers'],
] as const);

async function namesOf(kind: KnownKind, lang: Lang): Promise<Suggestions> {
  const { knownNames } = await import('../../run/known-names.js');
  const words = knownNames(kind).map(({ id, title }) => ({ word: id, ...(title === undefined ? {} : { means: title[lang] }) }));
  return { words, paths: kind === 'registers' ? 'none' : 'files' };
}

/** Months of the book that the line names, the latest first. */
async function monthsOf({ typed }: Line): Promise<string[]> {
  const dir = typed.get('--book');
  if (dir === undefined) return [];
  const { listedMonths } = await import('../../run/book/listed-months.js');
  return listedMonths(dir.replace(/^~(?=\/|$)/, homedir())).reverse();
}

function listed(words: readonly string[]): Suggestion[] {
  return words.map((word) => ({ word }));
}

function beginning({ words, paths }: Suggestions, typing: string): Suggestions {
  return { words: words.filter(({ word }) => word.startsWith(typing)), paths };
}
