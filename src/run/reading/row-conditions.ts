import { LEDGER_SCHEMA } from '../../ledger/schema.js';
import type { RowCondition } from '../../model/row-condition.js';
import { foldHeader } from '../../table/header.js';

type Condition = Omit<RowCondition, 'field'>;

/** The conditions of --where with the fields that they are on, by the names that headers have for them. */
function rowConditions(where: readonly Condition[]): readonly RowCondition[] {
  return where.map(({ column, value }) => {
    const folded = foldHeader(column);
    const field = LEDGER_SCHEMA.fields.find(({ name, names }) => [name, ...names].some((one) => foldHeader(one) === folded))?.name;
    return { column, ...(field === undefined ? {} : { field }), value };
  });
}

interface Selected {
  readonly selection?: readonly RowCondition[];
}

/** Which rows figures are of, for their provenance: nothing where they are of all. */
export function selectionOf(where: readonly Condition[]): Selected {
  return where.length === 0 ? {} : { selection: rowConditions(where) };
}

/** As a closed month keeps them. */
export function writtenConditions(where: readonly Condition[]): string | undefined {
  return where.length === 0 ? undefined : where.map(({ column, value }) => `${column}=${value}`).join('\n');
}

/** The same of the conditions that a closed month keeps. */
export function selectionWritten(written: string | undefined): Selected {
  if (written === undefined) return {};
  const conditions = written.split('\n').map((line) => {
    const at = line.indexOf('=');
    return { column: line.slice(0, at), value: line.slice(at + 1) };
  });
  return selectionOf(conditions);
}
