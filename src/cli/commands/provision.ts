import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addEligibilityOptions, byOption, type EligibilityValues } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

/** `npl provision LEDGER…`: provision needed and held. */
export function addProvisionCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'provision', (own) => addEligibilityOptions(own).addOption(byOption()));
  command.action(async (ledgers: string[], values: RecoveryValues & EligibilityValues & { by: Dimension[] }, called: NplCommand) => {
    const { runProvision } = await import('../../run/recovery/provision.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runProvision({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
