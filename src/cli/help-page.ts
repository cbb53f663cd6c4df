import { type Argument, type Command, Help, type Option } from 'commander';
import type { Lang } from '../report/document.js';
import { HELP_TOPICS } from '../run/help-topics.js';
import type { Filling } from './command.js';
import { displayWidth, wrapped } from './display-width.js';
import { exitCodes } from './exit-codes.js';
import type { CommandWords } from './words/command-words.js';

/** Loads the words of one language alone. */
export async function loadCommandWords(lang: Lang): Promise<CommandWords> {
  if (lang === 'zh') return (await import('./words/zh-commands.js')).zhCommands;
  return (await import('./words/en-commands.js')).enCommands;
}

/** What definitions say in one language: they name words by their keys. */
export class Wording {
  readonly words: CommandWords;

  constructor(words: CommandWords) {
    this.words = words;
  }

  command(command: Command): string {
    return entry(this.words.command, command.description());
  }

  argument(argument: Argument): string {
    return this.filled(entry(this.words.argument, argument.description), argument);
  }

  /** Without what holds where it is left out. */
  option(option: Option): string {
    return this.filled(entry(this.words.option, option.description), option);
  }

  /** What holds where an option with a value is left out; undefined where nothing does. */
  withoutIt(option: Option): string | undefined {
    if (option.defaultValue === undefined || !(option.required || option.optional)) return undefined;
    const word = option.defaultValueDescription;
    return word === undefined ? String(option.defaultValue) : entry(this.words.without, word);
  }

  /** `<台账...>` for `<ledger...>`, and so on in a whole line of usage: only what stands in <> and []. */
  placed(usage: string): string {
    return usage.replace(/[<[][^\s<[]*(?:\[[^\s\]]*\])?[^\s]*[>\]]/g, (place) =>
      place.replace(/[a-z]+/g, (name) => entry(this.words.placeholder, name)),
    );
  }

  /** The name of an argument, as its place in the usage has it. */
  nameOf(argument: Argument): string {
    return entry(this.words.placeholder, argument.name());
  }

  private filled(words: string, taker: { readonly parseArg?: unknown; readonly filling?: Filling }): string {
    const { choices } = (taker.parseArg ?? {}) as { choices?: readonly string[] };
    const filling: Filling = { ...(choices === undefined ? {} : { choices }), ...taker.filling };
    return words.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = filling[name];
      return typeof value === 'object' ? value.join(this.words.comma) : String(value);
    });
  }
}

/** The word of this key; the key itself where commander made a definition of its own. */
function entry(words: Readonly<Record<string, string>>, key: string): string {
  return words[key] ?? key;
}

const INDENT = 2;
const GAP = 2;
/** Terms take at most this part of a line; what is longer has its words on the next one. */
const TERMS_AT_MOST = 0.45;

/** Options of the program that stand behind any command of it too; --version is asked of the program alone. */
export function globalOptions(command: Command): Option[] {
  const { parent } = command;
  return parent === null ? [] : [...parent.options.filter(({ long }) => long !== '--version'), ...globalOptions(parent)];
}

/** commander's help in the words of one language, as wide as the screen. */
class WordedHelp extends Help {
  readonly wording: Wording;
  readonly columns: number;

  constructor(wording: Wording, columns: number) {
    super();
    this.wording = wording;
    this.columns = columns;
    this.helpWidth = columns;
    this.showGlobalOptions = true;
  }

  override displayWidth(text: string): number {
    return displayWidth(text);
  }

  override boxWrap(text: string, width: number): string {
    return wrapped(text, width).join('\n');
  }

  override formatItem(term: string, termWidth: number, description: string): string {
    const column = Math.min(termWidth, Math.floor(this.columns * TERMS_AT_MOST));
    const lines = wrapped(description, this.columns - INDENT - column - GAP);
    const isLong = displayWidth(term) > column;
    const before = ' '.repeat(INDENT + column + GAP);
    const first = isLong ? [`${' '.repeat(INDENT)}${term}`] : [];
    const beside = isLong ? before : `${' '.repeat(INDENT)}${term}${' '.repeat(column - displayWidth(term) + GAP)}`;
    return [...first, ...lines.map((line, at) => (at === 0 ? beside : before) + line)].join('\n').trimEnd();
  }

  override visibleGlobalOptions(command: Command): Option[] {
    return globalOptions(command);
  }

  override styleTitle(title: string): string {
    return entry(this.wording.words.heading, title);
  }

  override commandUsage(command: Command): string {
    return this.wording.placed(super.commandUsage(command));
  }

  override commandDescription(command: Command): string {
    return this.wording.command(command);
  }

  override subcommandTerm(command: Command): string {
    return this.wording.placed(super.subcommandTerm(command));
  }

  override subcommandDescription(command: Command): string {
    return this.wording.command(command);
  }

  override argumentTerm(argument: Argument): string {
    return this.wording.nameOf(argument);
  }

  override argumentDescription(argument: Argument): string {
    return this.wording.argument(argument);
  }

  override optionTerm(option: Option): string {
    return this.wording.placed(option.flags);
  }

  override optionDescription(option: Option): string {
    const without = this.wording.withoutIt(option);
    const says = this.wording.option(option);
    return without === undefined ? says : says + this.wording.words.byDefault.replace('{value}', () => without);
  }
}

/** What --help of a command prints, at most so many columns wide. */
export function helpText(command: Command, words: CommandWords, lang: Lang, columns: number): string {
  const help = new WordedHelp(new Wording(words), columns);
  // commander puts a space behind a heading on the line; a Chinese colon is as wide as one.
  const text = help.formatHelp(command, help).replace(/： /, '：');
  return command.parent === null ? `${text}\n${endOfList(help, words, lang)}` : text;
}

/** Behind the list of commands: what `npl help` explains besides, and every exit code. */
function endOfList(help: WordedHelp, words: CommandWords, lang: Lang): string {
  const topics = wrapped(HELP_TOPICS.join(words.comma), help.columns - INDENT).map((line) => ' '.repeat(INDENT) + line);
  const codes = exitCodes(lang).map(([code, means]) => help.formatItem(String(code).padStart(3), 3, means));
  return [words.topics, ...topics, '', words.exitCodes, ...codes, ''].join('\n');
}
