const BARS = '▁▂▃▄▅▆▇█';
const ASCII_BARS = '_.-=+*#@';

/** Marks of reports in ASCII, each as wide as what it stands for. Words stay: a terminal that cannot show Chinese is asked for English. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ...Array.from(BARS, (bar, i) => [bar, ASCII_BARS[i] as string] as const),
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
