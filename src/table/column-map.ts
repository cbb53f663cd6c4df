import { type Param, UserError } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import { compileDateFormat } from './date-values.js';
import { foldWord } from './fold.js';
import type { ColumnMap, Field, FieldMap, Schema } from './schema.js';
import { foldHeader, unitNamed } from './units.js';

/**
 * The map's entries by field name. Everything a map says is checked: what is not understood would otherwise be left out,
 * and the ledger read as if it had not been said. Errors: E_MAP.
 */
export function checkedEntries(map: ColumnMap, schema: Schema): ReadonlyMap<string, FieldMap> {
  const byName = fieldsByName(schema);
  const entries = new Map<string, FieldMap>();
  for (const [name, entry] of Object.entries(map.fields)) {
    const field = byName.get(foldHeader(name))?.field;
    if (field === undefined) {
      const fields = listed(schema.fields.map((one) => one.name));
      throw mapFault({ en: `there is no field "${name}"; there are ${fields.en}`, zh: `没有字段“${name}”；可用字段：${fields.zh}` });
    }
    if (entries.has(field.name)) throw mapFault({ en: `${field.name} is given twice`, zh: `${field.name} 重复给出` });
    checkEntry(field, entry);
    entries.set(field.name, entry);
  }
  if (map.dateFormat !== undefined) checkDateFormat(map.dateFormat);
  return entries;
}

/** Which field each folded header name means. `rank` is 0 for names that count fully, from 1 for lesser names, best first. */
export function fieldsByName(schema: Schema): ReadonlyMap<string, { readonly field: Field; readonly rank: number }> {
  const names = new Map<string, { field: Field; rank: number }>();
  for (const field of schema.fields) {
    for (const name of [field.name, ...field.names]) names.set(foldHeader(name), { field, rank: 0 });
    for (const [i, name] of (field.lesserNames ?? []).entries()) names.set(foldHeader(name), { field, rank: i + 1 });
  }
  return names;
}

function checkEntry(field: Field, entry: FieldMap): void {
  const { type } = field.kind;
  const refuse = (key: string, en: string, zh: string) =>
    mapFault({ en: `${field.name}: ${key} ${en}`, zh: `${field.name}：${key} ${zh}` });
  if (entry.times !== undefined) {
    if (type !== 'days') throw refuse('times', 'is for numbers of days only', '只用于天数');
    if (!Number.isInteger(entry.times) || entry.times < 1) throw refuse('times', 'is a whole number from 1', '应为正整数');
  }
  if (entry.unit !== undefined) {
    if (type !== 'amount') throw refuse('unit', 'is for amounts only', '只用于金额');
    if (unitNamed(entry.unit) === undefined)
      throw refuse('unit', 'is 元, 千元, 万元, 百万元 or 亿元', '应为 元、千元、万元、百万元 或 亿元');
  }
  if (entry.dateFormat !== undefined) {
    if (type !== 'date' && type !== 'date-or-month') throw refuse('dateFormat', 'is for dates only', '只用于日期');
    checkDateFormat(entry.dateFormat);
  }
  if (entry.constant !== undefined && entry.columns !== undefined && entry.columns.length > 0) {
    throw refuse('constant', 'excludes a column', '与列不能同时给出');
  }
  if (type === 'amount' && (entry.columns?.length ?? 0) > 1) throw refuse('columns', 'of an amount is one', '：金额只能对应一列');
  checkValues(field, entry);
}

/** Two spellings of one text that stand for different values: which one counts would be a matter of chance. */
function checkValues(field: Field, { values }: FieldMap): void {
  const seen = new Map<string, string>();
  for (const [from, to] of Object.entries(values ?? {})) {
    const folded = foldWord(from);
    if (seen.has(folded) && seen.get(folded) !== to) {
      throw mapFault({ en: `${field.name}: "${from}" stands for two values`, zh: `${field.name}：“${from}”对应两个值` });
    }
    seen.set(folded, to);
  }
}

function checkDateFormat(format: string): void {
  if (compileDateFormat(format) !== undefined) return;
  throw mapFault({
    en: `dateFormat "${format}" must hold yyyy, mm and dd once each`,
    zh: `dateFormat“${format}”须各含一个 yyyy、mm、dd`,
  });
}

export function mapFault(reason: Param): UserError {
  return new UserError({ code: 'E_MAP', params: { reason } });
}
