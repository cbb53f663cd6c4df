import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  byOption,
  type HistoryValues,
  loansTotalOption,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  renewalDaysOption,
  strictOption,
  timingsOption,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  PolicyValues &
  HistoryValues &
  OutputValues & { by: Dimension[]; loansTotal?: Cents; renewalDays: number; strict: boolean };

/** `npl quality LEDGER…`: what the NPL ratio does not show. */
export function addQualityCommand(program: Command, session: Session): void {
  const command = program.command('quality').argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description('the NPL ratio as printed, with write-offs and sales added back, with what hides; how its fall came about');
  command.addOption(byOption()).addOption(loansTotalOption()).addOption(renewalDaysOption()).addOption(strictOption());
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { runQuality } = await import('../../run/recovery/quality.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runQuality({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io));
  });
}
