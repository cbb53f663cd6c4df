import { EXIT } from '../diagnostics/exit-codes.js';
import { EXIT_MEANS } from '../diagnostics/exit-meanings.js';
import type { Lang } from '../report/document.js';

/** Every exit code with what it means, in the order of the codes. */
export function exitCodes(lang: Lang): readonly (readonly [code: number, means: string])[] {
  return Object.entries(EXIT).map(([name, code]) => [code, EXIT_MEANS[name as keyof typeof EXIT][lang]] as const);
}
