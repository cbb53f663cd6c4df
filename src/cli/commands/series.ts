import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl series LEDGER…`: month after month. */
export function addSeriesCommand(program: Command, session: Session): void {
  const command = program.command('series').argument('[ledger...]', 'ledgers of several dates, or one that holds several (--from, --to)');
  command.description('NPL balance, ratio, old and new, gross movement and streaks, month after month');
  addPeriodOptions(command).addOption(byOption());
  command.action(async (ledgers: string[], values: PeriodValues & { by: Dimension[] }, called: Command) => {
    const { runSeries } = await import('../../run/monitoring/series.js');
    const { periodOptions } = await import('../resolve.js');
    await session.run((lang, io) => runSeries({ ...periodOptions(values, lang, ledgers, called, ['renewalDays']), by: values.by }, io));
  });
}
