import { VERSION } from '../run/version.js';
import { ListedCommand, NplCommand } from './command.js';
import { type AddCommand, COMMANDS } from './commands.js';
import { langOption } from './options.js';
import type { Session } from './session.js';
import type { OptionWord } from './words/command-words.js';

/** The command that is called; all of them where none is, for help and for what a mistyped one may mean. */
export function commandsFor([name = '']: readonly string[]): Promise<AddCommand[]> {
  const called = COMMANDS.get(name);
  return Promise.all((called === undefined ? [...COMMANDS.values()] : [called]).map((load) => load()));
}

/** The program with these commands, not yet run; `isList`: a line of each is all that is asked for. */
export function programWith(commands: readonly AddCommand[], session: Session, isList = false): NplCommand {
  const program = isList ? new ListedCommand('npl') : new NplCommand('npl');
  program
    .says('npl')
    .version(VERSION, '-V, --version', 'version' satisfies OptionWord)
    .helpOption('-h, --help', 'help' satisfies OptionWord)
    .helpCommand(false)
    .addOption(langOption())
    .showSuggestionAfterError(false)
    .exitOverride();
  for (const add of commands) add(program, session);
  return program;
}
