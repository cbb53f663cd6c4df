import type { Amount, PeriodWriteOffs, WriteOffReport, WriteOffSplit } from '../../measure/write-off-report.js';
import { isoDate, NO_DAY } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import { loanText } from '../../model/loan-facts.js';
import { yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { ratioJson, tallyJson } from '../json-values.js';
import { placeOf } from '../sections/notes.js';
import { eligibilityJson } from './eligibility.js';
import { recoveryJson } from './frame.js';
import { offBookJson } from './off-book-json.js';
import type { WriteOffContent } from './write-off-content.js';

/** npl.write-off/1: the figures of the write-off report, in the manner of npl.report. */
export function writeOffJson(content: WriteOffContent): object {
  const { figures, unknownEvents } = content;
  return recoveryJson('npl.write-off/1', content, {
    table: eligibilityJson(content.backlog.table),
    ...(figures === undefined ? {} : figuresJson(figures)),
    ...(content.offBook.length === 0 ? {} : { offBook: content.offBook.map(offBookJson) }),
    backlog: backlogJson(content),
    unknownEvents: unknownEvents.map(placeOf),
  });
}

function figuresJson(figures: WriteOffReport): object {
  const { month, yearToDate, sinceLock, lockDate, rates, claims } = figures;
  return {
    written: {
      month: periodJson(month),
      yearToDate: periodJson(yearToDate),
      sinceLock: sinceLock && periodJson(sinceLock),
      lockDate: lockDate === undefined ? undefined : isoDate(lockDate),
    },
    rates: rates && { ofLoans: ratioJson(rates.ofLoans), ofNpl: ratioJson(rates.ofNpl) },
    grounds: figures.grounds.map(({ ground, ...sums }) => ({ ground, ...splitJson(sums) })),
    by: figures.by.map(({ key, ...sums }) => ({ key, ...splitJson(sums) })),
    disposals: figures.disposals.map(({ kind, price, loss, ...sum }) => ({
      kind,
      ...amountJson(sum),
      price: price === undefined ? undefined : yuan(price),
      ...(kind === 'transfer' ? { loss: yuan(loss) } : {}),
    })),
    claims: {
      from: isoDate(claims.from),
      opening: { count: claims.openingCount, principal: yuan(claims.opening) },
      writtenOff: yuan(claims.writtenOff),
      writtenBack: yuan(claims.writtenBack),
      recovered: yuan(claims.recovered),
      recoveredBack: yuan(claims.recoveredBack),
      closing: { count: claims.closingCount, principal: yuan(claims.closing) },
      interest: yuan(claims.interest),
      fees: yuan(claims.fees),
      withoutClaim: yuan(claims.withoutClaim),
      vintages: claims.vintages.map(({ year, loans, writtenOff, recovered, left, rate }) => ({
        year,
        count: loans,
        writtenOff: yuan(writtenOff),
        recovered: yuan(recovered),
        left: yuan(left),
        rate: ratioJson(rate),
      })),
    },
  };
}

function amountJson({ count, principal }: Amount): object {
  return { count, principal: yuan(principal) };
}

function splitJson({ month, yearToDate, sinceLock }: WriteOffSplit): object {
  return { month: amountJson(month), yearToDate: amountJson(yearToDate), sinceLock: sinceLock && amountJson(sinceLock) };
}

function periodJson({ writeOff, transferLoss, total, interest, takenBack }: PeriodWriteOffs): object {
  return {
    writeOff: amountJson(writeOff),
    transferLoss: amountJson(transferLoss),
    total: amountJson(total),
    interest: yuan(interest),
    takenBack: amountJson(takenBack),
  };
}

function backlogJson({ backlog, portfolio, classified }: WriteOffContent): object {
  return {
    ...tallyJson(backlog.tally),
    ready: tallyJson(backlog.ready),
    evidenceGiven: backlog.evidenceGiven,
    rules: backlog.byRule.map(({ rule, tally }) => ({
      id: rule.id,
      name: rule.name,
      source: rule.source,
      verified: rule.verified,
      ...tallyJson(tally),
    })),
    notAssessed: backlog.notAssessed,
    loans: backlog.loans.map(({ loan, rules, missing }) => {
      const days = classified.daysPastDue[loan] as number;
      return {
        loan: shownKey(textAt(portfolio.keys, loan)),
        borrower: loanText(portfolio, 'borrowerId', loan),
        name: loanText(portfolio, 'borrowerName', loan),
        branch: loanText(portfolio, 'branch', loan),
        balance: yuan(BigInt(portfolio.balance[loan] as number)),
        days: days === NO_DAY ? undefined : days,
        class: className(classified.used[loan] as number),
        rules: rules.map(({ id }) => id),
        missing: missing.map(({ id }) => id),
      };
    }),
  };
}
