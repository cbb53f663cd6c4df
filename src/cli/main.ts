import { CommanderError } from 'commander';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { LANGS, type Lang } from '../report/document.js';
import { HelpAsked, LineRefused, UnfitValue } from './command.js';
import { commandsFor, programWith } from './program.js';
import { screenWidth } from './screen-width.js';
import type { Session } from './session.js';
import type { Settings } from './settings.js';
import { settingsFiles } from './settings-files.js';

/** True where no command is asked about: a line of each is all that is printed. */
function asksForList(words: readonly string[]): boolean {
  return words.length === 0 || (words.length === 1 && asksForHelp(words));
}

/** Help must be had whatever a file of settings says. */
function asksForHelp(words: readonly string[]): boolean {
  return words.length === 0 || words.some((word) => ['-h', '--help', '-V', '--version'].includes(word));
}

/** The line in two: what it says of the language, which may stand anywhere, and all else. The last word on it holds, where it is a language. */
function languageOf(argv: readonly string[]): { readonly typed: Lang | undefined; readonly words: readonly string[] } {
  const end = argv.includes('--') ? argv.indexOf('--') : argv.length;
  const isName = (at: number) => at < end && argv[at] === '--lang';
  const words = argv.filter((word, at) => at >= end || !(isName(at) || isName(at - 1) || word.startsWith('--lang=')));
  const said = argv
    .slice(0, end)
    .flatMap((word, at) => (isName(at - 1) ? word : word.startsWith('--lang=') ? word.slice('--lang='.length) : []));
  return { typed: LANGS.find((lang) => lang === said.at(-1)), words };
}

/** What settings say about the language; English where they say nothing, or nothing that can be read. */
async function settledLanguage(session: Session): Promise<Lang> {
  const inEnvironment = process.env.NPL_LANG || undefined;
  const { project, user } = settingsFiles();
  // What reads settings is not loaded for nothing.
  if (inEnvironment !== undefined || (project === undefined && user === undefined)) return languageNamed(inEnvironment);
  try {
    const { inForce } = await session.settings();
    return languageNamed(inForce.find(({ key }) => key === 'lang')?.value);
  } catch {
    return languageNamed(undefined);
  }
}

function languageNamed(name: unknown): Lang {
  return LANGS.find((lang) => lang === name) ?? 'en';
}

/** Writes the help of a command; where one was needed and is missing, that is a refusal. */
async function writeHelp({ command, isRefusal }: HelpAsked, lang: Lang): Promise<ExitCode> {
  const { helpText, loadCommandWords } = await import('./help-page.js');
  const stream = isRefusal ? process.stderr : process.stdout;
  stream.write(helpText(command, await loadCommandWords(lang), lang, screenWidth(stream)));
  return isRefusal ? EXIT.usage : EXIT.done;
}

/** Runs the program on its arguments and gives the exit code. */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  let exit: ExitCode = EXIT.done;
  // A reader of messages that goes away, or a full disk behind them, changes nothing about the report.
  process.stderr.on('error', () => undefined);
  // Help goes out past writeOut, which tells every other fault of standard output.
  process.stdout.on('error', () => undefined);
  let settings: Promise<Settings> | undefined;
  const { typed, words } = languageOf(argv);
  let asked: { lang?: Lang; timings?: boolean; pager?: boolean } = {};
  const spoken = async (): Promise<Lang> => asked.lang ?? typed ?? settledLanguage(session);
  const session: Session = {
    run: async (journey) => {
      const { openTerminal } = await import('./terminal.js');
      const lang = await spoken();
      const { io, close } = openTerminal(lang, asked.pager);
      let isDone = false;
      try {
        exit = await journey(lang, io);
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
    const program = programWith(await commandsFor(words), session, asksForList(words));
    if (!asksForHelp(words)) {
      const { applySettings } = await import('./settings.js');
      applySettings(program, await session.settings());
    }
    program.hook('preAction', async (_, command) => {
      const { settleSettings } = await import('./settings.js');
      settleSettings(command, await session.settings());
      asked = command.optsWithGlobals<typeof asked>();
    });
    await program.parseAsync(argv, { from: 'user' });
    return exit;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.usage;
    const lang = await spoken();
    if (error instanceof HelpAsked) return writeHelp(error, lang);
    const { failed } = await import('./failure.js');
    if (!(error instanceof LineRefused || error instanceof UnfitValue)) return failed(error, lang);
    const { refusedLine, unfitValue } = await import('./refused-line.js');
    return failed(error instanceof UnfitValue ? unfitValue(error) : await refusedLine(error, lang), lang);
  }
}
