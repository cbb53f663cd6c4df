import type { Command } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import {
  addEligibilityOptions,
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  byOption,
  type EligibilityValues,
  type HistoryValues,
  limitOption,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  strictOption,
  timingsOption,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  PolicyValues &
  HistoryValues &
  EligibilityValues &
  OutputValues & { by: Dimension[]; limit: number; strict: boolean };

/** `npl write-off LEDGER…`: what was written off, what should be, and what came back. */
export function addWriteOffCommand(program: Command, session: Session): void {
  const command = program.command('write-off').argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description('written off by month, year and since the lock; the backlog that should be; what is collected after write-off');
  addEligibilityOptions(command).addOption(byOption()).addOption(limitOption()).addOption(strictOption());
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { runWriteOff } = await import('../../run/recovery/write-off.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runWriteOff({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io));
  });
}
