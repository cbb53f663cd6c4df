import type { AnsweredNpl } from '../../measure/answered-npl.js';
import type { NamedNpl, NewNplSum } from '../../measure/responsibility-report.js';
import { isoDate } from '../../model/civil-date.js';
import { yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { recoveryJson } from './frame.js';
import type { ResponsibilityContent } from './responsibility-content.js';

/** npl.responsibility/1: the figures of the responsibility report, in the manner of npl.report. */
export function responsibilityJson(content: ResponsibilityContent): object {
  const { figures, registerGiven, determineWithin } = content;
  return recoveryJson('npl.responsibility/1', content, {
    registerGiven,
    since: isoDate(figures.start),
    determineWithin,
    total: sumJson(figures.total),
    states: Object.fromEntries(figures.byState.map(({ state, ...sum }) => [state, sumJson(sum)])),
    loans: figures.loans.map(loanJson),
    overdue: figures.overdue?.map(({ loan, due, overdueDays }) => ({ loan: shownKey(loan), due: due && isoDate(due), days: overdueDays })),
    persons: figures.persons.map(({ person, role, ...sum }) => ({ person, role, ...sumJson(sum) })),
    firstResponsible: figures.firstResponsible?.map(namedJson),
    managing: figures.managing?.map(namedJson),
    causes: figures.byCause.map(({ cause, text, ...sum }) => ({ cause, text, ...sumJson(sum) })),
    by: figures.by.map(({ key, settled, overdue, ...sum }) => ({ key, ...sumJson(sum), settled: sumJson(settled), overdue })),
    others: figures.others.map(shownKey),
  });
}

function sumJson({ count, gross, now }: NewNplSum): object {
  return { count, gross: yuan(gross), now: yuan(now) };
}

function namedJson({ name, start, now }: NamedNpl): object {
  return { name, notOnLedger: name === undefined ? true : undefined, start: start && sumJson(start), now: sumJson(now) };
}

function loanJson(one: AnsweredNpl): object {
  const { loan, gross, now, formedOn, formedStated, due, state, cause, determined, overdueDays, rows, parts } = one;
  return {
    loan: shownKey(loan),
    gross: yuan(gross),
    now: yuan(now),
    formed: isoDate(formedOn),
    formedStated,
    due: due === undefined ? undefined : isoDate(due),
    overdueDays,
    state,
    determined: determined === undefined ? undefined : isoDate(determined),
    cause: cause?.cause,
    causeText: cause?.text,
    persons:
      parts.length > 0
        ? parts.map(({ row: { person, role, share }, ...part }) => ({
            person,
            role,
            share,
            gross: yuan(part.gross),
            now: yuan(part.now),
          }))
        : rows.filter(({ person }) => person !== undefined).map(({ person, role }) => ({ person, role })),
  };
}
