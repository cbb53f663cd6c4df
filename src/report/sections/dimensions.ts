import type { DimensionRow } from '../../measure/by-dimension.js';
import type { Dimension } from '../../model/loan-fields.js';
import { label, text, wordsIn } from '../cells.js';
import type { Named } from '../chart.js';
import type { Cell, Column, Row } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import type { Words } from '../words/words.js';

/** "branch × product". */
export function dimensionNames(words: Words, dimensions: readonly Dimension[]): string {
  return dimensions.map((dimension) => words.dimension[dimension]).join(' × ');
}

/** What stands over a split: "By branch × product". */
export function byHeading(words: Words, dimensions: readonly Dimension[]): string {
  return `${words.heading.by} ${dimensionNames(words, dimensions)}`;
}

/** The first columns of a split: one for each dimension. */
export function dimensionColumns(words: Words, dimensions: readonly Dimension[]): Column[] {
  return dimensions.map((dimension) => ({ id: dimension, header: words.dimension[dimension], align: 'left' }));
}

/** The cells under them. */
export function dimensionCells(words: Words, dimensions: readonly Dimension[], key: DimensionRow['key']): Cell[] {
  return dimensions.map((dimension) => dimensionCell(words, dimension, key[dimension] ?? ''));
}

/** The same cells of a row of several values: what it is of, and blanks. */
export function dimensionsSaid(said: string, dimensions: readonly Dimension[]): Cell[] {
  return [label(said), ...dimensions.slice(1).map(() => label(''))];
}

/** The rows of a split: down to the limit, the sum of the others, and all; the figures of all are those of the unsplit tables. */
export function splitRows<T extends Pick<DimensionRow, 'key'>>(
  words: Words,
  dimensions: readonly Dimension[],
  split: { readonly rows: readonly T[]; readonly limit: number; readonly total: readonly Cell[] },
  cells: (row: T) => readonly Cell[],
  restCells: (rows: readonly T[]) => readonly Cell[],
): Row[] {
  return [
    ...limitedRows(
      split.rows,
      split.limit,
      (row): Row => ({ cells: [...dimensionCells(words, dimensions, row.key), ...cells(row)] }),
      (rest) => [...dimensionsSaid(words.say.more(rest.length), dimensions), ...restCells(rest)],
    ),
    { id: 'total', tone: 'total', cells: [...dimensionsSaid(words.item.total, dimensions), ...split.total] },
  ];
}

/** A row of a split as an item of a chart. */
export function namedRow(words: Words, dimensions: readonly Dimension[], key: DimensionRow['key']): Named {
  const [label = '', ...others] = dimensionCells(words, dimensions, key).map(wordsIn);
  return others.length === 0 ? { label } : { label, detail: ` × ${others.join(' × ')}` };
}

/** A sum of counts. */
export function countOf<T>(rows: readonly T[], pick: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + pick(row), 0);
}

function dimensionCell(words: Words, dimension: Dimension, value: string): Cell {
  if (value === '') return label(words.item.blank);
  if (dimension === 'class') return label(words.class[value as keyof Words['class']]);
  if (dimension === 'guarantee' || dimension === 'borrowerType') return label(words.choice[value] ?? value);
  return text(value);
}
