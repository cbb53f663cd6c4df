import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';

const NEEDED: Bilingual = { en: 'a change of what is in the book needs a reason', zh: '变动台账簿须说明理由' };

/** Nothing is restated, and nothing in a book set, without a reason. `needed` says so. Errors: E_USAGE. */
export function statedReason(options: { readonly reason?: string }, needed = NEEDED): string {
  const reason = options.reason?.trim() ?? '';
  if (reason !== '') return reason;
  const params = { reason: needed, advice: { en: 'say why with --reason TEXT', zh: '请用 --reason 说明理由' } };
  throw new UserError({ code: 'E_USAGE', params });
}
