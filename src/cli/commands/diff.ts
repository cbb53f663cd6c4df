import type { Dimension } from '../../model/loan-fields.js';
import { type NplCommand, NplOption } from '../command.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & { by: Dimension[]; limit: number; againstPolicy?: string };

/** `npl diff A B`: what moved, and why. */
export function addDiffCommand(program: NplCommand, session: Session): void {
  const command = program.command('diff').takes('[ledger...]', 'ledgersOfTwo');
  command.says('diff');
  addPeriodOptions(command)
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(new NplOption('--against-policy <name|file>', 'againstPolicy'));
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runDifference } = await import('../../run/monitoring/difference.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, againstPolicy } = values;
    const own = { by, limit, ...(againstPolicy === undefined ? {} : { againstPolicy }) };
    await session.run((lang, io) => runDifference({ ...periodOptions(values, lang, ledgers, called), ...own }, io));
  });
}
