import type { NplCommand } from '../command.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues & PolicyValues & HistoryValues & OutputValues;

/** `npl explain LEDGER LOAN`: why a loan has its class. */
export function addExplainCommand(program: NplCommand, session: Session): void {
  const command = program.command('explain').takes('<ledger>', 'ledger').takes('<loan>', 'loan');
  command.says('explain');
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command))));
  command.action(async (ledger: string, loan: string, values: Values) => {
    const { runExplain } = await import('../../run/explain.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) => runExplain({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledger, loan }, io));
  });
}
