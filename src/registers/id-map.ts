import { SUCCESSION_KINDS, type Succession } from '../model/events.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { choiceColumn, choiceOf, INSTITUTION_FIELD, keyColumn, needed, type RegisterField, shareColumn } from './fields.js';
import { placeOf, type Register, readRegister } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const KIND_WORDS: readonly (readonly string[])[] = [
  ['借新还旧', '转据', 'renewal'],
  ['系统迁移', '核心迁移', 'migration', 'core migration'],
  ['拆分', 'split'],
  ['合并', 'merger'],
  ['债务转移', '债务承接', 'transfer-of-debt', 'transfer of debt'],
];
const KIND = choiceOf(KIND_WORDS, 'E_KIND');

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  keyColumn(
    'oldLoan',
    ['old_id', 'old_loan', '原借据号', '旧借据号'],
    { en: 'the loan replaced', zh: '被接替的借据号' },
    'HB-2017-0688',
    needed({ en: 'names the loan replaced', zh: '标识被接替的借据' }),
  ),
  keyColumn(
    'newLoan',
    ['new_id', 'new_loan', '新借据号'],
    { en: 'the loan that takes its place', zh: '接替的借据号' },
    'HB-2019-0262',
    needed({ en: 'names the loan that takes its place', zh: '标识接替的借据' }),
  ),
  shareColumn(
    'share',
    ['share', '份额', '比例'],
    { en: 'how much of the old loan it takes over, above 0 to 1; blank is the whole', zh: '承接份额，大于 0 至 1；空白为全部' },
    '1',
  ),
  choiceColumn(
    KIND,
    'kind',
    ['kind', '类型', '方式'],
    {
      en: 'renewal (also where blank), migration, split, merger, transfer-of-debt',
      zh: '借新还旧（空白亦是）、系统迁移、拆分、合并、债务转移',
    },
    '借新还旧',
  ),
];

export const ID_MAP_SCHEMA: Schema = { id: 'id-map', key: 'oldLoan', fields: FIELDS };

/**
 * Successions in file order; a blank share is the whole, a blank kind a renewal. Shares only bound what is given away (E_LINEAGE_SHARE
 * above 1): balances come from the ledgers, and what the successors of a loan do not hold stays unexplained.
 */
export function readIdMap(source: Source): Register<Succession> {
  return readRegister<Succession>(source, ID_MAP_SCHEMA, (row) => ({
    ...placeOf(row),
    oldLoan: row.key('oldLoan') as string,
    newLoan: row.key('newLoan') as string,
    share: row.text('share') ?? '1',
    kind: SUCCESSION_KINDS[row.number('kind') ?? 0] as Succession['kind'],
  }));
}

export const ID_MAP: RegisterKind<Succession> = {
  id: 'id-map',
  option: 'idMap',
  title: { en: 'loans that took the place of others', zh: '借据承接对照表' },
  says: 'entries',
  fields: FIELDS,
  read: readIdMap,
};
