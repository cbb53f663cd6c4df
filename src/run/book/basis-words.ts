import type { Bilingual } from '../../diagnostics/catalogue.js';
import type { Basis } from '../../model/portfolio.js';

/** What messages about a book call a basis. */
export const BASIS_WORDS: Readonly<Record<Basis, Bilingual>> = {
  stricter: { en: 'stricter', zh: '从严' },
  declared: { en: 'declared', zh: '账面' },
  computed: { en: 'computed', zh: '测算' },
};
