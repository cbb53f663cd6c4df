import { availableParallelism } from 'node:os';
import { type NplCommand, NplOption } from '../command.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  readWhole,
  timingsOption,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues & PolicyValues & HistoryValues & OutputValues & { deviation: boolean; limit: number };

/** `npl classify LEDGER…`: loan by loan. */
export function addClassifyCommand(program: NplCommand, session: Session): void {
  const command = program.command('classify').takes('<ledger...>', 'ledgers');
  command.says('classify');
  command
    .addOption(new NplOption('--deviation', 'deviation').default(false))
    .addOption(new NplOption('--limit <n>', 'limitOnScreen').argParser(readWhole).default(20));
  addOutputOptions(addHistoryOptions(addPolicyOptions(addReadingOptions(command)))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { startThreads } = await import('../../run/reading/start-threads.js');
    const pool = startThreads(ledgers, values.threads, availableParallelism());
    const { runClassify } = await import('../../run/classify.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    await session.run((lang, io) =>
      runClassify({ ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers }, io, pool),
    );
  });
}
