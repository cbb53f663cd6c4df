import { availableParallelism } from 'node:os';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import type { NplCommand } from '../command.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  addReportOptions,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  timingsOption,
} from '../options.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  PolicyValues &
  HistoryValues &
  OutputValues &
  RegisterValues<'internalTransfers'> & {
    by: Dimension[];
    loansTotal?: Cents;
    renewalDays: number;
    strict: boolean;
    failOnBreach: boolean;
  };

/** `npl report LEDGER…`: the main job. */
export function addReportCommand(program: NplCommand, session: Session): void {
  const command = program.command('report').takes('<ledger...>', 'ledgers');
  command.says('report');
  command.addOption(registerOption('internalTransfers'));
  addOutputOptions(addReportOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command))))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { startThreads } = await import('../../run/reading/start-threads.js');
    const pool = startThreads(ledgers, values.threads, availableParallelism());
    const { runReport } = await import('../../run/report.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runReport({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io, pool));
  });
}
