import type { Command } from 'commander';
import { UserError } from '../diagnostics/diagnostic.js';

/**
 * A book has its own policy, registers, locks and loans: an option about these changes nothing, and is refused where it was
 * typed. `meaningless` are names of options as commander gives their values. Errors: E_USAGE, naming all of them.
 */
export function refuseWithBook(command: Command, meaningless: Iterable<string>): void {
  const names = new Set(meaningless);
  const typed = command.options
    .filter((option) => names.has(option.attributeName()) && command.getOptionValueSource(option.attributeName()) === 'cli')
    .map(({ long }) => long);
  if (typed.length === 0) return;
  const params = {
    reason: { en: `${typed.join(', ')} cannot be given with --book`, zh: `${typed.join('、')} 不能与 --book 同用` },
    advice: {
      en: 'leave it out: months of a book hold the loans, registers, locks and policy that they were closed with',
      zh: '请去掉：台账簿各月份已含结账时的借据、登记簿、锁定与政策',
    },
  };
  throw new UserError({ code: 'E_USAGE', params });
}
