import type { Command } from 'commander';
import { addEligibilityOptions, type EligibilityValues } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

/** `npl provision LEDGER…`: provision needed and held. */
export function addProvisionCommand(program: Command, session: Session): void {
  const says = 'general and specific provision by class, held, gap, both minimums; what writing off the backlog would do';
  const command = addRecoveryCommand(program, 'provision', says, addEligibilityOptions);
  command.action(async (ledgers: string[], values: RecoveryValues & EligibilityValues, called: Command) => {
    const { runProvision } = await import('../../run/recovery/provision.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runProvision({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
