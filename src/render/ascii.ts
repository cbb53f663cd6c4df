const BARS = '▁▂▃▄▅▆▇█';
const ASCII_BARS = '_.:-=+*#';
/** Bars of rows: the last block of one may be an eighth to seven eighths; the nearer of two marks. */
const PARTS = '▏▎▍▌▋▊▉';
const ASCII_PARTS = ':::====';

/** Marks of reports in ASCII, each as wide as what it stands for. Words stay: a terminal that cannot show Chinese is asked for English. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...Array.from(BARS, (bar, i) => [bar, ASCII_BARS[i] as string] as const),
  ...Array.from(PARTS, (part, i) => [part, ASCII_PARTS[i] as string] as const),
  ['▲', '+'],
  ['▼', '-'],
  ['−', '-'],
  ['–', '-'],
  ['×', 'x'],
  ['·', '.'],
  ['÷', '/'],
  ['≥', '>'],
  ['’', "'"],
  ['→', '>'],
  ['±', '~'],
  ['…', '.'],
  ['₀', '0'],
  ['₁', '1'],
]);
const MARK = new RegExp(`[${[...MARKS.keys()].join('')}]`, 'gu');
const BAR = new RegExp(`[${BARS}]`, 'gu');

/** For a terminal that does not read UTF-8. */
export function asciiMarks(text: string): string {
  return text.replace(MARK, (mark) => MARKS.get(mark) as string);
}

/** For a pipe or a screen reader: bars that a screen reader would spell out, in ASCII. */
export function asciiBars(text: string): string {
  return text.replace(BAR, (bar) => MARKS.get(bar) as string);
}
