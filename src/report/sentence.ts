import type { Cell, Paragraph } from './document.js';

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
