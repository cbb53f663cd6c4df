/** What one column needs. */
export interface ColumnNeed {
  /** Every cell on one line. */
  readonly natural: number;
  /** No word is broken, and no header that is one word. */
  readonly word: number;
  /** No figure is broken: never less than this. */
  readonly figure: number;
}

/** Words up to this width (most identifiers) keep whole before the table gives up being a grid. */
const KEPT_WORD = 24;
/** A column of text is this wide or wider while it can be, and never narrower than the second figure. */
const READABLE_TEXT = 14;
const NARROWEST_TEXT = 10;

/**
 * Widths of the columns so that they and the gaps between them take at most `available` columns of the screen, in the
 * order of `needs`; undefined when they cannot. Columns give way from the widest down; first words stay whole, then only
 * figures do.
 */
export function columnWidths(needs: readonly ColumnNeed[], available: number, gap: number): number[] | undefined {
  const room = available - gap * (needs.length - 1);
  const withWords = needs.map((need) => leastWidth(need, Math.max(Math.min(need.word, KEPT_WORD), Math.min(need.natural, READABLE_TEXT))));
  const withFigures = needs.map((need) => leastWidth(need, Math.min(need.natural, NARROWEST_TEXT)));
  const least = [withWords, withFigures].find((widths) => sum(widths) <= room);
  return least === undefined ? undefined : shrink(needs, least, room);
}

function leastWidth(need: ColumnNeed, text: number): number {
  return Math.max(1, need.figure, text);
}

/** Natural widths, with the widest columns cut to one common width (or to their least) until all fit the room. */
function shrink(needs: readonly ColumnNeed[], least: readonly number[], room: number): number[] {
  const widthsUnder = (limit: number) => needs.map((need, index) => Math.max(least[index] ?? 1, Math.min(need.natural, limit)));
  let low = 0;
  let high = Math.max(0, ...needs.map((need) => need.natural));
  while (low < high) {
    const limit = Math.ceil((low + high) / 2);
    if (sum(widthsUnder(limit)) <= room) low = limit;
    else high = limit - 1;
  }
  return widthsUnder(low);
}

function sum(widths: readonly number[]): number {
  return widths.reduce((total, width) => total + width, 0);
}
