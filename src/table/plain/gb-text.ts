/**
 * A text of GB18030 that is not blank and that nothing unwraps: it begins with visible ASCII or an ideograph of two bytes.
 * What follows does not matter to a text of which nothing is kept.
 */
export function isPlainGbText(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return false;
  const first = bytes[start] as number;
  // 0xb0 to 0xf7 lead the ideographs of GB 2312; a digit behind it would make a character of four bytes.
  if (first >= 0xb0 && first <= 0xf7) return end - start > 1 && (bytes[start + 1] as number) >= 0x40;
  return first > 0x20 && first < 0x7f && first !== 0x3d && first !== 0x27 && first !== 0x60;
}

const FIRST_CODE = 0x8100;

/**
 * The UTF-16 of every code of two bytes from 81 00 on, 0 where there is none. Codes of four bytes are left to the decoder.
 * By the decoder itself, so that both say the same.
 */
export function gbUnits(): Uint16Array {
  const units = new Uint16Array(0x10000 - FIRST_CODE);
  const codes: number[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) codes.push((lead << 8) | trail);
  const text = new TextDecoder('gb18030').decode(Uint8Array.from(codes.flatMap((code) => [code >> 8, code & 0xff])));
  // Each is one character of the first plane, or one that replaces it.
  if (text.length !== codes.length) return units;
  codes.forEach((code, i) => {
    const unit = text.charCodeAt(i);
    units[code - FIRST_CODE] = unit === 0xfffd ? 0 : unit;
  });
  return units;
}
