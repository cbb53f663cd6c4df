import { Chalk, type ChalkInstance } from 'chalk';
import stringWidth from 'string-width';
import type { Block, Document, MoneyUnit, Paragraph, Section } from '../report/document.js';
import { headingInCorner, standsApart } from './headed.js';
import { cellSpan, type Screen, terminalTable } from './terminal-table.js';
import { type Span, wrap } from './wrap.js';

export interface ScreenOptions {
  readonly unit: MoneyUnit;
  /** Chalk's colour level; at 0 no escape byte is written. */
  readonly color: 0 | 1 | 2 | 3;
  /** Columns of the terminal, 60 or more. */
  readonly width: number;
  /** The document can be had in no other format: no note offers it. */
  readonly isOnlyTable?: boolean;
}

/** On anything narrower a report is unreadable; lines may be wider than such a screen. */
const NARROWEST_SCREEN = 20;
const FACT_GAP = '   ';
/** Within a fact, between what belongs together. */
const PART_GAP = '  ';
const INDENT = '  ';
const WARNING = '! ';

/**
 * The document (already visible) as lines for a terminal: none wider than the screen, none with spaces at its end, no
 * figure broken. Colour only repeats what words, signs and places say.
 */
export function terminalLines(document: Document, options: ScreenOptions): string[] {
  const screen: Screen = {
    format: { style: 'arrows', lang: document.lang, unit: options.unit },
    width: Math.max(NARROWEST_SCREEN, options.width),
    chalk: new Chalk({ level: options.color }),
    hasCsv: options.isOnlyTable !== true,
  };
  const { bold, yellow } = screen.chalk;
  const { incomplete } = document;
  return [
    ...(incomplete === undefined ? [] : [...wrapped([{ text: incomplete }], WARNING, yellow.bold, screen), '']),
    ...wrapped([{ text: document.title }], '', bold, screen),
    ...factLines(document.subtitle, screen),
    ...document.sections.flatMap((section) => ['', ...sectionLines(headingInCorner(section), screen)]),
  ];
}

function sectionLines(section: Section, screen: Screen): string[] {
  const heading = section.heading === '' ? [] : wrapped([{ text: section.heading }], '', screen.chalk.bold, screen);
  const blocks = section.blocks.flatMap((block, index) => [
    ...(standsApart(section.blocks[index - 1], block) ? [''] : []),
    ...blockLines(block, screen),
  ]);
  return [...heading, ...blocks];
}

function blockLines(block: Block, screen: Screen): string[] {
  if (block.kind === 'paragraph') return paragraphLines(block, screen);
  const { title, more } = block;
  return [
    ...(title === undefined ? [] : wrapped([{ text: title }], '', undefined, screen)),
    ...terminalTable(block, screen),
    ...(more === undefined ? [] : wrapped([{ text: more }], '', screen.chalk.dim, screen)),
  ];
}

function paragraphLines(paragraph: Paragraph, screen: Screen): string[] {
  const { chalk } = screen;
  const spans = paragraph.pieces.map((piece) => (typeof piece === 'string' ? { text: piece } : cellSpan(piece, screen)));
  const tones: Record<Paragraph['tone'], [mark: string, paint: ChalkInstance | undefined]> = {
    lead: [INDENT, chalk.bold],
    plain: [INDENT, undefined],
    warning: [WARNING, chalk.yellow],
    note: [INDENT, chalk.dim],
  };
  const [mark, paint] = tones[paragraph.tone];
  return wrapped(spans, mark, paint, screen);
}

/** Lines that begin with `mark`, or under it. */
function wrapped(spans: readonly Span[], mark: string, paint: Span['paint'], screen: Screen): string[] {
  const lines = wrap(spans, screen.width - mark.length).filter((line) => line.width > 0);
  return lines.map(({ text }, index) => {
    const line = `${index === 0 ? mark : ' '.repeat(mark.length)}${text}`;
    return paint === undefined ? line : paint(line);
  });
}

/**
 * Facts side by side; a fact that does not fit the rest of a line starts the next one, and so does what follows one of several lines.
 * Where a fact alone is too long for a line, its parts are.
 */
function factLines(facts: readonly string[], screen: Screen): string[] {
  const lines: string[] = [];
  let isOpen = false;
  const add = (text: string, gap: string) => {
    const joined = `${lines.at(-1) ?? ''}${gap}${text}`;
    if (isOpen && stringWidth(joined) <= screen.width) {
      lines[lines.length - 1] = joined;
      return;
    }
    const own = wrapped([{ text }], '', undefined, screen);
    isOpen = own.length === 1;
    lines.push(...own);
  };
  for (const fact of facts.map((each) => each.trim()).filter((each) => each !== '')) {
    const isLong = stringWidth(fact) > screen.width;
    const parts = isLong ? fact.split(PART_GAP).map((each) => each.trim()) : [fact];
    for (const [at, part] of parts.filter((each) => each !== '').entries()) add(part, at === 0 ? FACT_GAP : PART_GAP);
  }
  return lines;
}
