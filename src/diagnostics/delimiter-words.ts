import type { Bilingual } from './catalogue.js';

/** What stands between the cells of a file, by its name. */
export const DELIMITER_WORDS: Readonly<Record<string, Bilingual>> = {
  comma: { en: 'comma', zh: '逗号' },
  tab: { en: 'tab', zh: '制表符' },
  semicolon: { en: 'semicolon', zh: '分号' },
};
