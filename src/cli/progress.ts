import { visibleText } from '../diagnostics/visible-text.js';
import type { Lang } from '../report/document.js';
import type { Phase } from '../run/io.js';
import { PHASE_WORDS } from './phase-words.js';

/** A terminal that takes text at once: Node writes to one synchronously, so a bar moves while the program reads. */
export interface Screen {
  readonly columns: number | undefined;
  readonly write: (text: string) => void;
}

/** One line about how far reading is, drawn over itself. */
export interface Progress {
  readonly phase: (name: Phase, of?: string) => void;
  readonly bytes: (done: number, total: number) => void;
  /** Takes the line away; whoever prints something else calls it first. */
  readonly clear: () => void;
}

export const NO_PROGRESS: Progress = { phase: () => undefined, bytes: () => undefined, clear: () => undefined };

/** Milliseconds. A run shorter than the first shows nothing; the eye needs no more than the second. */
const SHOWN_AFTER = 500;
const DRAWN_EVERY = 100;

const CLEAR_LINE = '\r\u001b[K';

export function newProgress(screen: Screen, now: () => number, lang: Lang): Progress {
  const begun = now();
  let drawnAt = Number.NEGATIVE_INFINITY;
  let isShown = false;
  let present: { readonly name: Phase; readonly of: string } = { name: 'open', of: '' };
  const clear = () => {
    if (isShown) screen.write(CLEAR_LINE);
    isShown = false;
  };
  return {
    phase: (name, of = '') => {
      if (name !== present.name) clear();
      present = { name, of };
    },
    bytes: (done, total) => {
      const at = now();
      if (at - begun < SHOWN_AFTER || at - drawnAt < DRAWN_EVERY) return;
      drawnAt = at;
      isShown = true;
      screen.write(CLEAR_LINE + progressLine(PHASE_WORDS[present.name][lang], present.of, done, total, screen.columns || DEFAULT_COLUMNS));
    },
    clear,
  };
}

/** Where the terminal does not say, or says 0. */
const DEFAULT_COLUMNS = 80;
const BAR = 10;
const SHORTEST_NAME = 8;
const [MEGABYTE, GIGABYTE] = [1e6, 1e9];

/** `reading ledgers ledger.csv  [#####.....]  54 %  0.9/1.7 GB`, shorter than the terminal is wide, or nothing would clear it. */
export function progressLine(words: string, file: string, done: number, total: number, columns: number): string {
  const room = columns - 1;
  const share = total > 0 ? Math.min(1, done / total) : undefined;
  const percent = share === undefined ? '' : `${Math.floor(share * 100)} %`.padStart('100 %'.length);
  const filled = Math.floor((share ?? 0) * BAR);
  const bar = share === undefined ? '' : `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}]`;
  const tail = [bar, percent, bytesOf(done, total)].filter((part) => part !== '').join('  ');
  const name = endOf(visibleText(file), room - widthOf(words) - tail.length - '   '.length);
  const whole = [[words, name].filter((part) => part !== '').join(' '), tail].join('  ');
  return [whole, tail, percent].find((line) => widthOf(line) <= room) ?? '';
}

function bytesOf(done: number, total: number): string {
  const [unit, name, digits] = Math.max(done, total) < GIGABYTE ? [MEGABYTE, 'MB', 0] : [GIGABYTE, 'GB', 1];
  const shown = (bytes: number) => (bytes / unit).toFixed(digits);
  return total > 0 ? `${shown(done)}/${shown(total)} ${name}` : `${shown(done)} ${name}`;
}

/** Every character beyond ASCII as two columns: never less than what a terminal gives it. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += character < '\u007f' ? 1 : 2;
  return width;
}

/** As much of a name as fits: its end says more than its beginning, a date and an extension. */
function endOf(name: string, width: number): string {
  if (widthOf(name) <= width) return name;
  if (width < SHORTEST_NAME) return '';
  const kept: string[] = [];
  let room = width - '...'.length;
  for (const character of Array.from(name).reverse()) {
    room -= widthOf(character);
    if (room < 0) break;
    kept.unshift(character);
  }
  return `...${kept.join('')}`;
}
