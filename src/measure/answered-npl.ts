import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { groupBy } from '../model/groups.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import { type Month, shownKey } from '../model/portfolio.js';
import type { Remembered } from '../model/remembered.js';
import type { LoanCause, Responsibility, ResponsibilityState } from '../model/responsibility.js';
import type { Families } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { dealOut } from './deal-out.js';
import type { RollForwardLine } from './follow-line.js';
import { latestFirst } from './last-held.js';
import { loanCauses } from './loan-causes.js';
import { entriesOf, turnedOn } from './new-npl.js';

/** The new NPLs that somebody is to answer for, and what they are found by. */
export interface AnsweredFrom {
  /** Lines of the new NPLs since `start`: those of the report's bridge. */
  readonly lines: readonly RollForwardLine[];
  /** Date of the lock, or of the ledger that is compared with. */
  readonly start: DayNumber;
  /** Loans that were NPL then. */
  readonly opened: readonly string[];
  readonly families: Families;
  readonly current: Month;
  readonly earlier: readonly Month[];
  /** Others that say whose loans that are gone were. */
  readonly behind?: readonly Month[];
  /** What a book remembers of the NPLs of its months. */
  readonly remembered?: Remembered;
  readonly events: readonly LoanEvent[];
  /** Checked; undefined where no register was given. */
  readonly rows?: readonly Responsibility[];
  /** Days after formation until which it is to be settled who answers; undefined where nobody says. */
  readonly determineWithin?: number;
}

/** One person's part in one new NPL. */
export interface AnsweredPart {
  readonly row: Responsibility;
  readonly gross: Cents;
  readonly now: Cents;
}

/** A new NPL: a loan, or some that took each other's place. */
export interface AnsweredNpl {
  /** The loan that the latest ledger holds of it, or that the bridge names. */
  readonly loan: string;
  readonly members: readonly string[];
  /** What turned NPL, whatever left again. */
  readonly gross: Cents;
  readonly now: Cents;
  readonly formedOn: DayNumber;
  /** False where no event says it: then `formedOn` is the first ledger that shows it. */
  readonly formedStated: boolean;
  readonly due?: DayNumber;
  /** 'none' without a row in the register. */
  readonly state: ResponsibilityState | 'none';
  readonly cause?: LoanCause;
  /** Last of its days. */
  readonly determined?: DayNumber;
  /** Not settled, and due before the data date. */
  readonly overdueDays?: number;
  readonly rows: readonly Responsibility[];
  /** Largest share first; none where it is not determined. */
  readonly parts: readonly AnsweredPart[];
}

export interface Answered {
  /** Largest first, equal ones by loan. */
  readonly loans: readonly AnsweredNpl[];
  /** Rows of loans that are no new NPL. */
  readonly others: readonly Responsibility[];
  /** Rows determined on a day on which a ledger or the start shows that the loan was no NPL yet. */
  readonly early: readonly Responsibility[];
}

/**
 * New NPLs with what the register says of each. Errors: E_RESPONSIBILITY where it names one NPL by two loans, or settles who answers
 * before the day on which an event says that the loan turned.
 */
export function answeredNpl(from: AnsweredFrom): Answered {
  const { families, rows = [] } = from;
  const entries = entriesOf(from.events);
  const stock = families.areAny ? families.linesFrom(from.opened) : undefined;
  const byLoan = groupBy(rows, ({ loan }) => loan);
  const taken = new Set<string>();
  const early: Responsibility[] = [];
  const loans = from.lines
    .map((line) => ({ line, gross: line.channels.formation + line.channels.relapse }))
    .filter(({ line, gross }) => gross !== 0n || line.closing !== 0n)
    .map(({ line, gross }): AnsweredNpl => {
      const members = [...new Set([line.family, ...(stock?.members(line.family) ?? [])])];
      const own = rowsOf(members, byLoan);
      for (const member of members) taken.add(member);
      const found = answered(from, { line, gross, members, rows: own, entries });
      // One that is NPL again may have been settled the first time.
      if (line.channels.relapse === 0n) early.push(...earlyRows(from, found));
      return found;
    })
    .sort((a, b) => (a.gross === b.gross ? (a.loan < b.loan ? -1 : 1) : a.gross > b.gross ? -1 : 1));
  return { loans, others: rows.filter(({ loan }) => !taken.has(loan)), early };
}

/** Rows that settle who answers for a loan before it was an NPL. Errors: E_RESPONSIBILITY where an event says when it became one. */
function earlyRows(from: AnsweredFrom, { members, rows, formedOn: turned, formedStated }: AnsweredNpl): Responsibility[] {
  if (!formedStated) {
    const last = performingOn(from, members, turned);
    return rows.filter(({ determined }) => determined !== undefined && determined <= last);
  }
  const faults = rows.flatMap((row): Diagnostic[] => {
    const { determined } = row;
    return determined === undefined || determined >= turned ? [] : [beforeItTurned(row, isoDate(determined), isoDate(turned))];
  });
  if (faults.length > 0) throw new UserError(faults);
  return [];
}

function beforeItTurned({ file, line, loan }: Responsibility, determined: string, turned: string): Diagnostic {
  return {
    code: 'E_RESPONSIBILITY',
    file,
    line,
    value: shownKey(loan),
    params: {
      reason: {
        en: `determined on ${determined}, and an event says that the loan became non-performing on ${turned}`,
        zh: `认责日期 ${determined} 早于登记簿所载转为不良的日期 ${turned}`,
      },
      advice: { en: 'correct the loan or the date, here or in the events', zh: '请更正借据号或日期（本登记簿或事件登记簿）' },
    },
  };
}

