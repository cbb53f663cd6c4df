import { findBytes, type TextIndex } from './text-index.js';

/** Finds many texts: what findText finds, without a buffer for each. */
export function textFinder(index: TextIndex): (text: string) => number {
  let bytes = Buffer.allocUnsafe(256);
  return (text) => {
    // No character takes more than three bytes for each of its code units.
    if (text.length * 3 > bytes.length) bytes = Buffer.allocUnsafe(text.length * 3);
    const ascii = putAscii(bytes, text);
    return findBytes(index, bytes, 0, ascii ? text.length : bytes.write(text, 0, 'utf8'));
  };
}

/** Short texts are written faster by hand than by a call. False for a text that is not ASCII. */
function putAscii(bytes: Uint8Array, text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit > 0x7f) return false;
    bytes[i] = unit;
  }
  return true;
}
