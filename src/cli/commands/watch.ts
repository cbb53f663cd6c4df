import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl watch LEDGER…`: what may become NPL. */
export function addWatchCommand(program: NplCommand, session: Session): void {
  const command = program.command('watch').takes('[ledger...]', 'ledgersToWatch');
  command.says('watch');
  addPeriodOptions(command).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[]; limit: number }, called: NplCommand) => {
    const { runWatch } = await import('../../run/monitoring/watch.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit } = values;
    await session.run((lang, io) => runWatch({ ...periodOptions(values, lang, ledgers, called), by, limit }, io));
  });
}
