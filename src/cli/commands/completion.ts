import { Argument, type Command } from 'commander';
import { EXIT } from '../../diagnostics/exit-codes.js';
import { SCRIPTS, SHELLS, type Shell } from '../completion/scripts.js';
import { oneOf } from '../options.js';
import type { Session } from '../session.js';

/** `npl completion bash|zsh|fish`: what makes a shell complete npl's words; `npl complete` is what the shell then asks. */
export function addCompletionCommand(program: Command, session: Session): void {
  const command = program.command('completion').addArgument(new Argument('<shell>', SHELLS.join(', ')).argParser(oneOf(SHELLS)));
  command.description('a script that completes commands, options and their values in a shell: source <(npl completion bash)');
  command.action(async (shell: Shell) => {
    await session.run(async (_, io) => {
      await io.out(SCRIPTS[shell]);
      return EXIT.done;
    });
  });
}

/** `npl complete -- WORD…`: what may stand in the place of the last word. For the scripts, not for people. */
export function addCompleteCommand(program: Command, session: Session): void {
  const command = program.command('complete', { hidden: true }).argument('[word...]');
  command.action(async (words: string[]) => {
    const { suggest } = await import('../completion/suggest.js');
    const suggestions = await suggest(await session.wholeProgram(), words);
    const lines = suggestions.words.map(({ word, means = '' }) => `${word}\t${means.replace(/\s+/g, ' ')}`);
    await session.run(async (_, io) => {
      await io.out([suggestions.paths, ...lines, ''].join('\n'));
      return EXIT.done;
    });
  });
}
