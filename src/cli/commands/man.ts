import type { Command } from 'commander';
import { EXIT } from '../../diagnostics/exit-codes.js';
import type { Session } from '../session.js';

/** `npl man`: the man page, as the build writes it beside the program. */
export function addManCommand(program: Command, session: Session): void {
  const command = program.command('man').description('the man page of all commands: npl man | man -l -');
  command.action(async () => {
    const { manPage } = await import('../man-page.js');
    const page = manPage(await session.wholeProgram());
    await session.run(async (_, io) => {
      await io.out(page);
      return EXIT.done;
    });
  });
}
