import type { Command } from 'commander';
import {
  addEligibilityOptions,
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  type EligibilityValues,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  strictOption,
  timingsOption,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues & PolicyValues & HistoryValues & EligibilityValues & OutputValues & { strict: boolean };

/** `npl provision LEDGER…`: provision needed and held. */
export function addProvisionCommand(program: Command, session: Session): void {
  const command = program.command('provision').argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description('general and specific provision by class, held, gap, both minimums; what writing off the backlog would do');
  addEligibilityOptions(command).addOption(strictOption());
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { runProvision } = await import('../../run/recovery/provision.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runProvision({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io));
  });
}
