import type { CaseLoan } from '../../measure/case-loans.js';
import type { LimitationDate } from '../../measure/limitation-dates.js';
import type { CaseOfLoan, CaseSums } from '../../measure/litigation-report.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import type { LimitationTable } from '../../model/limitation.js';
import { yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { judgingTableJson, tallyJson } from '../json-values.js';
import { recoveryJson } from './frame.js';
import type { LitigationContent } from './litigation-content.js';

const day = (value: DayNumber | undefined): string | undefined => (value === undefined ? undefined : isoDate(value));

/** npl.litigation/1: the figures of the litigation report, in the manner of npl.report. */
export function litigationJson(content: LitigationContent): object {
  const { figures, table, within, registerGiven } = content;
  const { npl } = figures;
  return recoveryJson('npl.litigation/1', content, {
    registerGiven,
    within,
    until: isoDate(figures.until),
    table: tableJson(table),
    npl: {
      ...tallyJson(npl.all),
      withCase: tallyJson(npl.withCase),
      sued: tallyJson(npl.sued),
      withoutCase: tallyJson(npl.withoutCase),
    },
    stages: figures.stages.map(({ stage, ...sums }) => ({ stage, ...sumsJson(sums) })),
    total: sumsJson(figures.total),
    limitations: figures.byLimitation.map(({ limitation, runOut, within: soon, unknown }) => ({
      limitation,
      runOut: tallyJson(runOut),
      within: tallyJson(soon),
      unknown: tallyJson(unknown),
    })),
    dates: figures.runsOut.map((one) => ({ ...caseJson(one), ...dateJson(one), daysLeft: one.daysLeft })),
    unknown: figures.unknown.map((one) => ({ ...caseJson(one), limitation: one.limitation, missing: one.missing })),
    ableNotSued: figures.ableNotSued.map(caseJson),
    withoutCase: figures.withoutCase.map(({ at, action, guarantee }) => ({
      ...loanJson(at),
      action: day(action),
      guarantee: day(guarantee),
    })),
    left: figures.left.map(caseJson),
    guaranteeHeld: figures.guaranteeHeld,
    by: figures.by.map(({ key, cases, withoutCase, ...counts }) => ({
      key,
      ...sumsJson(cases),
      ...counts,
      withoutCase: tallyJson(withoutCase),
    })),
  });
}

function tableJson(table: LimitationTable): object {
  const { periods } = table;
  const verified = periods.every((period) => period.verified);
  return {
    ...judgingTableJson('limitation', table, verified),
    periods: periods.map(({ id: limitation, months, source: article, verified: own }) => ({
      limitation,
      months,
      source: article,
      verified: own,
    })),
  };
}

function sumsJson({ onBook, offBook, claimed }: CaseSums): object {
  return { onBook: tallyJson(onBook), offBook: tallyJson(offBook), claimed: yuan(claimed) };
}

function loanJson({ loan, now, standing, owed, borrower, officer }: CaseLoan): object {
  return {
    loan: shownKey(loan),
    ...(now === loan ? {} : { now: shownKey(now) }),
    standing,
    owed: owed === undefined ? undefined : yuan(owed),
    borrower,
    officer,
  };
}

function caseJson({ case: one, at }: CaseOfLoan): object {
  const { stage, court, caseNumber, claimed, starts, ableToPay } = one;
  return {
    ...loanJson(at),
    stage,
    filed: day(starts.filed),
    judged: day(starts.judged),
    lastDemand: day(starts.lastDemand),
    court,
    caseNumber,
    claimed: claimed === undefined ? undefined : yuan(claimed),
    ableToPay,
  };
}

function dateJson({ limitation, until, stated }: LimitationDate): object {
  return { limitation, until: isoDate(until), stated };
}
