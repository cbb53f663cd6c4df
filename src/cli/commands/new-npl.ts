import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl new-npl LEDGER0 LEDGER1…`: what turned NPL. */
export function addNewNplCommand(program: Command, session: Session): void {
  const command = program.command('new-npl').argument('[ledger...]', 'ledgers of two or more dates, or one that holds them');
  command.description('loans that turned NPL, and why: formation, relapses and special-mention newcomers');
  addPeriodOptions(command).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[]; limit: number }, called: Command) => {
    const { runNewNpl } = await import('../../run/monitoring/new-npl.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit } = values;
    await session.run((lang, io) => runNewNpl({ ...periodOptions(values, lang, ledgers, called), by, limit }, io));
  });
}
