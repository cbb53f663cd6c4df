import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { byOption, limitOption, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & RegisterValues<'plans'> & { by: Dimension[]; limit: number; renewalDays: number };

/** `npl plan LEDGER…`: one household, one policy. */
export function addPlanCommand(program: Command, session: Session): void {
  const says = 'one household, one policy: NPL borrowers with plan and without, targets against what was collected, overdue';
  const command = addRecoveryCommand(program, 'plan', says, (own) =>
    own.addOption(registerOption('plans')).addOption(byOption()).addOption(limitOption()).addOption(renewalDaysOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runPlan } = await import('../../run/recovery/plan.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPlan({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
