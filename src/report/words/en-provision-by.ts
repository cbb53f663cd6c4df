import type { ProvisionByWords } from './provision-by-words.js';

export const enProvisionBy: ProvisionByWords = {
  column: {
    loans: 'loans',
    general: 'general',
    specific: 'specific',
    needed: 'needed',
    npl: 'NPL',
    held: 'held',
    gap: 'shortfall',
    coverage: 'coverage',
  },
  rounding:
    'The total is rounded once and its cents dealt out, the largest remainder first: rows sum to the total, classes of a row to its specific provision. A class over all rows may differ by cents from its line above.',
};
