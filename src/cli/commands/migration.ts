import type { Dimension } from '../../model/loan-fields.js';
import { type NplCommand, NplOption } from '../command.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & { by: Dimension[]; limit: number; openingBalance: boolean; states?: string };

/** `npl migration LEDGER0 LEDGER1…`: from class to class. */
export function addMigrationCommand(program: NplCommand, session: Session): void {
  const command = program.command('migration').takes('[ledger...]', 'ledgersOfDates');
  command.says('migration');
  addPeriodOptions(command)
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(new NplOption('--opening-balance', 'openingBalance').default(false))
    .addOption(new NplOption('--states <file>', 'states'));
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runMigration } = await import('../../run/monitoring/migration.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, openingBalance, states } = values;
    const own = { by, limit, openingBalance, ...(states === undefined ? {} : { states }) };
    await session.run((lang, io) => runMigration({ ...periodOptions(values, lang, ledgers, called, ['states']), ...own }, io));
  });
}
