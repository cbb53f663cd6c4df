import stringWidth from 'string-width';
import type { Block, Section } from '../report/document.js';

/** A longer heading would stretch the table's first column. */
const WIDEST_CORNER = 24;

/**
 * A section whose table's first column has no header of its own (or repeats the heading) says its heading there, in the
 * corner of the table, instead of on a line above it; such a section comes back with an empty heading.
 */
export function headingInCorner(section: Section): Section {
  const [first, ...rest] = section.blocks;
  if (first?.kind !== 'table' || first.title !== undefined || stringWidth(section.heading) > WIDEST_CORNER) return section;
  const [corner, ...columns] = first.columns;
  if (corner === undefined || corner.align !== 'left' || (corner.header !== '' && corner.header !== section.heading)) return section;
  const table: Block = { ...first, columns: [{ ...corner, header: section.heading }, ...columns] };
  return { ...section, heading: '', blocks: [table, ...rest] };
}

/** Whether an empty line parts two blocks: tables stand apart; sentences follow one another, and a note its table. */
export function standsApart(before: Block | undefined, block: Block): boolean {
  if (before === undefined) return false;
  return block.kind === 'table' || (before.kind === 'table' && block.tone !== 'note');
}
