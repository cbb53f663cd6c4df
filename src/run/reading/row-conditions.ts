import { LEDGER_SCHEMA } from '../../ledger/schema.js';
import type { RowCondition } from '../../model/row-condition.js';
import { foldHeader } from '../../table/header.js';

type Condition = Omit<RowCondition, 'field'>;

/** The conditions of --where with the fields that they are on, by the names that headers have for them. */
export function rowConditions(where: readonly Condition[]): readonly RowCondition[] {
  return where.map(({ column, value }) => {
    const folded = foldHeader(column);
    const field = LEDGER_SCHEMA.fields.find(({ name, names }) => [name, ...names].some((one) => foldHeader(one) === folded))?.name;
    return { column, ...(field === undefined ? {} : { field }), value };
  });
}

/** As a closed month keeps them. */
export function writtenConditions(where: readonly Condition[]): string | undefined {
  return where.length === 0 ? undefined : where.map(({ column, value }) => `${column}=${value}`).join('\n');
}

export function readConditions(written: string | undefined): readonly RowCondition[] {
  if (written === undefined) return [];
  return rowConditions(
    written.split('\n').map((line) => {
      const at = line.indexOf('=');
      return { column: line.slice(0, at), value: line.slice(at + 1) };
    }),
  );
}
