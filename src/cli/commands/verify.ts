import { type Command, Option } from 'commander';
import { bookOption } from '../options.js';
import type { Session } from '../session.js';

type Values = { book: string; full: boolean; expect?: string; strict: boolean };

/** `npl verify --book DIR`: whether a book is what it was. */
export function addVerifyCommand(program: Command, session: Session): void {
  const command = program.command('verify').description('check every byte, the chain and the accounts of a book; silent when all is well');
  command
    .addOption(bookOption().makeOptionMandatory())
    .addOption(new Option('--full', 'classify and measure every month again from what it stored').default(false))
    .addOption(new Option('--expect <head>', 'a head of the journal that was written down elsewhere: it must be in the book'))
    .addOption(new Option('--strict', 'exit 1 on any warning').default(false));
  command.action(async (values: Values) => {
    const { runVerify } = await import('../../run/book/verify.js');
    await session.run((_, io) => runVerify(values, io));
  });
}
