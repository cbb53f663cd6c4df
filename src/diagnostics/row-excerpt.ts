import stringWidth from 'string-width';
import { quotedValue } from './visible-text.js';

/** A terminal line of 80 with a little air. */
const WIDEST = 76;
const LINE_NUMBER_WIDTH = 5;
const ELLIPSIS = '…';

/**
 * The row as a line of CSV, and a caret under one of its fields (`column` from 1; one past the last marks what is missing).
 * Rebuilt from the cells, so that it is the same for every delimiter; cells that do not fit around the field are left out.
 */
export function rowExcerpt(row: readonly string[], line: number, column: number): readonly string[] {
  const number = String(line).padStart(LINE_NUMBER_WIDTH);
  const room = WIDEST - number.length - ' │ '.length;
  const cells = row.map(csvCell);
  const { text, start, width } = column > cells.length ? pastTheEnd(cells, room) : aroundCell(cells, column - 1, room);
  return [`${number} │ ${text}`, `${' '.repeat(number.length)} │ ${' '.repeat(start)}${'^'.repeat(Math.max(width, 1))}`];
}

interface Excerpt {
  readonly text: string;
  /** Columns of the terminal before the field, and under it. */
  readonly start: number;
  readonly width: number;
}

function pastTheEnd(cells: readonly string[], room: number): Excerpt {
  const last = aroundCell(cells, cells.length - 1, room - 1);
  return { text: last.text, start: stringWidth(last.text), width: 1 };
}

/** Adds neighbours to the field's cell, right and left in turn, while they fit with an ellipsis on either side. */
function aroundCell(cells: readonly string[], index: number, room: number): Excerpt {
  const field = cutToWidth(cells[index] ?? '', Math.floor(room / 2));
  const inner = room - 2 * (ELLIPSIS.length + 1);
  let [left, right] = [index, index];
  let used = stringWidth(field);
  for (let grown = true; grown; ) {
    grown = false;
    for (const next of [right + 1, left - 1]) {
      const cell = cells[next];
      if (cell === undefined || used + stringWidth(cell) + 1 > inner) continue;
      used += stringWidth(cell) + 1;
      if (next > right) right = next;
      else left = next;
      grown = true;
    }
  }
  const before = cells.slice(left, index).map((cell) => `${cell},`);
  const head = `${left > 0 ? `${ELLIPSIS},` : ''}${before.join('')}`;
  const after = cells.slice(index + 1, right + 1).map((cell) => `,${cell}`);
  const tail = `${after.join('')}${right < cells.length - 1 ? `,${ELLIPSIS}` : ''}`;
  return { text: `${head}${field}${tail}`, start: stringWidth(head), width: stringWidth(field) };
}

function csvCell(cell: string): string {
  const shown = quotedValue(cell, 200);
  return /[",]/.test(shown) ? `"${shown.replaceAll('"', '""')}"` : shown;
}

function cutToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += stringWidth(character);
    if (used >= width) break;
    kept += character;
  }
  return `${kept}${ELLIPSIS}`;
}
