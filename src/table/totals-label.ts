import { foldWord, isBlankCell } from './fold.js';

/** A row that states totals instead of a loan. */
export interface TotalsLabel {
  /** The number of rows it states (合计 3 笔), where it does. */
  readonly count?: number;
  readonly reach: Reach;
}

/** 小计 speaks of a part, 合计 of the parts since the last 合计, 总计 of the whole table. Each reaches further than those before. */
export const REACHES = ['part', 'sum', 'whole'] as const;
export type Reach = (typeof REACHES)[number];

/** It begins with the label and has an id as well: which of the two it is cannot be known. */
export interface UnclearRow {
  readonly label: string;
  readonly id: string;
}

const LABEL =
  /^(?:本页|本表|全部|总)?(?:合计|小计|总计|累计|共计)(?:数|金额)?:?(?:[([]?共?(\d+)(笔|条|行|户)?[)\]]?)?$|^(?:grand|sub)?-?totals?:?$/;
/** 杜集支行小计: in a key column, and for the first cell of a row without a key, the name of the part may stand before. */
const NAMED_LABEL = /(?:合计|小计|总计|累计|共计):?$/;
const WHOLE = /总计|总合计|全部|^grand/;
const PART = /小计|^sub/;
/** 户 counts borrowers, not rows. */
const COUNT = /^共?(\d+)(笔|条|行|户)$/;

/**
 * Whether a row states totals: a label in a key column, or first in the row, or anywhere while the key is blank.
 * `keyColumns` are those of the schema's key, from 0.
 */
export function totalsLabel(fields: readonly string[], keyColumns: readonly number[]): TotalsLabel | UnclearRow | undefined {
  if (!mayStateTotals((column) => fields[column] ?? '', fields.length, keyColumns)) return undefined;
  const first = fields.find((field) => !isBlankCell(field)) ?? '';
  const keyIsBlank = keyColumns.every((column) => isBlankCell(fields[column] ?? ''));
  return keyIsBlank ? labelWithoutKey(first, fields) : labelWithKey(first, fields, keyColumns);
}

/**
 * Cheap test before any folding. Nearly every row has a key: then only the key and the first cell can be labels, and no other
 * cell is looked at.
 */
export function mayStateTotals(text: (column: number) => string, width: number, keyColumns: readonly number[]): boolean {
  const isLabel = (column: number) => mayBeLabel(text(column));
  if (keyColumns.every((column) => isBlankCell(text(column)))) {
    for (let column = 0; column < width; column++) if (isLabel(column)) return true;
    return false;
  }
  let first = 0;
  while (first < width - 1 && isBlankCell(text(first))) first++;
  return isLabel(first) || keyColumns.some(isLabel);
}

function labelWithoutKey(first: string, fields: readonly string[]): TotalsLabel | undefined {
  const label = NAMED_LABEL.test(foldWord(first)) ? first : fields.find((field) => LABEL.test(foldWord(field)));
  return label === undefined ? undefined : labelOf(foldWord(label), fields);
}

function labelWithKey(first: string, fields: readonly string[], keyColumns: readonly number[]): TotalsLabel | UnclearRow | undefined {
  const keys = keyColumns.map((column) => foldWord(fields[column] ?? ''));
  const inKey = keys.find((key) => LABEL.test(key) || NAMED_LABEL.test(key));
  if (inKey !== undefined) return labelOf(inKey, fields);
  const folded = foldWord(first);
  if (!LABEL.test(folded)) return undefined;
  return keys.every((key) => key === '' || COUNT.test(key)) ? labelOf(folded, fields) : { label: first, id: keys.join('-') };
}

export function isUnclear(row: TotalsLabel | UnclearRow): row is UnclearRow {
  return 'label' in row;
}

function labelOf(folded: string, fields: readonly string[]): TotalsLabel {
  const [, inLabel, counted] = LABEL.exec(folded) ?? [];
  const reach: Reach = WHOLE.test(folded) ? 'whole' : PART.test(folded) ? 'part' : 'sum';
  if (inLabel !== undefined) return counted === '户' ? { reach } : { reach, count: Number(inLabel) };
  for (const field of fields) {
    const [, count, unit] = COUNT.exec(foldWord(field)) ?? [];
    if (count !== undefined && unit !== '户') return { reach, count: Number(count) };
  }
  return { reach };
}

/** Cheap test before folding: a label holds 计 or the word total. */
export function mayBeLabel(text: string): boolean {
  return text.includes('计') || TOTAL.test(text);
}

const TOTAL = /total|ｔｏｔａｌ/i;
