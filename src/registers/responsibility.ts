import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { isoDate } from '../model/civil-date.js';
import { groupBy } from '../model/groups.js';
import { shownKey } from '../model/portfolio.js';
import { Decimal } from '../model/ratio.js';
import {
  CAUSES,
  type Cause,
  RESPONSIBILITY_STATES,
  type Responsibility,
  type ResponsibilityState,
  ROLES,
  type Role,
} from '../model/responsibility.js';
import type { Schema } from '../table/schema.js';
import type { Source } from '../table/source.js';
import type { RowProblem } from '../table/table-rules.js';
import {
  choiceColumn,
  choiceOf,
  dateColumn,
  INSTITUTION_FIELD,
  LOAN_FIELD,
  needed,
  type RegisterField,
  shareColumn,
  textColumn,
} from './fields.js';
import { placeOf, type Register, type RegisterRow, readRegister, refuseLater, stated, textsOf } from './read-register.js';
import type { RegisterKind } from './register-kind.js';

const ROLE_WORDS: Readonly<Record<Role, readonly string[]>> = {
  'first-responsible': ['第一责任人', 'first-responsible', 'first responsible'],
  managing: ['管户', '管户责任人', '管户经理', 'managing', 'manager'],
  investigating: ['调查', '调查责任人', '贷前调查', 'investigating', 'investigator'],
  reviewing: ['审查', '审查责任人', 'reviewing', 'reviewer'],
  approving: ['审批', '审批责任人', '批准', 'approving', 'approver'],
  disbursing: ['放款', '放款责任人', '发放', 'disbursing'],
  'post-lending': ['贷后管理', '贷后', '贷后责任人', 'post-lending', 'post lending'],
  collecting: ['清收', '清收责任人', 'collecting', 'collector'],
  leading: ['领导', '领导责任人', '机构负责人', 'leading'],
};
const STATE_WORDS: Readonly<Record<ResponsibilityState, readonly string[]>> = {
  determined: ['已认责', 'determined'],
  open: ['未认责', '认责中', 'open', 'not determined'],
  exempt: ['尽职免责', '免责', 'exempt'],
};
const CAUSE_WORDS: Readonly<Record<Cause, readonly string[]>> = {
  objective: ['客观', '客观原因', 'objective'],
  subjective: ['主观', '主观原因', 'subjective'],
};

function choices<T extends string>(names: readonly T[], words: Readonly<Record<T, readonly string[]>>) {
  return choiceOf(
    names.map((name) => words[name]),
    'E_CHOICE',
    names.map((name) => `${words[name][0]}/${name}`),
  );
}

const FIELDS: readonly RegisterField[] = [
  INSTITUTION_FIELD,
  LOAN_FIELD,
  textColumn('person', ['person', '责任人', '姓名'], { en: 'who', zh: '责任人' }, '丁浩'),
  choiceColumn(
    choices(ROLES, ROLE_WORDS),
    'role',
    ['role', '责任类型', '责任环节', '角色'],
    {
      en: `what the person had to do with the loan: ${ROLES.join(', ')}`,
      zh: `责任类型：${ROLES.map((role) => ROLE_WORDS[role][0]).join('、')}`,
    },
    '管户',
  ),
  shareColumn(
    'share',
    ['share', '责任比例', '认责比例', '比例'],
    {
      en: 'as 60% or 0.6; the shares of a loan make exactly 100%; only where determined',
      zh: '写作 60% 或 0.6；同一借据合计须为 100%；仅已认责填写',
    },
    '100%',
  ),
  choiceColumn(
    choices(RESPONSIBILITY_STATES, STATE_WORDS),
    'state',
    ['state', '认责状态', '状态', '认责情况'],
    { en: 'determined, open or exempt; the same in every row of a loan', zh: '已认责、未认责 或 尽职免责；同一借据各行须一致' },
    '已认责',
    needed({ en: 'says whether it is determined', zh: '说明认责状态' }),
  ),
  choiceColumn(
    choices(CAUSES, CAUSE_WORDS),
    'cause',
    ['cause', '成因', '原因类别', '成因类别'],
    { en: 'objective or subjective; one row of the loan is enough', zh: '客观 或 主观；同一借据填一行即可' },
    '主观',
  ),
  textColumn('causeText', ['cause_text', '成因说明', '原因', '具体原因'], { en: 'the cause in words', zh: '成因说明' }, '贷后检查流于形式'),
  dateColumn(
    'determined',
    ['determined_on', '认责日期', '认定日期'],
    { en: 'when it was determined, or found exempt', zh: '认责（或免责认定）日期' },
    '2019-12-10',
  ),
];

export const RESPONSIBILITY_SCHEMA: Schema = { id: 'responsibility', key: 'loan', fields: FIELDS };

/** Rows in file order. Errors: those of the table; E_RESPONSIBILITY where a row contradicts itself. */
export function readResponsibility(source: Source): Register<Responsibility> {
  return readRegister<Responsibility>(source, RESPONSIBILITY_SCHEMA, (row) => {
    const state = RESPONSIBILITY_STATES[row.number('state') as number] as ResponsibilityState;
    const refused = refusedState(row, state);
    if (refused !== undefined) return refused;
    const [role, cause] = [row.number('role'), row.number('cause')];
    return {
      ...placeOf(row),
      loan: row.key('loan') as string,
      state,
      ...textsOf(row, 'person', 'share', 'causeText'),
      ...stated({
        role: role === undefined ? undefined : ROLES[role],
        cause: cause === undefined ? undefined : CAUSES[cause],
        determined: row.number('determined'),
      }),
    };
  });
}

