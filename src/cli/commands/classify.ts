import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
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
export function addClassifyCommand(program: Command, session: Session): void {
  const command = program.command('classify').argument('<ledger...>', 'ledgers of one date; - is standard input');
  command.description('the class of every loan, the rules behind it, and the next worse class');
  command
    .addOption(new Option('--deviation', 'only loans whose declared and computed class differ').default(false))
    .addOption(new Option('--limit <n>', 'loans shown on a screen; csv and json hold all').argParser(readWhole).default(20));
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
