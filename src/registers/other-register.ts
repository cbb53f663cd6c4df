import { UserError } from '../diagnostics/diagnostic.js';
import { listed } from '../diagnostics/wording.js';
import { optionName } from '../model/option-name.js';
import { countFieldNames } from '../table/header.js';
import type { TableFacts } from '../table/read-table.js';
import { NO_MAP } from '../table/schema.js';
import type { RegisterField } from './fields.js';
import type { RegisterKind } from './register-kind.js';
import { REGISTERS } from './registers.js';

const LISTED = 8;

/**
 * Refuses a file given with the option of another register: they share most of their columns, so that it would be read, and
 * cash be counted as written off. Judged by the header alone: some register takes more of its columns. Errors: E_REGISTER_OTHER.
 */
export function refuseOtherRegister<T>(kind: RegisterKind<T>, { name, dialect: { binding } }: TableFacts): void {
  const { header, unused } = binding;
  if (unused.length === 0) return;
  const count = (fields: readonly RegisterField[]) => countFieldNames(header, { id: kind.id, key: 'loan', fields }, NO_MAP);
  const fitting = REGISTERS.filter(({ fields }) => {
    const needed = fields.filter(({ neededFor }) => neededFor !== undefined);
    return count(needed) === needed.length;
  });
  const [other] = fitting.toSorted((a, b) => count(b.fields) - count(a.fields));
  if (other === undefined || count(other.fields) <= count(kind.fields)) return;
  const named = unused.map((column) => header[column] as string).filter((cell) => cell.trim() !== '');
  const columns = listed(named, LISTED);
  const option = optionName(other.option);
  throw new UserError({ code: 'E_REGISTER_OTHER', file: name, params: { register: kind.id, other: other.id, option, columns } });
}
