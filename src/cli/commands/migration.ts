import type { Command } from 'commander';
import { Option } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addPeriodOptions, byOption, limitOption, type PeriodValues } from '../options.js';
import type { Session } from '../session.js';

type Values = PeriodValues & { by: Dimension[]; limit: number; openingBalance: boolean; states?: string };

/** `npl migration LEDGER0 LEDGER1…`: from class to class. */
export function addMigrationCommand(program: Command, session: Session): void {
  const command = program.command('migration').argument('[ledger...]', 'ledgers of two or more dates, or one that holds them');
  command.description('how loans went from class to class (return G12), and the migration rates of 2005 and 2022');
  addPeriodOptions(command)
    .addOption(byOption())
    .addOption(limitOption())
    .addOption(new Option('--opening-balance', 'the matrix at opening balance too').default(false))
    .addOption(new Option('--states <file>', 'YAML: a column and its states in order, to follow instead of the five classes'));
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runMigration } = await import('../../run/monitoring/migration.js');
    const { periodOptions } = await import('../resolve.js');
    const { by, limit, openingBalance, states } = values;
    const own = { by, limit, openingBalance, ...(states === undefined ? {} : { states }) };
    await session.run((lang, io) => runMigration({ ...periodOptions(values, lang, ledgers, called, ['states']), ...own }, io));
  });
}
