import { EXIT, type ExitCode } from './exit-codes.js';

/** The same words in both languages of the program. */
export interface Bilingual {
  readonly en: string;
  readonly zh: string;
}

export function both(en: string, zh: string): Bilingual {
  return { en, zh };
}

/** Names one after the other, as each language lists them; with `most` no more than so many, and an ellipsis. */
export function listed(names: readonly string[], most = names.length): Bilingual {
  const shown = [...names.slice(0, most), ...(names.length > most ? ['…'] : [])];
  return { en: shown.join(', '), zh: shown.join('、') };
}

/**
 * What one code says. `{name}` is filled from the diagnostic's parameters. E_ refuses, W_ warns, N_ tells; A_ is said after
 * the others (how many, how to go on) and prints without its code.
 */
export interface Wording extends Bilingual {
  readonly exit: ExitCode;
  readonly hint?: Bilingual;
}

/** What refuses the input. */
export function refused(en: string, zh: string, hintEn?: string, hintZh?: string): Wording {
  return wording(EXIT.inputRefused, en, zh, hintEn, hintZh);
}

/** What is only said. */
export function told(en: string, zh: string, hintEn?: string, hintZh?: string): Wording {
  return wording(EXIT.done, en, zh, hintEn, hintZh);
}

export function wording(exit: ExitCode, en: string, zh: string, hintEn?: string, hintZh?: string): Wording {
  return hintEn === undefined ? { exit, en, zh } : { exit, en, zh, hint: { en: hintEn, zh: hintZh ?? hintEn } };
}
