import type { Command } from 'commander';
import { Option } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & { by: Dimension[]; limit: number; againstPolicy?: string };

/** `npl diff A B`: what moved, and why. */
export function addDiffCommand(program: Command, session: Session): void {
  const command = program.command('diff').argument('[ledger...]', 'ledgers of two dates; or one, with --against-policy');
  command.description('what moved between two months, or between two policies, and why: by loan and in total');
  addPeriodOptions(command)
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(new Option('--against-policy <name|file>', 'compare the last month by --policy with the same month by this one'));
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runDifference } = await import('../../run/monitoring/difference.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, againstPolicy } = values;
    const own = { by, limit, ...(againstPolicy === undefined ? {} : { againstPolicy }) };
    await session.run((lang, io) => runDifference({ ...periodOptions(values, lang, ledgers, called), ...own }, io));
  });
}
