import type { Bilingual } from '../diagnostics/catalogue.js';

/** Of the names that a column is found by, the first in either language: what is printed as its header. */
export function headerNames(names: readonly string[]): Partial<Bilingual> {
  const isEnglish = (one: string) => /^[\x20-\x7e]+$/.test(one);
  const [en, zh] = [names.find(isEnglish), names.find((one) => !isEnglish(one))];
  return { ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) };
}
