/**
 * Full-width forms (Ａ１，－) become ASCII. Not NFKC: that would also turn ² into 2 and ① into 1, and so change amounts.
 */
export function foldWidth(text: string): string {
  return /[\uff01-\uff5e\uffe5]/.test(text)
    ? text.replace(/[\uff01-\uff5e\uffe5]/g, (c) => (c === '\uffe5' ? '¥' : String.fromCharCode(c.charCodeAt(0) - 0xfee0)))
    : text;
}

/** Trims ASCII blanks and the ideographic space only: a no-break space in a number is a sign of damage. */
export function trimCell(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first <= 0x20 || last <= 0x20 || first === 0x3000 || last === 0x3000 ? text.replace(/^[ \t\u3000]+|[ \t\u3000]+$/g, '') : text;
}

/** Words compare after width, case and blanks are folded: 「 次级 」 is 次级. */
export function foldWord(text: string): string {
  return foldWidth(text)
    .replace(/[\s\u3000]+/g, '')
    .toLowerCase();
}

/** True when nothing but blanks stands in the cell. */
export function isBlankCell(text: string): boolean {
  return text === '' || text.trim() === '';
}

/**
 * Text that was written so that a spreadsheet keeps its digits: ="0012", '0012 and `0012 stand for 0012. Otherwise the
 * text itself (compare to see which).
 */
export function unwrapText(text: string): string {
  const first = text.charCodeAt(0);
  if (first === EQUALS) return /^="([^"]*)"$/.exec(text)?.[1] ?? text;
  return (first === APOSTROPHE || first === BACKTICK) && /^.[0-9][0-9A-Za-z-]*$/.test(text) ? text.slice(1) : text;
}

const EQUALS = 0x3d;
const APOSTROPHE = 0x27;
const BACKTICK = 0x60;
