import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & RegisterValues<'internalTransfers'> & { by: Dimension[]; limit: number };

/** `npl roll-forward LEDGER0 LEDGER1…`: from opening to closing NPLs, by channel. */
export function addRollForwardCommand(program: Command, session: Session): void {
  const command = program.command('roll-forward').argument('[ledger...]', 'ledgers of two or more dates, or one that holds them');
  command.description('opening to closing NPLs by channel: old, new, total, by class; what events do not explain, by loan');
  addPeriodOptions(command).addOption(registerOption('internalTransfers')).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runRollForward } = await import('../../run/monitoring/roll-forward.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, internalTransfers } = values;
    await session.run((lang, io) =>
      runRollForward({ ...periodOptions(values, lang, ledgers, called, ['internalTransfers']), by, limit, internalTransfers }, io),
    );
  });
}
