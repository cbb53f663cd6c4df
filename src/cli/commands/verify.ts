import { type NplCommand, NplOption } from '../command.js';
import { bookOption } from '../options.js';
import type { Session } from '../session.js';

type Values = { book: string; full: boolean; expect?: string; strict: boolean };

/** `npl verify --book DIR`: whether a book is what it was. */
export function addVerifyCommand(program: NplCommand, session: Session): void {
  const command = program.command('verify').says('verify');
  command
    .addOption(bookOption().makeOptionMandatory())
    .addOption(new NplOption('--full', 'full').default(false))
    .addOption(new NplOption('--expect <head>', 'expect'))
    .addOption(new NplOption('--strict', 'strictVerify').default(false));
  command.action(async (values: Values) => {
    const { runVerify } = await import('../../run/book/verify.js');
    await session.run((_, io) => runVerify(values, io));
  });
}
