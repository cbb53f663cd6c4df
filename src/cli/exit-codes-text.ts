import { EXIT } from '../diagnostics/exit-codes.js';
import { EXIT_MEANS } from '../diagnostics/exit-meanings.js';

/** Every exit code with what it means, in the order of the codes. */
export function exitCodes(): readonly (readonly [code: number, means: string])[] {
  return Object.entries(EXIT).map(([name, code]) => [code, EXIT_MEANS[name as keyof typeof EXIT].en] as const);
}

/** The end of `npl --help`. */
export function exitCodesText(): string {
  return ['', 'Exit codes:', ...exitCodes().map(([code, means]) => `  ${String(code).padStart(3)}  ${means}`)].join('\n');
}
