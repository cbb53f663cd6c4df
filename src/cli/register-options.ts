import { optionName } from '../model/option-name.js';
import { type NplCommand, NplOption } from './command.js';
import type { OptionWord } from './words/command-words.js';

/** Every register, by its option as commander gives the value. One for each of src/registers/registers.ts. */
export const REGISTER_OPTIONS = [
  'events',
  'writeOffs',
  'recoveries',
  'disposals',
  'idMap',
  'evidence',
  'litigation',
  'responsibility',
  'plans',
  'foreclosed',
  'overrides',
  'targets',
  'assignments',
  'internalTransfers',
  'adjustments',
] as const satisfies readonly OptionWord[];

export type RegisterOption = (typeof REGISTER_OPTIONS)[number];

/** The files of registers, as commander hands them over. */
export type RegisterValues<N extends RegisterOption = RegisterOption> = Record<N, string[]>;

/** An option that repeats: every file it names. */
export const readPaths = (text: string, earlier: readonly string[]): string[] => [...earlier, text];

export function registerOption(name: RegisterOption): NplOption {
  return new NplOption(`${optionName(name)} <file>`, name).argParser(readPaths).without([], 'none');
}

export function addRegisterOptions(command: NplCommand, names: readonly RegisterOption[] = REGISTER_OPTIONS): NplCommand {
  for (const name of names) command.addOption(registerOption(name));
  return command;
}
