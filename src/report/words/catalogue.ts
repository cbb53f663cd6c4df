import type { Lang } from '../document.js';
import { en } from './en.js';
import type { Words } from './words.js';
import { zh } from './zh.js';

const CATALOGUES: Readonly<Record<Lang, Words>> = { zh, en };

export function wordsOf(lang: Lang): Words {
  return CATALOGUES[lang];
}
