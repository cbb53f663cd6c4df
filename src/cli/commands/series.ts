import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addPeriodOptions, byOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl series LEDGER…`: month after month. */
export function addSeriesCommand(program: NplCommand, session: Session): void {
  const command = program.command('series').takes('[ledger...]', 'ledgersOfSeries');
  command.says('series');
  addPeriodOptions(command).addOption(byOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[] }, called: NplCommand) => {
    const { runSeries } = await import('../../run/monitoring/series.js');
    const { periodOptions } = await import('../resolve.js');
    await session.run((lang, io) => runSeries({ ...periodOptions(values, lang, ledgers, called, ['renewalDays']), by: values.by }, io));
  });
}
