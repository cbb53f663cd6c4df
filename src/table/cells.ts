import { compileDateFormat, type DateRules, parseDate, parseDateOrMonth } from './date-values.js';
import { foldWord, isBlankCell, trimCell, unwrapText } from './fold.js';
import type { BoundField } from './header.js';
import { isPlaceholder, isWordsOnly, parseKey } from './key-values.js';
import { isRefusal, parseAmount, parseDays, parseShare, type Refusal, UNIT_DECIMALS } from './values.js';

/** A cell's value: cents, day number, days or code as a number; text as itself; undefined where the cell is blank. */
export type CellValue = number | string | undefined;
export type CellParser = (text: string) => CellValue | Refusal;

export interface CellRules {
  readonly excelEpoch?: 1900 | 1904;
  readonly dateFormat?: string;
  readonly allowNegative: boolean;
}

/** Counts what was read in a way worth telling. */
export interface CellNotes {
  /** Cells written as ="0012" or '0012. */
  unwrapped: number;
  /** Ids written as 无, - or 0. */
  placeholders: number;
}

const CURRENCIES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    CNY: ['人民币', '人民币元', 'cny', 'rmb', 'cn¥', '156', '01', '001', '1'],
    USD: ['美元', 'usd', '840'],
    HKD: ['港币', '港元', 'hkd', '344'],
    EUR: ['欧元', 'eur', '978'],
    JPY: ['日元', 'jpy', '392'],
    GBP: ['英镑', 'gbp', '826'],
  }).flatMap(([code, words]) => words.map((word) => [word, code] as const)),
);

/** Compiles the map's and the field's rules into one function from cell text to value. */
export function cellParser(bound: BoundField, rules: CellRules, notes: CellNotes): CellParser {
  const parse = kindParser(bound, rules, notes);
  const plain = bound.field.required === true ? demanded(parse, bound.field.name) : parse;
  const { map } = bound;
  if (map?.values === undefined && map?.blank === undefined) return plain;
  const table = new Map(Object.entries(map.values ?? {}).map(([from, to]) => [foldWord(from), to]));
  return (text) => {
    const trimmed = trimCell(text);
    return plain(trimmed === '' ? (map.blank ?? '') : (table.get(foldWord(trimmed)) ?? text));
  };
}

/** The text of a field's cell: of its column, or of several columns joined. A composite id with a blank part is blank. */
export function cellText({ columns, map, field }: BoundField, text: (column: number) => string, notes: CellNotes): string {
  if (columns.length === 1) return text(columns[0] as number);
  const isKey = field.kind.type === 'key';
  const parts = columns.map((column) => {
    const part = text(column).trim();
    const bare = isKey ? unwrapText(part) : part;
    if (bare !== part) notes.unwrapped++;
    return bare;
  });
  return isKey && parts.some(isBlankCell) ? '' : parts.join(map?.join ?? '-');
}

function demanded(parse: CellParser, name: string): CellParser {
  const missing: Refusal = { code: 'E_TEXT_EMPTY', params: { field: name } };
  return (text) => parse(text) ?? missing;
}

function kindParser(bound: BoundField, rules: CellRules, notes: CellNotes): CellParser {
  const { kind, name } = bound.field;
  switch (kind.type) {
    case 'key':
      return keyParser(bound, notes);
    case 'text':
      return textParser(bound, notes);
    case 'amount':
      return amountParser(bound, kind.negative, rules);
    case 'date':
    case 'date-or-month': {
      const parse = kind.type === 'date' ? parseDate : parseDateOrMonth;
      const dateRules = dateRulesOf(bound, rules);
      return (text) => parse(text, dateRules);
    }
    case 'days': {
      const times = bound.map?.times;
      return (text) => parseDays(text, times);
    }
    case 'share':
      return parseShare;
    case 'choice':
      return repeated(choiceParser(kind.words, { code: kind.refusal, params: { field: name, names: kind.shown } }));
    case 'currency':
      return repeated(parseCurrency);
  }
}

function keyParser({ field }: BoundField, notes: CellNotes): CellParser {
  const { name, required } = field;
  const note = () => {
    notes.unwrapped++;
  };
  return (text) => {
    const key = parseKey(text, note);
    if (typeof key === 'string' && isPlaceholder(key)) {
      if (required === true) return { code: 'E_KEY_EMPTY', params: { field: name } };
      notes.placeholders++;
      return undefined;
    }
    if (isRefusal(key)) {
      if (key.code !== 'E_KEY_EMPTY') return key;
      return required === true ? { code: 'E_KEY_EMPTY', params: { field: name } } : undefined;
    }
    return required === true && isWordsOnly(key) ? { code: 'E_KEY_WORDS' } : key;
  };
}

function textParser({ field }: BoundField, notes: CellNotes): CellParser {
  return (text) => {
    if (text === '') return undefined;
    const trimmed = text.trim();
    const bare = unwrapText(trimmed);
    if (bare !== trimmed) notes.unwrapped++;
    if (field.isId !== true || !isPlaceholder(bare)) return bare === '' ? undefined : bare;
    if (bare !== '') notes.placeholders++;
    return undefined;
  };
}

function amountParser({ field, unit }: BoundField, negativeCode: Refusal['code'], rules: CellRules): CellParser {
  const decimals = UNIT_DECIMALS[unit];
  const negative = negativeCode === 'E_NEGATIVE_BALANCE' && rules.allowNegative ? undefined : negativeCode;
  if (field.required === true) return (text) => parseAmount(text, decimals, negative);
  return (text) => (text === '' || trimCell(text) === '' ? undefined : parseAmount(text, decimals, negative));
}

function dateRulesOf(bound: BoundField, rules: CellRules): DateRules {
  const written = bound.map?.dateFormat ?? rules.dateFormat;
  const format = written === undefined ? undefined : compileDateFormat(written);
  return {
    ...(rules.excelEpoch === undefined ? {} : { excelEpoch: rules.excelEpoch }),
    ...(format === undefined ? {} : { format }),
  };
}

/** Ledgers repeat a handful of words millions of times: each spelling is folded once. What is refused is not kept. */
function repeated(parse: (text: string) => number | string | undefined | Refusal): CellParser {
  const seen = new Map<string, number | string>();
  return (text) => {
    if (text === '') return undefined;
    const known = seen.get(text);
    if (known !== undefined) return known;
    const value = parse(text);
    if (value !== undefined && !isRefusal(value)) seen.set(text, value);
    return value;
  };
}

function choiceParser(words: ReadonlyMap<string, number>, refusal: Refusal): (text: string) => number | undefined | Refusal {
  return (text) => {
    const folded = foldWord(text);
    return folded === '' ? undefined : (words.get(folded) ?? refusal);
  };
}

function parseCurrency(text: string): string | undefined | Refusal {
  const folded = foldWord(text);
  if (folded === '') return undefined;
  const known = CURRENCIES.get(folded);
  if (known !== undefined) return known;
  return /^[a-z]{3}$/.test(folded) ? folded.toUpperCase() : { code: 'E_CURRENCY' };
}
