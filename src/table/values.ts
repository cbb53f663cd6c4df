import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import type { Param } from '../diagnostics/diagnostic.js';
import { foldWidth, trimCell } from './fold.js';
import { type Refusal, SPREADSHEET_ERROR } from './refusal.js';

export { compileDateFormat, type DateFormat, type DateRules, parseDate, parseDateOrMonth } from './date-values.js';
export { foldWidth, foldWord, trimCell } from './fold.js';
export { parseKey } from './key-values.js';
export { isRefusal, type Refusal } from './refusal.js';
export { type AmountUnit, UNIT_DECIMALS } from './units.js';

const PLAIN_AMOUNT = /^\d{1,12}(?:\.\d{1,2})?$/;
const AMOUNT = /^\+?¥?(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d+))?$/;
const SIGNED = /^(?:[-−](.+)|\((.+)\))$/;

/**
 * An amount as cents (a safe integer), exactly. `decimals` is how many decimal places make a cent in the column's unit.
 * A negative amount is refused with `negative` unless that is undefined.
 */
export function parseAmount(text: string, decimals: number, negative: DiagnosticCode | undefined): number | Refusal {
  if (decimals === 2 && PLAIN_AMOUNT.test(text)) return plainCents(text);
  const folded = foldWidth(trimCell(text));
  if (folded === '') return { code: 'E_AMOUNT_EMPTY' };
  const signed = SIGNED.exec(folded);
  const match = AMOUNT.exec(signed?.[1] ?? signed?.[2] ?? folded);
  if (match === null) return { code: 'E_AMOUNT', params: { advice: amountAdvice(folded) } };
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return { code: 'E_AMOUNT_DECIMALS', params: { decimals } };
  const cents = BigInt((match[1] as string).replaceAll(',', '') + fraction.padEnd(decimals, '0'));
  if (cents > BigInt(Number.MAX_SAFE_INTEGER)) return { code: 'E_AMOUNT_RANGE' };
  if (signed === null || cents === 0n) return Number(cents);
  return negative === undefined ? -Number(cents) : { code: negative };
}

/** At most 12 digits before the point: the product stays far below 2^53, so integer arithmetic on numbers is exact. */
function plainCents(text: string): number {
  let cents = 0;
  let decimals = -1;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2e) decimals = 0;
    else {
      cents = cents * 10 + (code - 0x30);
      if (decimals >= 0) decimals++;
    }
  }
  return decimals === 2 ? cents : decimals === 1 ? cents * 10 : cents * 100;
}

function amountAdvice(text: string): Param {
  const exponent = /^(\d+)(?:\.(\d+))?[eE]\+?(\d{1,2})$/.exec(text);
  if (exponent !== null) return exponentAdvice(exponent);
  if (/[万亿]/.test(text)) return { en: 'the unit belongs in the header: 贷款余额（万元）', zh: '单位应写在列名中：贷款余额（万元）' };
  if (text.startsWith('#')) return SPREADSHEET_ERROR;
  if (/[\u00a0\u2000-\u200f\u202f\u2060\ufeff]/.test(text)) return { en: 'it holds an invisible character', zh: '其中含有不可见字符' };
  if (text.startsWith('='))
    return { en: 'a formula or a text kept by ="…"; write the number itself', zh: '这是公式或 ="…" 文本；请写数字本身' };
  return {
    en: 'digits, with , between thousands and . before at most two decimals',
    zh: '应为数字，可用 , 作千分位，小数点后至多两位',
  };
}

function exponentAdvice([, whole = '', fraction = '', power = '0']: RegExpExecArray): Param {
  const zeros = Number(power) - fraction.length;
  if (zeros < 0 || zeros >= 16) return { en: 'write it out in full', zh: '请写出全部数字' };
  const shortest = `${whole}${fraction}${'0'.repeat(zeros)}.00`;
  return {
    en: `write it out in full; ${shortest} is its shortest reading, digits may be lost`,
    zh: `请写出全部数字；最短读法为 ${shortest}，可能已丢失位数`,
  };
}

const MOST_DAYS = 100_000;

/** A number of days, 0 to 100000; blank gives undefined. `times` is how many days each counts (30 for periods of a month). */
export function parseDays(text: string, times = 1): number | undefined | Refusal {
  const folded = foldWidth(trimCell(text));
  if (folded === '') return undefined;
  if (!/^\d{1,9}$/.test(folded)) return { code: 'E_DAYS' };
  const days = Number(folded) * times;
  return days <= MOST_DAYS ? days : { code: 'E_DAYS' };
}

/** A decimal above 0 and up to 1, or a percentage up to 100 %, as a decimal text; blank gives undefined. */
export function parseShare(text: string): string | undefined | Refusal {
  const folded = foldWidth(trimCell(text));
  if (folded === '') return undefined;
  if (/^(?:0?\.\d{1,12}|1(?:\.0{1,12})?)$/.test(folded) && /[1-9]/.test(folded)) return folded.replace(/^\./, '0.');
  const percent = /^(\d{1,3})(?:\.(\d{1,10}))?%$/.exec(folded);
  if (percent === null) return { code: 'E_SHARE' };
  const digits = `${(percent[1] as string).padStart(3, '0')}${percent[2] ?? ''}`;
  const share = `${digits.slice(0, 1)}.${digits.slice(1)}`;
  return /^0\.0*[1-9]\d*$/.test(share) || /^1\.0+$/.test(share) ? share : { code: 'E_SHARE' };
}
