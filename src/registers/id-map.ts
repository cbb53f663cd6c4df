import { SUCCESSION_KINDS, type Succession } from '../model/events.js';
import type { FieldKind, Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import { foldWord } from '../table/values.js';
import { INSTITUTION_FIELD, type Register, readRegister } from './read-register.js';

const KIND_WORDS: readonly (readonly string[])[] = [
  ['借新还旧', '转据', 'renewal'],
  ['系统迁移', '核心迁移', 'migration', 'core migration'],
  ['拆分', 'split'],
  ['合并', 'merger'],
  ['债务转移', '债务承接', 'transfer-of-debt', 'transfer of debt'],
];
const KIND: FieldKind = {
  type: 'choice',
  words: new Map(KIND_WORDS.flatMap((words, code) => words.map((word) => [foldWord(word), code] as const))),
  refusal: 'E_KIND',
  shown: KIND_WORDS.map((words) => words[0]).join(', '),
};

export const ID_MAP_SCHEMA: Schema = {
  id: 'id-map',
  key: 'oldLoan',
  fields: [
    INSTITUTION_FIELD,
    {
      name: 'oldLoan',
      kind: { type: 'key' },
      names: ['old_id', 'old_loan', '原借据号', '旧借据号'],
      neededFor: { en: 'names the loan replaced', zh: '标识被接替的借据' },
      required: true,
    },
    {
      name: 'newLoan',
      kind: { type: 'key' },
      names: ['new_id', 'new_loan', '新借据号'],
      neededFor: { en: 'names the loan that takes its place', zh: '标识接替的借据' },
      required: true,
    },
    { name: 'share', kind: { type: 'share' }, names: ['share', '份额', '比例'] },
    { name: 'kind', kind: KIND, names: ['kind', '类型', '方式'] },
  ],
};

/**
 * Successions in file order; a blank share is the whole, a blank kind a renewal. Shares only bound what is given away (E_LINEAGE_SHARE
 * above 1): balances come from the ledgers, and what the successors of a loan do not hold stays unexplained.
 */
export function readIdMap(source: Source): Register<Succession> {
  return readRegister<Succession>(source, ID_MAP_SCHEMA, (row) => ({
    file: row.file,
    line: row.line,
    oldLoan: row.key('oldLoan') as string,
    newLoan: row.key('newLoan') as string,
    share: row.text('share') ?? '1',
    kind: SUCCESSION_KINDS[row.number('kind') ?? 0] as Succession['kind'],
  }));
}
