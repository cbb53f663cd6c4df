import type { RowCondition } from '../../model/row-condition.js';
import { label, table, text } from '../cells.js';
import type { Column, Row, Section } from '../document.js';
import { isPersonalField, UNKNOWN_PERSON } from '../mask.js';
import type { Provenance } from '../provenance.js';
import { SELECTION_WORDS } from '../words/selection-words.js';
import type { Words } from '../words/words.js';

type Selected = Pick<Provenance, 'selection'>;

/** A line on top of a report whose figures are of some rows alone: the part is not to be taken for the whole. */
export function selectionFact(words: Words, { selection = [] }: Selected): string[] {
  if (selection.length === 0) return [];
  return [SELECTION_WORDS[words.lang].only([...new Set(selection.map(({ column }) => column))].join(words.list))];
}

/** What the rows say that the figures are of. */
export function selectionSection(words: Words, { selection = [] }: Selected): Section | undefined {
  if (selection.length === 0) return undefined;
  const { heading, ...header } = SELECTION_WORDS[words.lang];
  const columns: Column[] = [
    { id: 'column', header: header.column, align: 'left' },
    { id: 'value', header: header.value, align: 'left' },
  ];
  return { id: 'selection', heading, blocks: [table('selection', columns, selection.map(rowOf))] };
}

/** The row of a person is named so, for it to be masked; so is one of a column that nobody knows. */
function rowOf({ column, field, value }: RowCondition): Row {
  if (field === undefined) return { id: UNKNOWN_PERSON, cells: [text(column), text(value)] };
  return { ...(isPersonalField(field) ? { id: field } : {}), cells: [label(column), text(value)] };
}
