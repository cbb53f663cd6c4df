import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import type { Lang } from '../report/document.js';
import { VERSION } from '../run/version.js';
import { type AddCommand, COMMANDS } from './commands.js';
import { langOption } from './options.js';
import type { Session } from './session.js';

const EXIT_CODES = `
Exit codes:
  0  done                          65  input refused
  1  a control failed (totals,     66  input missing
     breach under --strict)        70  internal error
  2  usage                         73  cannot create output
  3  done, bad rows left out       74  input/output error
  4  a lock or month was edited,   75  busy
     or would be overwritten       78  bad policy, map or config
                                  130  interrupted`;

/** The command that is called; all of them where none is, for help and for what a mistyped one may mean. */
function commandsFor([name = '']: readonly string[]): Promise<AddCommand[]> {
  const called = COMMANDS.get(name);
  return Promise.all((called === undefined ? [...COMMANDS.values()] : [called]).map((load) => load()));
}

/** The program with these commands, not yet run. */
function programWith(commands: readonly AddCommand[], session: Session): Command {
  const program = new Command('npl')
    .description('Non-performing-loan portfolio analyzer: five-level classification, base lock, NPL reports')
    .version(VERSION)
    .addHelpText('after', EXIT_CODES)
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of commands) add(program, session);
  for (const command of program.commands) if (command.commands.length === 0) command.addOption(langOption());
  return program;
}

/** Runs the program on its arguments and gives the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  // A reader of messages that goes away, or a full disk behind them, changes nothing about the report.
  process.stderr.on('error', () => undefined);
  // Help goes out past writeOut, which tells every other fault of standard output.
  process.stdout.on('error', () => undefined);
  let asked: { lang: Lang; timings?: boolean } = { lang: 'en' };
  const session: Session = {
    run: async (journey) => {
      const { openTerminal } = await import('./terminal.js');
      const { io, close } = openTerminal(asked.lang);
      let isDone = false;
      try {
        exit = await journey(asked.lang, io);
        isDone = true;
      } finally {
        close(isDone && asked.timings === true);
      }
    },
    wholeProgram: async () => programWith(await commandsFor([]), session),
  };
  const program = programWith(await commandsFor(argv), session);
  program.hook('preAction', (_, command) => {
    asked = command.opts<typeof asked>();
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { failed } = await import('./failure.js');
    return failed(error, asked.lang);
  }
}
