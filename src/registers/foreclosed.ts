import { UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import { FORECLOSED_KINDS, type ForeclosedAsset, type ForeclosedKind } from '../model/foreclosed.js';
import { shownKey } from '../model/portfolio.js';
import { placeBeside } from '../model/register-rows.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';
import {
  amountColumn,
  BORROWER_NAMES,
  choiceColumn,
  choiceOf,
  dateColumn,
  INSTITUTION_FIELD,
  keyColumn,
  LOAN_NAMES,
  needed,
  type RegisterField,
  textColumn,
} from './fields.js';
import { placeOf, type Register, type RegisterRow, readRegister, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const KIND_WORDS: Readonly<Record<ForeclosedKind, readonly string[]>> = {
  'real-estate': ['房产', '房屋', '不动产', '厂房', '商铺', 'real-estate', 'real estate', 'building'],
  land: ['土地', '土地使用权', 'land'],
  movable: ['动产', '机器设备', '车辆', 'movable', 'movables'],
  equity: ['股权', '股票', 'equity'],
  right: ['权利', '其他权利', 'right', 'rights'],
  other: ['其他', 'other'],
};

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  keyColumn(
    'asset',
    ['asset_id', '抵债资产编号', '资产编号'],
    { en: 'the asset; one row each', zh: '抵债资产编号；每项资产一行' },
    'DZ-2019-01',
    needed({ en: 'names the asset', zh: '标识抵债资产' }),
  ),
  keyColumn('loan', LOAN_NAMES, { en: 'the loan that it was taken for; or its borrower', zh: '所抵借据号；或填客户编号' }, 'HB-2016-0775'),
  keyColumn(
    'borrower',
    BORROWER_NAMES,
    { en: 'the borrower, where the asset stands for several loans', zh: '客户编号（一项资产抵多笔借据时）' },
    'C000117',
  ),
  choiceColumn(
    choiceOf(
      FORECLOSED_KINDS.map((kind) => KIND_WORDS[kind]),
      'E_CHOICE',
    ),
    'kind',
    ['kind', '资产类别', '类别', '资产类型'],
    { en: 'real-estate, land, movable, equity, right, other', zh: '房产、土地、动产、股权、权利、其他' },
    '房产',
    needed({ en: 'says what it is', zh: '说明资产类别' }),
  ),
  textColumn('description', ['description', '资产名称', '名称', '说明'], { en: 'what it is, in words', zh: '资产名称' }, '厂房一处'),
  dateColumn(
    'acquiredOn',
    ['acquired_on', '取得日期', '抵债日期', '入账日期'],
    { en: 'when it was acquired', zh: '取得日期' },
    '2019-06-30',
    needed({ en: 'is what its age is reckoned from', zh: '用于计算持有期限' }),
  ),
  amountColumn(
    'booked',
    ['booked_value', '入账价值', '入账金额', '账面价值'],
    { en: 'the value that it was booked at', zh: '入账价值' },
    '1260000.00',
    needed({ en: 'is what it was booked at', zh: '抵债资产的入账价值' }),
  ),
  amountColumn('impairment', ['impairment', '减值准备', '减值'], { en: 'impairment held against it', zh: '减值准备' }, '60000.00'),
  dateColumn('disposedOn', ['disposed_on', '处置日期', '变现日期'], { en: 'when it was disposed of', zh: '处置日期' }, '2019-12-20'),
  amountColumn('proceeds', ['proceeds', '处置收入', '变现金额', '处置金额'], { en: 'what that brought', zh: '处置收入' }, '1150000.00'),
];

export const FORECLOSED_SCHEMA: Schema = { id: 'foreclosed', key: 'asset', fields: FIELDS };

/** Assets in file order. Errors: those of the table; E_FORECLOSED for what a row's values say together. */
export function readForeclosed(source: Source): Register<ForeclosedAsset> {
  return readRegister<ForeclosedAsset>(source, FORECLOSED_SCHEMA, (row) => {
    const refused = refusedAsset(row);
    if (refused !== undefined) return refused;
    const disposedOn = row.number('disposedOn');
    return {
      ...placeOf(row),
      id: row.key('asset') as string,
      ...stated({ loan: row.key('loan'), borrower: row.key('borrower') }),
      kind: FORECLOSED_KINDS[row.number('kind') as number] as ForeclosedKind,
      ...textsOf(row, 'description'),
      acquiredOn: row.number('acquiredOn') as number,
      booked: row.cents('booked'),
      impairment: row.cents('impairment'),
      ...(disposedOn === undefined ? {} : { disposedOn, proceeds: row.cents('proceeds') }),
    };
  });
}

function refusedAsset(row: RegisterRow): RowProblem | undefined {
  const refuse = (en: string, zh: string): RowProblem => ({ code: 'E_FORECLOSED', params: { reason: { en, zh } } });
  const [acquired, disposed, proceeds] = [row.number('acquiredOn') as number, row.number('disposedOn'), row.number('proceeds')];
  if (row.key('loan') === undefined && row.key('borrower') === undefined)
    return refuse('it names neither the loan nor the borrower that it was taken for', '未填所抵借据号，也未填客户编号');
  if (disposed !== undefined && disposed < acquired) return refuse('it was disposed of before it was acquired', '处置日期早于取得日期');
  if (disposed !== undefined && proceeds === undefined)
    return refuse('it was disposed of, and what that brought is not stated (0 where nothing)', '已处置而未填处置收入（无收入填 0）');
  if (disposed === undefined && proceeds !== undefined)
    return refuse('it brought something, and when it was disposed of is not stated', '填了处置收入而未填处置日期');
  if (row.cents('impairment') > row.cents('booked')) return refuse('the impairment is above the booked value', '减值准备大于入账价值');
  return undefined;
}

/** Refuses an asset that stands twice, and one acquired or disposed of after the data date. Errors: E_FORECLOSED, E_EVENT_AFTER_AS_OF. */
export function checkAssets(assets: readonly ForeclosedAsset[], asOf: DayNumber): void {
  const seen = new Map<string, ForeclosedAsset>();
  for (const asset of assets) {
    const { id, file, line } = asset;
    const first = seen.get(id);
    if (first !== undefined) {
      const place = placeBeside(first, asset);
      const reason = { en: `it stands on line ${place} already`, zh: `已见于第 ${place} 行` };
      throw new UserError({ code: 'E_FORECLOSED', file, line, value: shownKey(id), params: { reason } });
    }
    seen.set(id, asset);
    const late = [asset.acquiredOn, asset.disposedOn].find((day) => day !== undefined && day > asOf);
    if (late !== undefined)
      throw new UserError({ code: 'E_EVENT_AFTER_AS_OF', file, line, params: { date: isoDate(late), asOf: isoDate(asOf) } });
  }
}

export const FORECLOSED: RegisterKind<ForeclosedAsset> = {
  id: 'foreclosed',
  option: 'foreclosed',
  title: { en: 'assets taken for debts', zh: '抵债资产登记簿' },
  says: 'state',
  fields: FIELDS,
  read: readForeclosed,
  check: checkAssets,
};
