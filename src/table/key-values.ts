import { trimCell, unwrapText } from './fold.js';
import type { Refusal } from './refusal.js';

/** Characters that nobody sees: two ids that differ in them look the same. U+FFFD stands where one was lost. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\ufffd]/u;
const DAMAGED = /^\d+\.\d+[eE][+]?\d+$|^\d+[eE][+]\d+$/;
/** What spreadsheets show where a formula fails, or a column is too narrow. */
const SPREADSHEET_ERROR = /^#(?:N\/A|REF!|VALUE!|NAME\?|DIV\/0!|NUM!|NULL!|#*)$/i;

/** An id as it is compared: trimmed and NFKC-folded, leading zeros kept. `unwrapped` is called for ="0012". */
export function parseKey(text: string, unwrapped: () => void): string | Refusal {
  let key = trimCell(text);
  const bare = unwrapText(key);
  if (bare !== key) {
    unwrapped();
    key = trimCell(bare);
  }
  if (/[^\x21-\x7e]/.test(key)) {
    const unseen = UNSEEN.exec(key)?.[0];
    if (unseen !== undefined) return { code: 'E_KEY_UNSEEN', params: { character: codePoint(unseen) } };
    key = key.normalize('NFKC').trim();
  }
  if (key === '') return { code: 'E_KEY_EMPTY' };
  return DAMAGED.test(key) || SPREADSHEET_ERROR.test(key) ? { code: 'E_KEY_DAMAGED' } : key;
}

/** `U+200B`, as messages name a character that cannot be shown. */
export function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`;
}

/**
 * True for a text of Chinese words alone (其中：抵押, 制表人), which stands in the id column of rows that are no loans. An id
 * holds a digit, Arabic or Chinese, or at least a letter.
 */
export function isWordsOnly(key: string): boolean {
  return /\p{Script=Han}/u.test(key) && !/[\p{N}A-Za-z〇零一二三四五六七八九十百千甲乙丙丁]/u.test(key);
}

/** How systems and people fill an id they do not have. As ids they would make one borrower of many. */
export function isPlaceholder(key: string): boolean {
  const last = key.charCodeAt(key.length - 1);
  // Nearly every id ends in such a digit.
  if (last > 0x30 && last <= 0x39) return false;
  return /^(?:[-‐-―−_/\\.*]*|0+|暂?无|空|n\/a|null|none|nil|nan)$/i.test(key);
}
