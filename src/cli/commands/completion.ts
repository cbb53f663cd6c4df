import { EXIT } from '../../diagnostics/exit-codes.js';
import { NplArgument, type NplCommand } from '../command.js';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.js';
import { oneOf } from '../options.js';
import type { Session } from '../session.js';

/** `npl completion bash|zsh|fish`: what makes a shell complete npl's words; `npl complete` is what the shell then asks. */
export function addCompletionCommand(program: NplCommand, session: Session): void {
  const command = program.command('completion').addArgument(new NplArgument('<shell>', 'oneOf').argParser(oneOf(SHELLS)));
  command.says('completion');
  command.action(async (shell: Shell) => {
    await session.run(async (_, io) => {
      await io.out(SCRIPTS[shell]);
      return EXIT.done;
    });
  });
}

/** `npl complete -- WORD…`: what may stand in the place of the last word. For the scripts, not for people. */
export function addCompleteCommand(program: NplCommand, session: Session): void {
  const command = program.command('complete', { hidden: true }).says('complete').takes('[word...]', 'words');
  command.action(async (typed: string[]) => {
    const { suggest } = await import('../completion/suggest.js');
    const { loadCommandWords, Wording } = await import('../help-page.js');
    await session.run(async (lang, io) => {
      const wording = new Wording(await loadCommandWords(lang));
      const { paths, words } = await suggest(await session.wholeProgram(), typed, { wording, lang });
      const lines = words.map(({ word, means = '' }) => `${word}\t${means.replace(/\s+/g, ' ')}`);
      await io.out([paths, ...lines, ''].join('\n'));
      return EXIT.done;
    });
  });
}
