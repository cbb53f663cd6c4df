import { Argument, Command, Option } from 'commander';
import type { Bilingual } from '../diagnostics/catalogue.js';
import type { ArgumentWord, CommandWord, OptionWord, WithoutWord } from './words/command-words.js';

/**
 * commander's commands, options and arguments as this program has them: each names its words instead of saying them, so that a run
 * loads no words but those that it prints; what is wrong with a line, and what is asked of its help, is thrown for main to tell.
 */

/** A line asks for the help of a command; `isRefusal`: it names none where one is needed. */
export class HelpAsked extends Error {
  readonly command: Command;
  readonly isRefusal: boolean;

  constructor(command: Command, isRefusal: boolean) {
    super('help');
    this.command = command;
    this.isRefusal = isRefusal;
  }
}

/** commander does not take a line. */
export class LineRefused extends Error {
  readonly command: Command;
  readonly code: string;

  constructor(command: Command, code: string, message: string) {
    super(message);
    this.command = command;
    this.code = code;
  }
}

/** A text is no value of what it was written for. */
export class UnfitValue extends Error {
  /** What may be written. */
  readonly says: Bilingual;
  /** What was probably meant. */
  readonly near: string | undefined;
  taker: Option | Argument | undefined;
  text = '';

  constructor(says: Bilingual, near?: string) {
    super(says.en);
    this.says = says;
    this.near = near;
  }
}

/** Reads an option's text, and says what may be written there: completion offers it. */
export interface ChoiceReader<T> {
  (text: string): T;
  readonly choices: readonly string[];
  /** Several may be written, with a comma between them. */
  readonly isList?: boolean;
}

type Reader<T> = ((text: string, earlier: T) => T) & Partial<Pick<ChoiceReader<T>, 'choices' | 'isList'>>;

/** The same reader, which says what it was reading for. */
function naming<T>(taker: Option | Argument, reader: Reader<T>): Reader<T> {
  const read = (text: string, earlier: T): T => {
    try {
      return reader(text, earlier);
    } catch (error) {
      if (error instanceof UnfitValue) Object.assign(error, { taker, text });
      throw error;
    }
  };
  return Object.assign(read, reader);
}

/** What takes the place of {…} in words; {choices} come from the reader where there is one. */
export type Filling = Readonly<Record<string, number | readonly string[]>>;

const NOTHING: Filling = {};

export class NplOption extends Option {
  readonly filling: Filling;

  constructor(flags: string, word: OptionWord, filling: Filling = NOTHING) {
    super(flags, word);
    this.filling = filling;
  }

  /** What holds where it is left out, by a word: the value itself would say nothing. */
  without(value: unknown, word: WithoutWord): this {
    return this.default(value, word);
  }
}

export class NplArgument extends Argument {
  readonly filling: Filling;

  constructor(name: string, word: ArgumentWord, filling: Filling = NOTHING) {
    super(name, word);
    this.filling = filling;
  }

  override argParser<T>(reader: Reader<T>): this {
    return super.argParser(naming(this, reader));
  }
}

export class NplCommand extends Command {
  override createCommand(name?: string): NplCommand {
    return new NplCommand(name);
  }

  /** What it is for. */
  says(word: CommandWord): this {
    return this.description(word);
  }

  takes(name: string, word: ArgumentWord): this {
    return this.addArgument(new NplArgument(name, word));
  }

  override addOption(option: Option): this {
    if (option.parseArg !== undefined) option.argParser(naming(option, option.parseArg));
    return super.addOption(option);
  }

  override outputHelp(context?: unknown): void {
    throw new HelpAsked(this, (context as { error?: boolean } | undefined)?.error === true);
  }

  override error(message: string, { code = '' }: { code?: string } = {}): never {
    throw new LineRefused(this, code, message);
  }
}

/** A command that is listed, and never called: it has its options, and none is set up to be read, which takes longer than all else. */
export class ListedCommand extends NplCommand {
  override createCommand(name?: string): NplCommand {
    return new ListedCommand(name);
  }

  override addOption(option: Option): this {
    (this.options as Option[]).push(option);
    return this;
  }
}

/** `npl report`, from the program down. */
export function pathOf(command: Command): string {
  return command.parent === null ? command.name() : `${pathOf(command.parent)} ${command.name()}`;
}
