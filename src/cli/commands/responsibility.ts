import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addResponsibilityOptions, byOption, limitOption, type ResponsibilityValues } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & ResponsibilityValues & { by: Dimension[]; limit: number };

/** `npl responsibility LEDGER…`: who answers for the new NPLs. */
export function addResponsibilityCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'responsibility', (own) =>
    addResponsibilityOptions(own).addOption(byOption()).addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runResponsibility } = await import('../../run/recovery/responsibility.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runResponsibility({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
