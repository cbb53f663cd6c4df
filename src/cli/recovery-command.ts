import type { Command } from 'commander';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  strictOption,
  timingsOption,
} from './options.js';

/** What every report of recovery takes. */
export interface RecoveryValues extends ReadingValues, PolicyValues, HistoryValues, OutputValues {
  strict: boolean;
}

/** A report of recovery: over the ledgers of one date, with what they are measured against. `addOwn` adds the options it has besides. */
export function addRecoveryCommand(program: Command, name: string, description: string, addOwn: (command: Command) => void): Command {
  const command = program.command(name).argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description(description);
  addOwn(command);
  command.addOption(strictOption());
  return addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
}
