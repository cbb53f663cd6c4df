import { type Command, Option } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { byOption, limitOption, loansTotalOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = RecoveryValues &
  RegisterValues<'foreclosed' | 'responsibility'> & { bands?: string; by: Dimension[]; limit: number; loansTotal?: Cents };

/** `npl concentration LEDGER…`: where NPLs lie together. */
export function addConcentrationCommand(program: Command, session: Session): void {
  const says = 'largest NPL borrowers, in all and by class; size, time in NPL, industry; foreclosed assets; upgrades due';
  const command = addRecoveryCommand(program, 'concentration', says, (own) =>
    own
      .addOption(registerOption('foreclosed'))
      .addOption(registerOption('responsibility'))
      .addOption(new Option('--bands <name|file>', 'sizes, ages and limits of disposal: a table (cn-bands without) or a YAML file'))
      .addOption(byOption())
      .addOption(limitOption())
      .addOption(loansTotalOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runConcentration } = await import('../../run/recovery/concentration.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runConcentration({ ...values, ...recoveryOptions(values, lang, ledgers, called, ['loansTotal']) }, io));
  });
}
