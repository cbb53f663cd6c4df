import { type Command, Option } from 'commander';
import { optionName } from '../model/option-name.js';

/** What each register is of, by its option as commander gives the value. One line for each of src/registers/registers.ts. */
const REGISTER_OF = {
  events: 'what happened to NPLs',
  writeOffs: 'write-offs',
  recoveries: 'what was collected',
  disposals: 'sales and other disposals',
  idMap: 'loans that took the place of others',
  evidence: 'evidence for write-offs',
  litigation: 'cases, and what runs out',
  responsibility: 'who answers for which NPL',
  plans: 'plans (一户一策)',
  foreclosed: 'foreclosed assets',
  overrides: 'classes set by a person',
  targets: 'targets of branches and officers',
  assignments: 'who manages and who collects a loan',
  internalTransfers: 'loans that went from branch to branch',
  adjustments: 'adjustments of the locked base',
} as const satisfies Readonly<Record<string, string>>;

export type RegisterOption = keyof typeof REGISTER_OF;
export const REGISTER_OPTIONS = Object.keys(REGISTER_OF) as RegisterOption[];

/** The files of registers, as commander hands them over. */
export type RegisterValues<N extends RegisterOption = RegisterOption> = Record<N, string[]>;

/** An option that repeats: every file it names. */
export const readPaths = (text: string, earlier: readonly string[]): string[] => [...earlier, text];

export function registerOption(name: RegisterOption): Option {
  return new Option(`${optionName(name)} <file>`, `register of ${REGISTER_OF[name]}; repeats`).argParser(readPaths).default([], 'none');
}

export function addRegisterOptions(command: Command, names: readonly RegisterOption[] = REGISTER_OPTIONS): Command {
  for (const name of names) command.addOption(registerOption(name));
  return command;
}
