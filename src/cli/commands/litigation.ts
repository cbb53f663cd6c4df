import type { Dimension } from '../../model/loan-fields.js';
import type { NplCommand } from '../command.js';
import { addLitigationOptions, byOption, type LitigationValues, limitOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & LitigationValues & { by: Dimension[]; limit: number };

/** `npl litigation LEDGER…`: where cases stand, and what runs out. */
export function addLitigationCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'litigation', (own) =>
    addLitigationOptions(own).addOption(byOption()).addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runLitigation } = await import('../../run/recovery/litigation.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runLitigation({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
