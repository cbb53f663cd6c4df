import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { byOption, limitOption, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & RegisterValues<'plans'> & { by: Dimension[]; limit: number; renewalDays: number };

/** `npl plan LEDGER…`: one household, one policy. */
export function addPlanCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'plan', (own) =>
    own.addOption(registerOption('plans')).addOption(byOption()).addOption(limitOption()).addOption(renewalDaysOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runPlan } = await import('../../run/recovery/plan.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPlan({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
