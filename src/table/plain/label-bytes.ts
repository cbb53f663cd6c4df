import type { Cells } from './kernels.js';

/** Marks the rows of which a cell may be a totals row's label; totals-label.ts decides. */
export type Suspicion = (cells: Cells) => void;

const LETTER_T = 0x74;

/** Of the columns given. Blank, the label may stand in the next one: that is looked at as text too. */
export function labelSuspicion(isUtf8: boolean, columns: readonly number[]): Suspicion {
  const mayBe = isUtf8 ? mayBeLabelUtf8 : mayBeLabelGb18030;
  return ({ bytes, lexed, slow }) => {
    const { starts, ends, width, rows } = lexed;
    for (const column of columns) {
      for (let row = 0, k = column; row < rows; row++, k += width) {
        if (mayBe(bytes, starts[k] as number, ends[k] as number)) slow[row] = 1;
      }
    }
  };
}

/** 计 is E8 AE A1; full-width letters and most signs and blanks begin outside E4 to E9. */
function mayBeLabelUtf8(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  const first = bytes[start] as number;
  if (first <= 0x20 || (first >= 0x7f && (first < 0xe4 || first > 0xe9))) return true;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if ((byte | 0x20) === LETTER_T || byte === 0xef || (byte === 0xae && bytes[i + 1] === 0xa1)) return true;
  }
  return false;
}

/** 计 is BC C6, full-width letters begin with A3; found at the wrong byte they only make one row slower. */
function mayBeLabelGb18030(bytes: Uint8Array, start: number, end: number): boolean {
  if (start === end) return true;
  const first = bytes[start] as number;
  if (first <= 0x20 || (first >= 0x7f && first < 0xb0)) return true;
  for (let i = start; i < end; i++) {
    const byte = bytes[i] as number;
    if ((byte | 0x20) === LETTER_T || byte === 0xa3 || (byte === 0xbc && bytes[i + 1] === 0xc6)) return true;
  }
  return false;
}
