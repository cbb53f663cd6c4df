import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import type { NplCommand } from '../command.js';
import { byOption, loansTotalOption, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & { by: Dimension[]; loansTotal?: Cents; renewalDays: number };

/** `npl quality LEDGER…`: what the NPL ratio does not show. */
export function addQualityCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'quality', (own) =>
    own.addOption(byOption()).addOption(loansTotalOption()).addOption(renewalDaysOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runQuality } = await import('../../run/recovery/quality.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runQuality({ ...values, ...recoveryOptions(values, lang, ledgers, called, ['loansTotal']) }, io));
  });
}