/** What a state needs and what it does not allow. */
function refusedState(row: RegisterRow, state: ResponsibilityState): RowProblem | undefined {
  const isStated = (name: string) => row.number(name) !== undefined || row.text(name) !== undefined;
  const word = { en: state, zh: STATE_WORDS[state][0] as string };
  if (isStated('role') && !isStated('person')) return refuse('a role without a person', '有责任类型而无责任人');
  if (state === 'determined') {
    const lacking = (['person', 'role', 'share', 'determined'] as const).find((name) => !isStated(name));
    if (lacking === undefined) return undefined;
    const header = FIELDS.find(({ name }) => name === lacking)?.names ?? [];
    return refuse(`determined, and ${header[0]} is blank`, `已认责，而${header[1]}为空`);
  }
  if (isStated('share')) {
    return refuse(`${word.en}, and a share is stated: only what is determined has shares`, `${word.zh}，却填了责任比例：仅已认责填写比例`);
  }
  if (state === 'open' && isStated('determined')) return refuse('open, and determined on is stated', '未认责，却填了认责日期');
  if (state === 'exempt' && !isStated('determined')) return refuse('exempt, and determined_on is blank', '尽职免责，而认责日期为空');
  return undefined;
}

const ADVICE = { en: 'correct the state or the column', zh: '请更正状态或该列' };

function refuse(en: string, zh: string): RowProblem {
  return { code: 'E_RESPONSIBILITY', params: { reason: { en, zh }, advice: ADVICE } };
}

/**
 * What no row shows alone, over all files: rows of a loan agree in state and cause, nobody stands twice in one role, and the
 * shares make exactly 100 %; nothing is determined after the data date. Errors: E_RESPONSIBILITY, E_EVENT_AFTER_AS_OF.
 */
export function checkResponsibility(rows: readonly Responsibility[], asOf: number): void {
  const found: Diagnostic[] = [];
  for (const own of groupBy(rows, ({ loan }) => loan).values()) {
    const one = refusedTogether(own);
    if (one !== undefined) found.push(one);
  }
  if (found.length > 0) throw new UserError(found.slice(0, 20));
  const determined = rows.flatMap(({ file, line, determined: date }) => (date === undefined ? [] : [{ file, line, date }]));
  refuseLater(determined, asOf, isoDate);
}

function refusedTogether(rows: readonly Responsibility[]): Diagnostic | undefined {
  const first = rows[0] as Responsibility;
  const say = (row: Responsibility, en: string, zh: string, adviceEn: string, adviceZh: string): Diagnostic => ({
    code: 'E_RESPONSIBILITY',
    file: row.file,
    line: row.line,
    value: shownKey(row.loan),
    params: { reason: { en, zh }, advice: { en: adviceEn, zh: adviceZh } },
  });
  const byWhom = new Map<string, Responsibility>();
  const saidBy: { cause?: Responsibility; causeText?: Responsibility } = {};
  for (const row of rows) {
    if (row.state !== first.state) {
      const at = shownPlace(first);
      return say(row, `its state is not that of ${at}`, `状态与 ${at} 不一致`, 'rows of one loan agree in state', '同一借据各行状态须一致');
    }
    const whom = `${row.person ?? ''}\u001f${row.role ?? ''}`;
    const before = byWhom.get(whom);
    if (before !== undefined) {
      const at = shownPlace(before);
      return say(
        row,
        `the same person in the same role as at ${at}`,
        `责任人与责任类型和 ${at} 重复`,
        'one row a person and role',
        '同一人同一责任类型只填一行',
      );
    }
    byWhom.set(whom, row);
    for (const name of ['cause', 'causeText'] as const) {
      if (row[name] === undefined) continue;
      const other = saidBy[name];
      if (other !== undefined && other[name] !== row[name]) {
        const at = shownPlace(other);
        return say(
          row,
          `its cause is not that of ${at}`,
          `成因与 ${at} 不一致`,
          'a loan has one cause; one row may state it',
          '一笔借据只有一个成因，填一行即可',
        );
      }
      saidBy[name] = row;
    }
  }
  if (first.state !== 'determined') return undefined;
  const sum = rows.reduce((total, { share = '0' }) => total.plus(share), new Decimal(0));
  if (sum.equals(1)) return undefined;
  const percent = `${sum.times(100).toFixed()} %`;
  const at = rows.map(shownPlace).join(', ');
  return say(
    first,
    `the shares of this loan make ${percent}, not 100 %: ${at}`,
    `该借据责任比例合计 ${percent}，不是 100 %：${at}`,
    'correct the shares',
    '请更正比例',
  );
}

function shownPlace({ file, line }: Responsibility): string {
  return `${file}:${line}`;
}

export const RESPONSIBILITY: RegisterKind<Responsibility> = {
  id: 'responsibility',
  option: 'responsibility',
  says: 'state',
  title: { en: 'who answers for which NPL', zh: '认责登记簿' },
  fields: FIELDS,
  read: readResponsibility,
  check: checkResponsibility,
};
