import { LOAN_CLASSES } from '../model/loan-class.js';
import type { Cell, Paragraph, Table } from './document.js';
import type { Words } from './words/words.js';

/** A paragraph of words and figures with blanks between them, except before punctuation and behind an opening bracket. */
export function sentence(tone: Paragraph['tone'], ...pieces: readonly (string | Cell)[]): Paragraph {
  const spaced: (string | Cell)[] = [];
  pieces.forEach((piece, i) => {
    const before = pieces[i - 1];
    const closes = typeof piece === 'string' && /^[ ,.;:)/，。；：）（、]/.test(piece);
    const opened = typeof before === 'string' && /[(（/：，\s]$/.test(before);
    if (i > 0 && !closes && !opened) spaced.push(' ');
    spaced.push(piece);
  });
  return { kind: 'paragraph', tone, pieces: spaced };
}

/** Under a table with class names cut short ("SM"): what they stand for, as far as it has any. */
export function shortClassNote(words: Words, { columns, rows }: Table): Paragraph[] {
  const said = [
    ...columns.map(({ header }) => header),
    ...rows.flatMap(({ cells }) => cells.map((cell) => (cell.kind === 'label' ? cell.text : ''))),
  ];
  const shown = new Set(said.flatMap((one) => one.split(' ')));
  const cut = LOAN_CLASSES.filter((name) => words.classShort[name] !== words.class[name] && shown.has(words.classShort[name]));
  return cut.length === 0
    ? []
    : [sentence('note', cut.map((name) => words.classShort[name] + words.colon + words.class[name]).join(words.semicolon))];
}
