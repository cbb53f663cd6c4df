import type { enCommands } from './en-commands.js';

type English = typeof enCommands;

/** The words of commands in one language: every one that English has. */
export type CommandWords = {
  readonly [Group in keyof English]: English[Group] extends string ? string : Readonly<Record<keyof English[Group], string>>;
};

/** By what a definition names its words. */
export type CommandWord = keyof English['command'];
export type ArgumentWord = keyof English['argument'];
export type OptionWord = keyof English['option'];
export type WithoutWord = keyof English['without'];