/** The last day at hand, before a line turned, on which it is known to have been no NPL. */
function performingOn({ start, earlier, remembered }: AnsweredFrom, members: readonly string[], turned: DayNumber): DayNumber {
  const held = ({ portfolio }: Month) => members.some((key) => findText(portfolio.keys, key) >= 0);
  const days = [
    ...earlier.filter((month) => held(month) && !members.some((key) => isNplIn(month, key))).map(({ portfolio }) => portfolio.asOf),
    ...(remembered?.(members) ?? []).flatMap(({ on, isNpl }) => (isNpl ? [] : [on])),
  ];
  return Math.max(start, ...days.filter((day) => day < turned));
}

function rowsOf(members: readonly string[], byLoan: ReadonlyMap<string, readonly Responsibility[]>): readonly Responsibility[] {
  const named = members.filter((member) => byLoan.has(member));
  const [first, second] = named.map((member) => byLoan.get(member)?.[0] as Responsibility);
  if (first !== undefined && second !== undefined) {
    const [one, place] = [shownKey(first.loan), `${first.file}:${first.line}`];
    throw new UserError({
      code: 'E_RESPONSIBILITY',
      file: second.file,
      line: second.line,
      value: shownKey(second.loan),
      params: {
        reason: { en: `it stands for the same NPL as ${one} (${place})`, zh: `与 ${one}（${place}）为同一笔不良` },
        advice: { en: 'name an NPL by one of its loans', zh: '同一笔不良只用一个借据号登记' },
      },
    });
  }
  return first === undefined ? [] : (byLoan.get(first.loan) ?? []);
}

interface Line {
  readonly line: RollForwardLine;
  readonly gross: Cents;
  readonly members: readonly string[];
  readonly rows: readonly Responsibility[];
  readonly entries: ReturnType<typeof entriesOf>;
}

function answered(from: AnsweredFrom, { line, gross, members, rows, entries }: Line): AnsweredNpl {
  const { asOf } = from.current.portfolio;
  const now = line.closing;
  const state = rows[0]?.state ?? 'none';
  const formed = formedOn(from, members, entries);
  const due = from.determineWithin === undefined ? undefined : formed.on + from.determineWithin;
  const cause = [...loanCauses(rows).values()][0];
  const days = rows.flatMap(({ determined }) => determined ?? []);
  const isOverdue = due !== undefined && due < asOf && (state === 'open' || state === 'none');
  return {
    loan: homeOf(from, members) ?? line.family,
    members,
    gross,
    now,
    formedOn: formed.on,
    formedStated: formed.stated,
    ...(due === undefined ? {} : { due }),
    state,
    ...(cause === undefined ? {} : { cause }),
    ...(days.length === 0 ? {} : { determined: Math.max(...days) }),
    ...(isOverdue ? { overdueDays: asOf - due } : {}),
    rows: rows.toSorted(byPerson),
    parts: state === 'determined' ? partsOf(rows, gross, now) : [],
  };
}

function partsOf(rows: readonly Responsibility[], gross: Cents, now: Cents): AnsweredPart[] {
  const sorted = rows.toSorted((a, b) => compareShares(b.share ?? '', a.share ?? '') || byPerson(a, b));
  const shares = sorted.map(({ share = '0' }) => share);
  const [ofGross, ofNow] = [dealOut(gross, shares), dealOut(now, shares)];
  return sorted.map((row, i) => ({ row, gross: ofGross[i] as Cents, now: ofNow[i] as Cents }));
}

/** Shares are written "0.3" or "1.0": of equal whole parts, digits compare as text. */
function compareShares(a: string, b: string): number {
  const width = Math.max(a.length, b.length);
  const [one, other] = [a, b].map((share) => (share.includes('.') ? share : `${share}.`).padEnd(width + 1, '0')) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** By code points, so that the order does not hang on a locale. */
function byPerson(a: Responsibility, b: Responsibility): number {
  const [one, other] = [a, b].map(({ person = '', role = '' }) => `${person}\u001f${role}`) as [string, string];
  return one < other ? -1 : one > other ? 1 : 0;
}

/** The first stated formation or relapse since the start, or else the first ledger after it that shows an NPL of the line. */
function formedOn(
  { start, current, earlier, remembered }: AnsweredFrom,
  members: readonly string[],
  entries: Line['entries'],
): { readonly on: DayNumber; readonly stated: boolean } {
  const { asOf } = current.portfolio;
  const day = turnedOn(members, entries, start, asOf);
  if (day !== undefined) return { on: day, stated: true };
  const shown = [...earlier, current]
    .filter((month) => month.portfolio.asOf > start && members.some((key) => isNplIn(month, key)))
    .map((month) => month.portfolio.asOf)
    .concat((remembered?.(members) ?? []).flatMap(({ on, isNpl }) => (isNpl && on > start ? [on] : [])));
  return { on: shown.length === 0 ? asOf : Math.min(...shown), stated: false };
}

/** On the latest ledger that holds one of them: an NPL before others. */
function homeOf({ current, earlier, behind }: AnsweredFrom, members: readonly string[]): string | undefined {
  for (const month of latestFirst(current, earlier, behind)) {
    const held = members.filter((key) => findText(month.portfolio.keys, key) >= 0);
    if (held.length > 0) return held.find((key) => isNplIn(month, key)) ?? held[0];
  }
  return undefined;
}

function isNplIn({ portfolio, classified }: Month, key: string): boolean {
  const loan = findText(portfolio.keys, key);
  return loan >= 0 && isNpl(classified.used[loan] as ClassCode);
}
