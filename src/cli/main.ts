import { Command, CommanderError } from 'commander';
import { UserError } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import type { Lang } from '../report/document.js';
import { VERSION } from '../run/version.js';
import { addClassifyCommand } from './commands/classify.js';
import { addExplainCommand } from './commands/explain.js';
import { addInspectCommand } from './commands/inspect.js';
import { addLockCommand } from './commands/lock.js';
import { addPolicyCommand } from './commands/policy.js';
import { addReportCommand } from './commands/report.js';
import { langOption } from './options.js';
import type { Session } from './session.js';
import { PipeClosed, tellOn, terminalIo } from './terminal.js';

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

/** In the order that --help lists them. */
const COMMANDS = [addReportCommand, addClassifyCommand, addExplainCommand, addInspectCommand, addLockCommand, addPolicyCommand];

/** Runs the program on its arguments and gives the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  const program = new Command('npl');
  // A reader of messages that goes away, or a full disk behind them, changes nothing about the report.
  process.stderr.on('error', () => undefined);
  let lang: Lang = 'en';
  const session: Session = {
    run: async (journey) => {
      exit = await journey(lang, terminalIo(lang));
    },
  };
  program
    .description('Non-performing-loan portfolio analyzer: five-level classification, base lock, NPL reports')
    .version(VERSION)
    .addHelpText('after', EXIT_CODES)
    .showSuggestionAfterError()
    .exitOverride();
  for (const add of COMMANDS) add(program, session);
  for (const command of program.commands) if (command.commands.length === 0) command.addOption(langOption());
  program.hook('preAction', (_, command) => {
    lang = command.opts<{ lang: Lang }>().lang;
  });
  try {
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    return failed(error, lang);
  }
}

function failed(error: unknown, lang: Lang): ExitCode {
  if (error instanceof PipeClosed) return EXIT.done;
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
  if (error instanceof UserError) {
    [...error.diagnostics, ...error.afterword].forEach(tellOn(lang));
    return error.exitCode;
  }
  const { message, stack } = error as Error;
  process.stderr.write(
    `npl: internal error: ${message}\nThis is a defect of the program; nothing was written. Please report it with this text:\n${stack ?? ''}\n`,
  );
  return EXIT.internal;
}
