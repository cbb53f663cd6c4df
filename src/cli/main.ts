import { Command, CommanderError, type Option } from 'commander';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import type { Lang } from '../report/document.js';
import { HELP_TOPICS } from '../run/help-topics.js';
import { VERSION } from '../run/version.js';
import { type AddCommand, COMMANDS } from './commands.js';
import { exitCodesText } from './exit-codes-text.js';
import { langOption } from './options.js';
import type { Session } from './session.js';
import type { Settings } from './settings.js';

/** The command that is called; all of them where none is, for help and for what a mistyped one may mean. */
function commandsFor([name = '']: readonly string[]): Promise<AddCommand[]> {
  const called = COMMANDS.get(name);
  return Promise.all((called === undefined ? [...COMMANDS.values()] : [called]).map((load) => load()));
}

/** What `npl help` explains besides commands, for the end of --help. */
function topicsText(): string {
  return `\nTopics (npl help TOPIC):\n  ${HELP_TOPICS.join(', ')}`;
}

/** True where no command is asked about: a line of each is all that is printed. */
function asksForList(argv: readonly string[]): boolean {
  return argv.length === 0 || (argv.length === 1 && asksForHelp(argv));
}

/** A command that is listed, and never called: it has its options, and none is set up to be read, which takes longer than all else. */
function listedCommand(name?: string): Command {
  const command = new Command(name);
  command.createCommand = listedCommand;
  command.addOption = (option) => {
    (command.options as Option[]).push(option);
    return command;
  };
  return command;
}

/** The program with these commands, not yet run. */
function programWith(commands: readonly AddCommand[], session: Session, isList = false): Command {
  const program = new Command('npl');
  if (isList) program.createCommand = listedCommand;
  program
    .description('Non-performing-loan portfolio analyzer: five-level classification, base lock, NPL reports')
    .version(VERSION)
    .helpCommand(false)
    .addHelpText('after', () => `${topicsText()}\n${exitCodesText()}`)
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of commands) add(program, session);
  for (const command of program.commands) if (command.commands.length === 0) command.addOption(langOption());
  return program;
}

/** Help must be had whatever a file of settings says. */
function asksForHelp(argv: readonly string[]): boolean {
  return argv.length === 0 || argv.some((word) => ['-h', '--help', '-V', '--version'].includes(word));
}

/** Runs the program on its arguments and gives the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  // A reader of messages that goes away, or a full disk behind them, changes nothing about the report.
  process.stderr.on('error', () => undefined);
  // Help goes out past writeOut, which tells every other fault of standard output.
  process.stdout.on('error', () => undefined);
  let settings: Promise<Settings> | undefined;
  let asked: { lang: Lang; timings?: boolean; pager?: boolean } = { lang: process.env.NPL_LANG === 'zh' ? 'zh' : 'en' };
  const session: Session = {
    run: async (journey) => {
      const { openTerminal } = await import('./terminal.js');
      const { io, close } = openTerminal(asked.lang, asked.pager);
      let isDone = false;
      try {
        exit = await journey(asked.lang, io);
        isDone = true;
      } finally {
        await close(isDone && asked.timings === true);
      }
    },
    settings: () => {
      settings ??= import('./settings.js').then(({ readSettings }) => readSettings());
      return settings;
    },
    wholeProgram: async () => programWith(await commandsFor([]), session),
  };
  try {
    const program = programWith(await commandsFor(argv), session, asksForList(argv));
    const { applySettings, settleSettings } = await import('./settings.js');
    if (!asksForHelp(argv)) applySettings(program, await session.settings());
    program.hook('preAction', async (_, command) => {
      settleSettings(command, await session.settings());
      asked = command.opts<typeof asked>();
    });
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const { failed } = await import('./failure.js');
    return failed(error, asked.lang);
  }
}
