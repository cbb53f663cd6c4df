import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & RegisterValues<'internalTransfers'> & { by: Dimension[]; limit: number };

/** `npl roll-forward LEDGER0 LEDGER1…`: from opening to closing NPLs, by channel. */
export function addRollForwardCommand(program: NplCommand, session: Session): void {
  const command = program.command('roll-forward').takes('[ledger...]', 'ledgersOfDates');
  command.says('roll-forward');
  addPeriodOptions(command).addOption(registerOption('internalTransfers')).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runRollForward } = await import('../../run/monitoring/roll-forward.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, internalTransfers } = values;
    await session.run((lang, io) =>
      runRollForward({ ...periodOptions(values, lang, ledgers, called, ['internalTransfers']), by, limit, internalTransfers }, io),
    );
  });
}
