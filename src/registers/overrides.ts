import { UserError } from '../diagnostics/diagnostic.js';
import { CLASS_CHOICE } from '../ledger/words.js';
import type { Override } from '../model/events.js';
import { shownKey } from '../model/portfolio.js';
import { placeBeside } from '../model/register-rows.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { choiceColumn, dateColumn, INSTITUTION_FIELD, LOAN_FIELD, needed, type RegisterField, textColumn } from './fields.js';
import { entryOf, type Register, readRegister } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  LOAN_FIELD,
  choiceColumn(
    CLASS_CHOICE,
    'class',
    ['class', '五级分类', '分类', '认定分类'],
    { en: 'the class set', zh: '认定的五级分类' },
    '次级',
    needed({ en: 'is the class set', zh: '所认定的分类' }),
  ),
  textColumn(
    'author',
    ['author', '认定人', '提出人'],
    { en: 'who answers for it', zh: '认定人' },
    '贺绍文',
    needed({ en: 'says who answers for it', zh: '说明认定人' }),
  ),
  textColumn(
    'reason',
    ['reason', '原因', '理由', '认定理由'],
    { en: 'why', zh: '认定理由' },
    '抵押物足值',
    needed({ en: 'says why', zh: '说明理由' }),
  ),
  dateColumn(
    'date',
    ['date', '日期', '认定日期'],
    { en: 'from when it holds', zh: '认定（生效）日期' },
    '2019-06-30',
    needed({ en: 'says from when it holds', zh: '说明生效日' }),
  ),
  dateColumn(
    'expires',
    ['expires', '到期', '有效期至', '失效日期'],
    { en: 'the last day it holds', zh: '有效期至' },
    '2019-12-31',
    needed({ en: 'says until when it holds', zh: '说明失效日' }),
  ),
];

export const OVERRIDES_SCHEMA: Schema = { id: 'overrides', key: 'loan', fields: FIELDS };

/** Overrides in file order. Errors: E_OVERRIDE when it ends before it begins, or a loan has two that overlap. */
export function readOverrides(source: Source): Register<Override> {
  const register = readRegister<Override>(source, OVERRIDES_SCHEMA, (row) => {
    const date = row.number('date') as number;
    const expires = row.number('expires') as number;
    if (expires < date)
      return { code: 'E_OVERRIDE', params: { reason: { en: 'it expires before it begins', zh: '失效日期早于认定日期' } } };
    return {
      ...entryOf(row),
      class: row.number('class') as number,
      author: row.text('author') as string,
      reason: row.text('reason') as string,
      expires,
    };
  });
  refuseOverlap(register.entries);
  return register;
}

/**
 * Refuses two overrides of one loan that hold on the same day, in one file or two: which class holds cannot be known. The
 * same two are named whatever the order of files and rows. Errors: E_OVERRIDE.
 */
export function refuseOverlap(overrides: readonly Override[]): void {
  const latest = new Map<string, Override>();
  for (const override of overrides.toSorted(byDateThenPlace)) {
    const earlier = latest.get(override.loan);
    if (earlier !== undefined && override.date <= earlier.expires) {
      const place = placeBeside(earlier, override);
      const reason = {
        en: `overlaps the one on line ${place}: which class holds cannot be known`,
        zh: `与第 ${place} 行的认定期限重叠：无法判断以哪一个为准`,
      };
      throw new UserError({
        code: 'E_OVERRIDE',
        file: override.file,
        line: override.line,
        value: shownKey(override.loan),
        params: { reason },
      });
    }
    latest.set(override.loan, override);
  }
}

function byDateThenPlace(a: Override, b: Override): number {
  if (a.date !== b.date) return a.date - b.date;
  return a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1;
}

export const OVERRIDES: RegisterKind<Override> = {
  id: 'overrides',
  option: 'overrides',
  title: { en: 'classes set by a person', zh: '人工认定登记簿' },
  says: 'state',
  fields: FIELDS,
  read: readOverrides,
};
