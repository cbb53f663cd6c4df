/**
 * How wide help is on a screen, and where its lines break. Help is this program's own words, which are few and tested against
 * string-width; that package takes longer to load than all of the help.
 */

const WIDE = /[\u2e80-\u303e\u3041-\u33ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\uffe0-\uffe6]/g;
/** What stays together: a word, or one Chinese character with the marks that may not begin a line or end one. */
const PIECE =
  /\s+|[（“‘《【]*(?:[\u2e80-\u2fff\u3003-\u3007\u3041-\u9fff\uf900-\ufaff]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60]+)?[、。，；：？！）”’》】…]*/g;

const WORD = /\s+|\S+/g;

/** Columns of the text: a Chinese character takes two. */
export function displayWidth(text: string): number {
  return text.length + (text.match(WIDE)?.length ?? 0);
}

/** Breaks text into lines of at most `width` columns, at spaces and between Chinese characters; only a word that is wider alone sticks out. */
export function wrapped(text: string, width: number): string[] {
  const columns = displayWidth(text);
  if (columns <= width) return [text];
  const pieces = text.match(columns > text.length ? PIECE : WORD)?.filter((piece) => piece !== '') ?? [];
  const lines: string[] = [];
  let line = '';
  for (const piece of pieces) {
    if (displayWidth((line + piece).trimEnd()) <= width || line.trim() === '')
      line = line === '' && lines.length > 0 ? piece.trimStart() : line + piece;
    else {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    }
  }
  return [...lines, line.trimEnd()];
}
