import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addEligibilityOptions, byOption, type EligibilityValues, limitOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & EligibilityValues & { by: Dimension[]; limit: number };

/** `npl write-off LEDGER…`: what was written off, what should be, and what came back. */
export function addWriteOffCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'write-off', (own) =>
    addEligibilityOptions(own).addOption(byOption()).addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runWriteOff } = await import('../../run/recovery/write-off.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runWriteOff({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
