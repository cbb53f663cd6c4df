import type { NplCommand } from '../command.js';
import { addFileOptions, addOutputOptions, type OutputValues, type ReadingValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl inspect FILE`: what the program sees in a file. */
export function addInspectCommand(program: NplCommand, session: Session): void {
  const command = program.command('inspect').takes('<file>', 'ledger');
  command.says('inspect');
  addOutputOptions(addFileOptions(command));
  command.action(async (file: string, values: ReadingValues & OutputValues) => {
    const { runInspect } = await import('../../run/inspect.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runInspect({ ...readingOptions(values), ...outputOptions(values, lang), file }, io));
  });
}
