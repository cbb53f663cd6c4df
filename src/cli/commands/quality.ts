import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { byOption, loansTotalOption, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues & { by: Dimension[]; loansTotal?: Cents; renewalDays: number };

/** `npl quality LEDGER…`: what the NPL ratio does not show. */
export function addQualityCommand(program: Command, session: Session): void {
  const says = 'the NPL ratio as printed, with write-offs and sales added back, with what hides; how its fall came about';
  const command = addRecoveryCommand(program, 'quality', says, (own) =>
    own.addOption(byOption()).addOption(loansTotalOption()).addOption(renewalDaysOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runQuality } = await import('../../run/recovery/quality.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runQuality({ ...values, ...recoveryOptions(values, lang, ledgers, called, ['loansTotal']) }, io));
  });
}
