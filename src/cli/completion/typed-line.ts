import type { Argument, Command, Option } from 'commander';

/** What stands on a command line before the word that is being typed. */
export interface TypedLine {
  readonly command: Command;
  /** The option whose value is being typed. */
  readonly option?: Option;
  /** The argument that would be typed here; absent where the command takes no more. */
  readonly argument?: Argument;
  /** Options typed so far with their last value, by their long name. */
  readonly typed: ReadonlyMap<string, string | undefined>;
  /** Behind `--`, where nothing is an option. */
  readonly onlyArguments: boolean;
}

/** Reads words as commander would. `words`: behind the program's name, up to the word before the one being typed. */
export function readTypedLine(program: Command, words: readonly string[]): TypedLine {
  let command = program;
  let operands = 0;
  let onlyArguments = false;
  let open: Option | undefined;
  const typed = new Map<string, string | undefined>();
  for (const word of words) {
    if (open !== undefined && !(open.optional && word.startsWith('-'))) {
      typed.set(open.long as string, word);
      open = undefined;
      continue;
    }
    open = undefined;
    if (word === '--' && !onlyArguments) onlyArguments = true;
    else if (word.startsWith('-') && word !== '-' && !onlyArguments) open = takeOption(command, word, typed);
    else {
      const called = operands === 0 ? command.commands.find((one) => one.name() === word) : undefined;
      if (called === undefined) operands++;
      else command = called;
    }
  }
  const expected = command.registeredArguments;
  const last = expected.at(-1);
  const argument = expected[operands] ?? (last?.variadic === true ? last : undefined);
  return {
    command,
    typed,
    onlyArguments,
    ...(open === undefined ? {} : { option: open }),
    ...(argument === undefined ? {} : { argument }),
  };
}

/** Notes an option. Its value follows as a word of its own where an option comes back. */
function takeOption(command: Command, word: string, typed: Map<string, string | undefined>): Option | undefined {
  const at = word.startsWith('--') ? word.indexOf('=') : -1;
  const name = at < 0 ? word : word.slice(0, at);
  const option = optionNamed(command, name);
  if (option === undefined) return undefined;
  typed.set(option.long as string, at < 0 ? undefined : word.slice(at + 1));
  return at < 0 && (option.required || option.optional) ? option : undefined;
}

/** By its long or its short name; one of the program may stand behind a command too. */
export function optionNamed(command: Command, name: string): Option | undefined {
  const named = command.options.find((option) => option.long === name || option.short === name);
  return named ?? (command.parent === null ? undefined : optionNamed(command.parent, name));
}
