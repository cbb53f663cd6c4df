import stringWidth from 'string-width';

/** Points of a line of the workbook's font and of the Chinese ones that stand in for it, and what is free around the lines of a row. */
const [LINE, AROUND] = [14, 4];

/**
 * The height of a row by the text that wraps most, in points. Programs that open a workbook do not all
 * make room for what wraps. Widths are in characters.
 */
export function rowHeight(texts: readonly { readonly text: string; readonly width: number }[]): number {
  const lines = Math.max(1, ...texts.map(({ text, width }) => Math.ceil(stringWidth(text) / width)));
  return Math.min(MOST, lines * LINE + AROUND);
}

/** The highest that a row can be. */
const MOST = 409;
