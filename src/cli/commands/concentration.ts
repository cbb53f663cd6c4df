import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { type NplCommand, NplOption } from '../command.js';
import { byOption, limitOption, loansTotalOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = RecoveryValues &
  RegisterValues<'foreclosed' | 'responsibility'> & { bands?: string; by: Dimension[]; limit: number; loansTotal?: Cents };

/** `npl concentration LEDGER…`: where NPLs lie together. */
export function addConcentrationCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'concentration', (own) =>
    own
      .addOption(registerOption('foreclosed'))
      .addOption(registerOption('responsibility'))
      .addOption(new NplOption('--bands <name|file>', 'bands'))
      .addOption(byOption())
      .addOption(limitOption())
      .addOption(loansTotalOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runConcentration } = await import('../../run/recovery/concentration.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runConcentration({ ...values, ...recoveryOptions(values, lang, ledgers, called, ['loansTotal']) }, io));
  });
}
