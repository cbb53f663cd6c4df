import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';

const OF_BOOK: Bilingual = { en: 'a change of what is in the book needs a reason', zh: '变动台账簿须说明理由' };

/** Nothing that was locked, closed or set is changed without a reason; `reason` says what needs it. Errors: E_USAGE. */
export function statedReason(options: { readonly reason?: string }, reason = OF_BOOK): string {
  const stated = options.reason?.trim() ?? '';
  if (stated !== '') return stated;
  const params = { reason, advice: { en: 'say why with --reason TEXT', zh: '请用 --reason 说明理由' } };
  throw new UserError({ code: 'E_USAGE', params });
}
