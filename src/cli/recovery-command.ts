import { NplCommand } from './command.js';
import {
  addHistoryOptions,
  addOutputOptions,
  addPolicyOptions,
  addReadingOptions,
  bookOption,
  type HistoryValues,
  type OutputValues,
  type PolicyValues,
  type ReadingValues,
  strictOption,
  timingsOption,
} from './options.js';
import { REGISTER_OPTIONS } from './register-options.js';
import type { CommandWord } from './words/command-words.js';

/** What every report of recovery takes. */
export interface RecoveryValues extends ReadingValues, PolicyValues, HistoryValues, OutputValues {
  book?: string;
  strict: boolean;
}

/**
 * A report of recovery: over the ledgers of one date with what they are measured against, or over a month of a book. `addOwn` adds
 * the options it has besides.
 */
export function addRecoveryCommand(program: NplCommand, name: CommandWord, addOwn: (command: NplCommand) => void): NplCommand {
  const command = program.command(name).takes('[ledger...]', 'ledgers');
  command.says(name);
  addOwn(command);
  command.addOption(bookOption()).addOption(strictOption());
  return addOutputOptions(addLedgerOnlyOptions(command)).addOption(timingsOption());
}

/** How ledgers are read, classified and measured; a book has all this of its own but the date of a month. */
function addLedgerOnlyOptions(command: NplCommand): NplCommand {
  return addHistoryOptions(addPolicyOptions(addReadingOptions(command)));
}

/** Names, as commander gives their values, of the options that have no meaning with a book: the registers that it carries too. */
export function ledgerOnlyNames(): string[] {
  const names = addLedgerOnlyOptions(new NplCommand()).options.map((option) => option.attributeName());
  return [...new Set([...names, ...REGISTER_OPTIONS])].filter((name) => name !== 'asOf');
}
