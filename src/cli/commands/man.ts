import { EXIT } from '../../diagnostics/exit-codes.js';
import type { NplCommand } from '../command.js';
import type { Session } from '../session.js';

/** `npl man`: the man page, as the build writes it beside the program. */
export function addManCommand(program: NplCommand, session: Session): void {
  const command = program.command('man').says('man');
  command.action(async () => {
    const { manPage } = await import('../man-page.js');
    const { loadCommandWords, Wording } = await import('../help-page.js');
    await session.run(async (lang, io) => {
      await io.out(manPage(await session.wholeProgram(), new Wording(await loadCommandWords(lang)), lang));
      return EXIT.done;
    });
  });
}
