import { UserError } from '../diagnostics/diagnostic.js';
import { CLASS_CHOICE } from '../ledger/words.js';
import type { Override } from '../model/events.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { INSTITUTION_FIELD, type Register, readRegister } from './read-register.js';

export const OVERRIDES_SCHEMA: Schema = {
  id: 'overrides',
  key: 'loan',
  fields: [
    INSTITUTION_FIELD,
    {
      name: 'loan',
      kind: { type: 'key' },
      names: ['loan_id', 'loan', '借据号', '借据编号', '贷款账号'],
      neededFor: 'names the loan',
      required: true,
    },
    { name: 'class', kind: CLASS_CHOICE, names: ['class', '五级分类', '分类', '认定分类'], neededFor: 'is the class set', required: true },
    { name: 'author', kind: { type: 'text' }, names: ['author', '认定人', '提出人'], neededFor: 'says who answers for it', required: true },
    { name: 'reason', kind: { type: 'text' }, names: ['reason', '原因', '理由', '认定理由'], neededFor: 'says why', required: true },
    { name: 'date', kind: { type: 'date' }, names: ['date', '日期', '认定日期'], neededFor: 'says from when it holds', required: true },
    {
      name: 'expires',
      kind: { type: 'date' },
      names: ['expires', '到期', '有效期至', '失效日期'],
      neededFor: 'says until when it holds',
      required: true,
    },
  ],
};

/** Overrides in file order. Errors: E_OVERRIDE when it ends before it begins, or a loan has two that overlap. */
export function readOverrides(source: Source): Register<Override> {
  const register = readRegister<Override>(source, OVERRIDES_SCHEMA, (row) => {
    const date = row.number('date') as number;
    const expires = row.number('expires') as number;
    if (expires < date) return { code: 'E_OVERRIDE', params: { reason: 'it expires before it begins' } };
    return {
      file: row.file,
      line: row.line,
      loan: row.key('loan') as string,
      class: row.number('class') as number,
      author: row.text('author') as string,
      reason: row.text('reason') as string,
      date,
      expires,
    };
  });
  refuseOverlap(register.entries);
  return register;
}

function refuseOverlap(overrides: readonly Override[]): void {
  const latest = new Map<string, Override>();
  for (const override of overrides.toSorted((a, b) => a.date - b.date)) {
    const earlier = latest.get(override.loan);
    if (earlier !== undefined && override.date <= earlier.expires) {
      const reason = `overlaps the one on line ${earlier.line}: which class holds cannot be known`;
      throw new UserError({ code: 'E_OVERRIDE', file: override.file, line: override.line, value: override.loan, params: { reason } });
    }
    latest.set(override.loan, override);
  }
}
