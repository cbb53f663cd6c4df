import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl new-npl LEDGER0 LEDGER1…`: what turned NPL. */
export function addNewNplCommand(program: NplCommand, session: Session): void {
  const command = program.command('new-npl').takes('[ledger...]', 'ledgersOfDates');
  command.says('new-npl');
  addPeriodOptions(command).addOption(byOption()).addOption(limitOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[]; limit: number }, called: NplCommand) => {
    const { runNewNpl } = await import('../../run/monitoring/new-npl.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit } = values;
    await session.run((lang, io) => runNewNpl({ ...periodOptions(values, lang, ledgers, called), by, limit }, io));
  });
}
