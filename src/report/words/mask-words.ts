import type { Lang } from '../document.js';

/** Said in every masked output. */
export const MASK_WORDS: Readonly<Record<Lang, string>> = {
  en: 'names and ids of people and borrowers are masked',
  zh: '人员与客户的名称、编号已遮蔽',
};
