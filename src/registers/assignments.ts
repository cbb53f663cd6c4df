import { UserError } from '../diagnostics/diagnostic.js';
import { shownKey } from '../model/portfolio.js';
import { placeBeside } from '../model/register-rows.js';
import type { Assignment } from '../model/tasks.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { dateColumn, INSTITUTION_FIELD, LOAN_FIELD, needed, type RegisterField, textColumn } from './fields.js';
import { entryOf, type Register, readRegister, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  LOAN_FIELD,
  dateColumn(
    'date',
    ['since', '起始日期', '接管日期', '生效日期'],
    { en: 'the first day they answer for it; a later row of the loan takes its place', zh: '开始负责之日；同一借据以后的行接替以前的行' },
    '2019-03-01',
    needed({ en: 'says since when', zh: '说明起始日' }),
  ),
  textColumn(
    'managing',
    ['managing', 'managing_officer', '管户人', '管户客户经理', '管户责任人'],
    { en: 'who manages the loan; blank: as before', zh: '管户人；空白表示不变' },
    '吴敏',
  ),
  textColumn(
    'collecting',
    ['collecting', 'collecting_officer', '清收人', '清收责任人'],
    { en: 'who collects it; blank: as before', zh: '清收责任人；空白表示不变' },
    '孙国强',
  ),
];

export const ASSIGNMENTS_SCHEMA: Schema = { id: 'assignments', key: 'loan', fields: FIELDS };

/** Assignments in file order. Errors: those of the table; E_ASSIGNMENT for a row that names nobody, or a loan's second row of a day. */
export function readAssignments(source: Source): Register<Assignment> {
  const register = readRegister<Assignment>(source, ASSIGNMENTS_SCHEMA, (row) => {
    const officers = textsOf(row, 'managing', 'collecting');
    if (officers.managing === undefined && officers.collecting === undefined) {
      const reason = { en: 'it names neither a managing nor a collecting officer', zh: '管户人与清收人均为空白' };
      return { code: 'E_ASSIGNMENT', params: { reason } };
    }
    return { ...entryOf(row), ...officers };
  });
  refuseTwiceAssigned(register.entries);
  return register;
}

/** Refuses two rows of one loan since the same day, in one file or two. Errors: E_ASSIGNMENT. */
export function refuseTwiceAssigned(assignments: readonly Assignment[]): void {
  const first = new Map<string, Assignment>();
  for (const assignment of assignments) {
    const { loan, date, file, line } = assignment;
    const print = `${date} ${loan}`;
    const earlier = first.get(print);
    if (earlier !== undefined) {
      const place = placeBeside(earlier, assignment);
      const reason = {
        en: `the same loan has a row since this day on line ${place}: who answers for it cannot be known`,
        zh: `第 ${place} 行已有同一借据、同一起始日的责任人：无法判断由谁负责`,
      };
      throw new UserError({ code: 'E_ASSIGNMENT', file, line, value: shownKey(loan), params: { reason } });
    }
    first.set(print, assignment);
  }
}

export const ASSIGNMENTS: RegisterKind<Assignment> = {
  id: 'assignments',
  option: 'assignments',
  title: { en: 'who manages and who collects a loan', zh: '管户清收责任登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readAssignments,
};
