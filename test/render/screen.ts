import stringWidth from 'string-width';
import { formatCell, isFigure, type NumberStyle } from '../../src/render/format-cell.js';
import type { Cell, Document, MoneyUnit } from '../../src/report/document.js';

export const HOSTILE = [
  '=1+1',
  '\t=cmd|/c calc',
  '  @SUM(A1)',
  '＝1+1',
  '-2+3',
  'a\u001b[31mred\u001b[0m',
  'top\r\nbottom',
  'evil\u202etxt.exe',
  '<script>alert(1)</script>',
  '<!-- -->',
  'a|b||c',
  '**bold** _it_ `code` [x](http://evil.example) ![i](j)',
  '\\| back \\',
  '"quoted", and comma',
  '# heading',
  '&lt;b&gt;',
  'བོད་སྐྱོང་བཀྲ་ཤིས།',
  'مُحَمَّد',
  '𗀀𗀁西夏',
  '👍🏽 ok',
] as const;

/** Every figure of the document as it must appear on screen, in order, repeats included. */
export function figures(document: Document, style: NumberStyle, unit: MoneyUnit): string[] {
  return allCells(document)
    .filter(isFigure)
    .map((cell) => formatCell(cell, { style, lang: document.lang, unit }));
}

export function allCells(document: Document): Cell[] {
  return document.sections.flatMap((section) =>
    section.blocks.flatMap((block) =>
      block.kind === 'table' ? block.rows.flatMap((row) => row.cells) : block.pieces.filter((piece) => typeof piece !== 'string'),
    ),
  );
}

/** How often `figure` stands in the lines with no digit, separator or letter touching it. */
export function occurrences(lines: readonly string[], figure: string): number {
  const literal = figure.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const alone = new RegExp(`(?<![\\d.,▲▼+-])${literal}(?![\\d]|[.,]\\d)`, 'g');
  return lines.reduce((sum, line) => sum + (line.match(alone)?.length ?? 0), 0);
}

/** Screen columns where `part` begins and ends in `line`. */
export function placeOf(line: string, part: string): { start: number; end: number } {
  const index = line.lastIndexOf(part);
  if (index < 0) throw new Error(`"${part}" is not in "${line}"`);
  const start = stringWidth(line.slice(0, index));
  return { start, end: start + stringWidth(part) };
}
