/** What one column needs. */
export interface ColumnNeed {
  /** Every cell on one line. */
  readonly natural: number;
  /** No word is broken, and no header that is one word. */
  readonly word: number;
  /** Words are broken behind hyphens alone. */
  readonly piece: number;
  /** No figure is broken: never less than this. */
  readonly figure: number;
}

/** Words up to this width (most identifiers) keep whole before the table gives up being a grid. */
const KEPT_WORD = 24;
/** A column of text is this wide or wider while it can be, and never narrower than the second figure. */
const READABLE_TEXT = 14;
const NARROWEST_TEXT = 10;

/** How narrow columns may be, from the first that is taken: words whole, but for those that are too long; broken behind hyphens. */
const LEAST: readonly ((need: ColumnNeed) => number)[] = [
  readableWidth,
  (need) => (need.word > KEPT_WORD ? leastWidth(need, Math.min(need.natural, NARROWEST_TEXT)) : readableWidth(need)),
  (need) => leastWidth(need, Math.max(need.piece > KEPT_WORD ? 0 : need.piece, Math.min(need.natural, NARROWEST_TEXT))),
];

/** What a column takes with its words whole. */
function readableWidth(need: ColumnNeed): number {
  return leastWidth(need, Math.max(Math.min(need.word, KEPT_WORD), Math.min(need.natural, READABLE_TEXT)));
}

/**
 * Widths of the columns so that they and the gaps between them take at most `available` columns of the screen, in the
 * order of `needs`; undefined when they cannot. Columns give way from the widest down; first words stay whole, then only
 * their pieces and figures do.
 */
export function columnWidths(needs: readonly ColumnNeed[], available: number, gap: number): number[] | undefined {
  const room = available - gap * (needs.length - 1);
  const least = LEAST.map((width) => needs.map(width)).find((widths) => sum(widths) <= room);
  return least === undefined ? undefined : shrink(needs, least, room);
}

/** The narrowest screen that all columns fit side by side. */
export function widthOfAll(needs: readonly ColumnNeed[], gap: number): number {
  return Math.min(...LEAST.map((width) => sum(needs.map(width)))) + gap * (needs.length - 1);
}

/** More parts than this are harder to read together than rows one by one. */
const MOST_PARTS = 3;

/**
 * Groups of columns that do not fit side by side, in as few parts as do, of about one width, each beginning with the first `names`
 * columns, which say whose row it is; undefined where the names leave no room, or there would be too many parts.
 */
export function columnParts(
  needs: readonly ColumnNeed[],
  names: number,
  groups: readonly (readonly number[])[],
  available: number,
  gap: number,
): number[][] | undefined {
  const widthOf = (columns: readonly number[]) => sum(columns.map((index) => readableWidth(needs[index] as ColumnNeed) + gap));
  const lead = [...needs.keys()].slice(0, names);
  const leadWidth = widthOf(lead) - gap;
  const widths = groups.map(widthOf);
  const widest = Math.max(0, ...widths);
  if (leadWidth > available / 2 || leadWidth + widest > available) return undefined;
  const partsIn = (width: number) => inParts(groups, widths, width - leadWidth).map((columns) => [...lead, ...columns]);
  const parts = partsIn(available);
  if (parts.length > MOST_PARTS) return undefined;
  let width = leadWidth + widest;
  while (partsIn(width).length > parts.length) width++;
  return partsIn(width);
}

function inParts(groups: readonly (readonly number[])[], widths: readonly number[], room: number): number[][] {
  const parts: number[][] = [];
  let left = 0;
  for (const [at, columns] of groups.entries()) {
    const width = widths[at] as number;
    if (parts.length === 0 || width > left) {
      parts.push([]);
      left = room;
    }
    left -= width;
    parts.at(-1)?.push(...columns);
  }
  return parts;
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
