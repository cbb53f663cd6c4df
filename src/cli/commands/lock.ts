import type { Command } from 'commander';
import { Option } from 'commander';
import {
  addHistoryOptions,
  addLedgerOptions,
  addPolicyOptions,
  type HistoryValues,
  type PolicyValues,
  type ReadingValues,
} from '../options.js';
import type { Session } from '../session.js';

type Values = ReadingValues & PolicyValues & HistoryValues & { output: string; supersede?: string; reason?: string };

/** `npl lock LEDGER… -o base.lock.json`: freezes the base. */
export function addLockCommand(program: Command, session: Session): void {
  const command = program.command('lock').argument('<ledger...>', 'ledgers of the date to lock; - is standard input');
  command.description('freeze the NPLs of a date as a base lock; a lock is never overwritten');
  command
    .addOption(new Option('-o, --output <file>', 'lock file to create').makeOptionMandatory())
    .addOption(new Option('--supersede <lock>', 'the lock that this one restates; it stays as it is'))
    .addOption(new Option('--reason <text>', 'why the base is restated'));
  addHistoryOptions(addPolicyOptions(addLedgerOptions(command)));
  command.action(async (ledgers: string[], values: Values) => {
    const { runLock } = await import('../../run/lock.js');
    const { readingOptions } = await import('../resolve.js');
    await session.run((_, io) => runLock({ ...values, ...readingOptions(values), ledgers }, io));
  });
}
