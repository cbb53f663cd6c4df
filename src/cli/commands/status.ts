import type { NplCommand } from '../command.js';
import { addControlOptions, addOutputOptions, bookOption, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

type Values = OutputValues & { book: string; strict: boolean; failOnBreach: boolean };

/** `npl status --book DIR`. */
export function addStatusCommand(program: NplCommand, session: Session): void {
  const command = program.command('status').says('status');
  command.addOption(bookOption().makeOptionMandatory());
  addOutputOptions(addControlOptions(command));
  command.action(async (values: Values) => {
    const { runStatus } = await import('../../run/book/status.js');
    const { outputOptions } = await import('../resolve.js');
    await session.run((lang, io) => runStatus({ ...values, ...outputOptions(values, lang) }, io));
  });
}
