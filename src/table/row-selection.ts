import { UserError } from '../diagnostics/diagnostic.js';
import { meant } from '../model/did-you-mean.js';
import { type CellParser, type CellValue, cellText } from './cells.js';
import { foldWord } from './fold.js';
import { type BoundField, columnOf, columnTwice, foldHeader, type Place } from './header.js';
import { isRefusal } from './values.js';

/** COLUMN=VALUE of --where. COLUMN is a column's header, a field's name, or any header name of a field. */
export interface Condition {
  readonly column: string;
  readonly value: string;
}

/** The row in hand: its texts by column, its values by bound field. */
export interface RowCells {
  readonly text: (column: number) => string;
  readonly value: (index: number) => CellValue;
}

/** Whether a row is selected. */
export type RowTest = (row: RowCells) => boolean;

/** What a row reader has bound. */
interface BoundColumns {
  readonly header: readonly string[];
  readonly fields: readonly BoundField[];
  readonly parsers: readonly CellParser[];
}

/**
 * Compiles --where. Values of a field compare as the field's values do, so that currency=CNY finds 人民币 and class=loss
 * finds 损失; cells of other columns compare as folded text. Errors: E_COLUMN_UNKNOWN, E_COLUMN_TWICE, E_WHERE.
 */
export function rowTests(where: readonly Condition[], columns: BoundColumns, place: Place): readonly RowTest[] {
  return where.map((condition) => {
    const index = fieldIndexOf(condition.column, columns, place);
    return index === undefined ? textTest(condition, columns, place) : fieldTest(condition, index, columns, place);
  });
}

/** The bound field a name means, if any. A header that is also another field's name is refused: either may be meant. */
function fieldIndexOf(name: string, { header, fields }: BoundColumns, place: Place): number | undefined {
  const folded = foldHeader(name);
  const byHeader = header.findIndex((cell) => foldHeader(cell) === folded);
  const byColumn = byHeader < 0 ? -1 : fields.findIndex(({ columns }) => columns.length === 1 && columns[0] === byHeader);
  const byName = fields.findIndex(({ field }) => [field.name, ...field.names].some((one) => foldHeader(one) === folded));
  if (byHeader >= 0 && byName >= 0 && byName !== byColumn) {
    throw columnTwice(name, byHeader, fields[byName]?.columns[0] ?? byHeader, place);
  }
  if (byHeader >= 0) columnOf(name, header, place);
  return byColumn >= 0 ? byColumn : byName >= 0 ? byName : undefined;
}

function textTest({ column: name, value }: Condition, { header, fields }: BoundColumns, place: Place): RowTest {
  const column = columnOf(
    name,
    header,
    place,
    fields.map(({ field }) => field.name),
  );
  const wanted = foldWord(value);
  return (row) => foldWord(row.text(column)) === wanted;
}

function fieldTest(condition: Condition, index: number, { fields, parsers }: BoundColumns, place: Place): RowTest {
  const bound = fields[index] as BoundField;
  if (bound.field.kind.type === 'text') {
    const wanted = foldWord(condition.value);
    const notes = { unwrapped: 0, placeholders: 0 };
    if (bound.columns.length > 1) return (row) => foldWord(cellText(bound, row.text, notes)) === wanted;
    return (row) => foldWord(String(row.value(index) ?? '')) === wanted;
  }
  const wanted = (parsers[index] as CellParser)(condition.value);
  if (!isRefusal(wanted)) return (row) => row.value(index) === wanted;
  const { kind } = bound.field;
  const names = kind.type === 'choice' ? kind.shown : bound.field.name;
  const near = meant(condition.value, kind.type === 'choice' ? kind.words.keys() : []);
  const advice = { en: `${near.en}it holds: ${names}`, zh: `${near.zh}可用取值：${names}` };
  throw new UserError({ code: 'E_WHERE', ...place, params: { ...condition, advice } });
}
