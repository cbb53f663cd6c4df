import { type Command, Option } from 'commander';
import type { Dimension } from '../../model/loan-fields.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  byOption,
  type HistoryValues,
  limitOption,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  readPaths,
  strictOption,
  timingsOption,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  PolicyValues &
  HistoryValues &
  OutputValues & { by: Dimension[]; limit: number; strict: boolean; eligibility?: string; evidence: string[] };

/** `npl write-off LEDGER…`: what was written off, what should be, and what came back. */
export function addWriteOffCommand(program: Command, session: Session): void {
  const command = program.command('write-off').argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description('written off by month, year and since the lock; the backlog that should be; what is collected after write-off');
  command
    .addOption(byOption())
    .addOption(new Option('--eligibility <name|file>', 'when a loan is to be written off: a table (cn-2017 without) or a YAML file'))
    .addOption(new Option('--evidence <file>', 'register of evidence for write-offs; repeats').argParser(readPaths).default([], 'none'))
    .addOption(limitOption())
    .addOption(strictOption());
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { runWriteOff } = await import('../../run/recovery/write-off.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runWriteOff({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io));
  });
}
