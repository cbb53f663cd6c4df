import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import type { Bilingual } from '../diagnostics/wording.js';
import { isoDate } from '../model/civil-date.js';
import { LIMITATIONS, STAGES, type Stage } from '../model/limitation.js';
import type { LitigationCase } from '../model/litigation.js';
import { shownKey } from '../model/portfolio.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';
import { LITIGATION_FIELDS } from './litigation-fields.js';
import { placeOf, type Register, type RegisterRow, readRegister, refuseLater, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

export const LITIGATION_SCHEMA: Schema = { id: 'litigation', key: 'loan', fields: LITIGATION_FIELDS };

const STARTS = ['dueDate', 'lastDemand', 'filed', 'judged', 'performanceDue', 'depositFrozen', 'movablesSeized', 'propertySeized'] as const;
/** Days that tell of what has happened; the others may lie ahead. */
const HAPPENED = ['lastDemand', 'filed', 'judged', 'depositFrozen', 'movablesSeized', 'propertySeized'] as const;

/** Cases in file order. Errors: those of the table; E_LITIGATION where a row contradicts itself. */
export function readLitigation(source: Source): Register<LitigationCase> {
  return readRegister<LitigationCase>(source, LITIGATION_SCHEMA, (row) => {
    const stage = STAGES[row.number('stage') as number] as Stage;
    const refused = refusedStage(row, stage) ?? refusedOrder(row);
    if (refused !== undefined) return refused;
    const [claimed, ableToPay] = [row.number('claimed'), row.number('ableToPay')];
    return {
      ...placeOf(row),
      loan: row.key('loan') as string,
      stage,
      ...textsOf(row, 'court', 'caseNumber'),
      starts: daysOf(row, STARTS),
      until: daysOf(row, LIMITATIONS),
      ...stated({
        claimed: claimed === undefined ? undefined : BigInt(claimed),
        guarantorClaimed: row.number('guarantorClaimed'),
        ableToPay: ableToPay === undefined ? undefined : ableToPay === 1,
      }),
    };
  });
}

/** The days of the fields named, of those that are not blank. */
function daysOf<K extends string>(row: RegisterRow, names: readonly K[]): Partial<Record<K, number>> {
  return stated(Object.fromEntries(names.map((name) => [name, row.number(name)]))) as Partial<Record<K, number>>;
}

/** A stage before a day that the row states. */
function refusedStage(row: RegisterRow, stage: Stage): RowProblem | undefined {
  const isUnsued = stage === 'not-sued';
  const filed = row.number('filed');
  const judged = row.number('judged');
  if (isUnsued && filed !== undefined) {
    return refuse(`the stage is not-sued, and it was filed on ${isoDate(filed)}`, `阶段为未诉，却有起诉日期 ${isoDate(filed)}`);
  }
  if ((isUnsued || stage === 'filed') && judged !== undefined) {
    const zh = isUnsued ? '未诉' : '已诉';
    return refuse(`the stage is ${stage}, and it was judged on ${isoDate(judged)}`, `阶段为${zh}，却有判决日期 ${isoDate(judged)}`);
  }
  return undefined;
}

/** Pairs of columns whose second day does not come before the first. */
const ORDERED = [
  ['filed', 'judged', { en: 'judged', zh: '判决' }, { en: 'filed', zh: '起诉' }],
  ['judged', 'performanceDue', { en: 'to be performed until', zh: '履行期届满' }, { en: 'judged', zh: '判决' }],
  ['judged', 'enforcement', { en: 'enforceable until', zh: '执行时效届满' }, { en: 'judged', zh: '判决' }],
  ['depositFrozen', 'deposit', { en: 'deposits frozen until', zh: '存款冻结到期' }, { en: 'frozen', zh: '冻结' }],
  ['movablesSeized', 'movables', { en: 'movables seized until', zh: '动产查封到期' }, { en: 'seized', zh: '查封' }],
  ['propertySeized', 'property', { en: 'property seized until', zh: '不动产查封到期' }, { en: 'seized', zh: '查封' }],
] as const;

function refusedOrder(row: RegisterRow): RowProblem | undefined {
  for (const [first, second, later, earlier] of ORDERED) {
    const [from, to] = [row.number(first), row.number(second)];
    if (from === undefined || to === undefined || to >= from) continue;
    return refuse(
      `${later.en} ${isoDate(to)}, before it was ${earlier.en} on ${isoDate(from)}`,
      `${later.zh} ${isoDate(to)} 早于${earlier.zh} ${isoDate(from)}`,
    );
  }
  return undefined;
}

const ADVICE: Bilingual = { en: 'correct the stage or the date', zh: '请更正阶段或日期' };

function refuse(en: string, zh: string): RowProblem {
  return { code: 'E_LITIGATION', params: { reason: { en, zh }, advice: ADVICE } };
}

/**
 * What no row shows alone, over all files: a loan stands once, and what has happened lies not after the data date. Errors:
 * E_LITIGATION, E_EVENT_AFTER_AS_OF.
 */
export function checkLitigation(cases: readonly LitigationCase[], asOf: number): void {
  const seen = new Map<string, LitigationCase>();
  const twice: Diagnostic[] = [];
  for (const one of cases) {
    const first = seen.get(one.loan);
    if (first === undefined) {
      seen.set(one.loan, one);
      continue;
    }
    const place = `${first.file}:${first.line}`;
    const reason = { en: `the loan stands at ${place} already`, zh: `该借据已见于 ${place}` };
    const advice = { en: 'one row a loan, which says where its case stands now', zh: '每笔借据一行，写明案件现状' };
    twice.push({ code: 'E_LITIGATION', file: one.file, line: one.line, value: shownKey(one.loan), params: { reason, advice } });
  }
  if (twice.length > 0) throw new UserError(twice.slice(0, 20));
  const happened = cases.flatMap(({ file, line, starts, guarantorClaimed }) =>
    [...HAPPENED.map((name) => starts[name]), guarantorClaimed].flatMap((date) => (date === undefined ? [] : [{ file, line, date }])),
  );
  refuseLater(happened, asOf, isoDate);
}

export const LITIGATION: RegisterKind<LitigationCase> = {
  id: 'litigation',
  option: 'litigation',
  says: 'state',
  title: { en: 'where cases stand, and what runs out when', zh: '诉讼台账' },
  fields: LITIGATION_FIELDS,
  read: readLitigation,
  check: checkLitigation,
};
