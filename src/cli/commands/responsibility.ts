import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import { addResponsibilityOptions, byOption, limitOption, type ResponsibilityValues } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & ResponsibilityValues & { by: Dimension[]; limit: number };

/** `npl responsibility LEDGER…`: who answers for the new NPLs. */
export function addResponsibilityCommand(program: Command, session: Session): void {
  const says = 'who answers for each new NPL and for how much, what is not settled yet, and why loans turned';
  const command = addRecoveryCommand(program, 'responsibility', says, (own) =>
    addResponsibilityOptions(own).addOption(byOption()).addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runResponsibility } = await import('../../run/recovery/responsibility.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runResponsibility({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
