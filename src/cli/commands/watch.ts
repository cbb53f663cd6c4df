import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl watch LEDGER…`: what may become NPL. */
export function addWatchCommand(program: Command, session: Session): void {
  const command = program
    .command('watch')
    .argument('[ledger...]', 'the ledger, and earlier ones for rates; or one that holds several dates');
  command.description('loans that are not NPL yet, by the date they become it; potential NPL at the next three month-ends');
  addPeriodOptions(command).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[]; limit: number }, called: Command) => {
    const { runWatch } = await import('../../run/monitoring/watch.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit } = values;
    await session.run((lang, io) => runWatch({ ...periodOptions(values, lang, ledgers, called), by, limit }, io));
  });
}
