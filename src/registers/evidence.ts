import type { Evidence } from '../model/events.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { dateColumn, INSTITUTION_FIELD, LOAN_FIELD, needed, type RegisterField, textColumn } from './fields.js';
import { placeOf, type Register, readRegister, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  LOAN_FIELD,
  textColumn(
    'name',
    ['evidence', '证据', '核销证据', '材料'],
    { en: 'what is on file, as the eligibility table names it', zh: '已取得的证据，名称与核销条件表一致' },
    '终结执行裁定书',
    needed({ en: 'is what is on file', zh: '已取得的证据' }),
  ),
  dateColumn('date', ['date', '取得日期', '日期'], { en: 'when it was obtained', zh: '取得日期' }, '2019-03-01'),
  textColumn('reference', ['reference', '文号', '编号'], { en: 'its number', zh: '文号' }, '（2018）皖0602执123号'),
];

export const EVIDENCE_SCHEMA: Schema = { id: 'evidence', key: 'loan', fields: FIELDS };

/** Evidence in file order. */
export function readEvidence(source: Source): Register<Evidence> {
  return readRegister<Evidence>(source, EVIDENCE_SCHEMA, (row) => ({
    ...placeOf(row),
    loan: row.key('loan') as string,
    name: row.text('name') as string,
    ...stated({ date: row.number('date') }),
    ...textsOf(row, 'reference'),
  }));
}

export const EVIDENCE: RegisterKind<Evidence> = {
  id: 'evidence',
  option: 'evidence',
  title: { en: 'evidence for write-offs', zh: '核销证据登记簿' },
  says: 'entries',
  fields: FIELDS,
  read: readEvidence,
};
