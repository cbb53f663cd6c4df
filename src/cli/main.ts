import { Command, CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import type { Lang } from '../report/document.js';
import { VERSION } from '../run/version.js';
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

type AddCommand = (program: Command, session: Session) => void;

/** In the order that --help lists them. */
const COMMANDS: ReadonlyMap<string, () => Promise<AddCommand>> = new Map([
  ['report', async () => (await import('./commands/report.js')).addReportCommand],
  ['classify', async () => (await import('./commands/classify.js')).addClassifyCommand],
  ['explain', async () => (await import('./commands/explain.js')).addExplainCommand],
  ['inspect', async () => (await import('./commands/inspect.js')).addInspectCommand],
  ['book', async () => (await import('./commands/book.js')).addBookCommand],
  ['close', async () => (await import('./commands/close.js')).addCloseCommand],
  ['status', async () => (await import('./commands/status.js')).addStatusCommand],
  ['verify', async () => (await import('./commands/verify.js')).addVerifyCommand],
  ['lock', async () => (await import('./commands/lock.js')).addLockCommand],
  ['series', async () => (await import('./commands/series.js')).addSeriesCommand],
  ['roll-forward', async () => (await import('./commands/roll-forward.js')).addRollForwardCommand],
  ['write-off', async () => (await import('./commands/write-off.js')).addWriteOffCommand],
  ['quality', async () => (await import('./commands/quality.js')).addQualityCommand],
  ['tasks', async () => (await import('./commands/tasks.js')).addTasksCommand],
  ['provision', async () => (await import('./commands/provision.js')).addProvisionCommand],
  ['template', async () => (await import('./commands/template.js')).addTemplateCommand],
  ['migration', async () => (await import('./commands/migration.js')).addMigrationCommand],
  ['new-npl', async () => (await import('./commands/new-npl.js')).addNewNplCommand],
  ['watch', async () => (await import('./commands/watch.js')).addWatchCommand],
  ['diff', async () => (await import('./commands/diff.js')).addDiffCommand],
  ['policy', async () => (await import('./commands/policy.js')).addPolicyCommand],
]);

/** The command that is called; all of them where none is, for help and for what a mistyped one may mean. */
function commandsFor([name = '']: readonly string[]): Promise<AddCommand[]> {
  const called = COMMANDS.get(name);
  return Promise.all((called === undefined ? [...COMMANDS.values()] : [called]).map((load) => load()));
}

/** Runs the program on its arguments and gives the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  const program = new Command('npl');
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
  };
  program
    .description('Non-performing-loan portfolio analyzer: five-level classification, base lock, NPL reports')
    .version(VERSION)
    .addHelpText('after', EXIT_CODES)
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of await commandsFor(argv)) add(program, session);
  for (const command of program.commands) if (command.commands.length === 0) command.addOption(langOption());
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
