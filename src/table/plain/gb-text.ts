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
