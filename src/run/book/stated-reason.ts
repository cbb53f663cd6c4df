import { UserError } from '../../diagnostics/diagnostic.js';

/** Nothing in a book is restated or set without a reason. Errors: E_USAGE. */
export function statedReason(options: { readonly reason?: string }): string {
  const reason = options.reason?.trim() ?? '';
  if (reason !== '') return reason;
  const params = {
    reason: { en: 'a change of what is in the book needs a reason', zh: '变动台账簿须说明理由' },
    advice: { en: 'say why with --reason TEXT', zh: '请用 --reason 说明理由' },
  };
  throw new UserError({ code: 'E_USAGE', params });
}
