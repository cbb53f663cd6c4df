import type { Bilingual } from '../diagnostics/catalogue.js';

/** What stands behind an amount in a message: yuan, or the code of any other currency. */
export function unitOf(currency: string): Bilingual {
  return currency === 'CNY' ? { en: 'yuan', zh: '元' } : { en: currency, zh: currency };
}
