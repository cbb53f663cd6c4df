import { nextClassFinder } from '../classify/next-class.js';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';
import type { ExitCode } from '../diagnostics/exit-codes.js';
import { listed } from '../diagnostics/wording.js';
import type { BaseLock } from '../model/base-lock.js';
import { isoDate } from '../model/civil-date.js';
import { didYouMean } from '../model/did-you-mean.js';
import { yuan } from '../model/money.js';
import { KEY_SEPARATOR, type Portfolio, shownKey } from '../model/portfolio.js';
import { SEGMENTS } from '../model/segmented.js';
import { findText, textAt } from '../model/text-index.js';
import { type Explanation, explainDocument, explainJson } from '../report/explain.js';
import type { Io } from './io.js';
import { loanRow } from './loan-row.js';
import { deliver, type OutputOptions } from './output/deliver.js';
import { provenanceOf } from './output/provenance.js';
import { checkTargets } from './output/targets.js';
import { exitOf, incompleteOf } from './reading/completeness.js';
import type { LedgerOptions } from './reading/open-ledgers.js';
import { inputPaths, type Opened, openMonths } from './reading/open-months.js';
import type { HistoryOptions, PolicyOptions } from './reading/read-background.js';
import { rowsDiagnostic } from './reading/tell-reading.js';

export interface ExplainOptions extends LedgerOptions, PolicyOptions, HistoryOptions, OutputOptions {
  readonly ledger: string;
  readonly loan: string;
}

/** One loan: its facts, every rule that fired on them, its class and segment, and what comes next. */
export async function runExplain(options: ExplainOptions, io: Io): Promise<ExitCode> {
  checkTargets([options.output, options.rejects], inputPaths([options.ledger], options));
  const opened = await openMonths([options.ledger], options, io);
  const explanation = explain(opened, findLoan(opened.month.portfolio, options.loan, opened.background.locks));
  await deliver(
    { document: (lang) => explainDocument(explanation, lang, options.unit), json: () => explainJson(explanation) },
    options,
    io,
  );
  io.tell(rowsDiagnostic(opened.current.portfolio.rows));
  return exitOf(incompleteOf([opened.current, ...opened.earlier]));
}

function explain(opened: Opened, loan: number): Explanation {
  const { month, background, current, earlier, segmented } = opened;
  const { portfolio, classified } = month;
  const key = textAt(portfolio.keys, loan);
  const replaced = opened.lineage.ancestorsOf(key);
  const locked = segmented?.lock.loans.find((one) => one.key === key || replaced.includes(one.key));
  const incomplete = incompleteOf([current, ...earlier]);
  const overrideIndex = classified.overridden?.[loan] ?? 0;
  return {
    row: loanRow(opened, loan, nextClassFinder(portfolio, background.policy)(classified, loan)),
    portfolio,
    loan,
    provenance: provenanceOf(current, earlier, background),
    notAssessed: classified.notAssessed,
    ancestors: replaced,
    ...(overrideIndex === 0 ? {} : { override: background.overrides[overrideIndex - 1] }),
    ...(segmented === undefined
      ? {}
      : { segment: SEGMENTS[segmented.segment[loan] as number] ?? 'performing', lockDate: isoDate(segmented.lock.lockDate) }),
    ...(locked === undefined ? {} : { locked }),
    ...(incomplete === undefined ? {} : { incomplete }),
  } as Explanation;
}

/** A loan by its id, or by institution/id where the ledger has institutions. Errors: E_LOAN_UNKNOWN. */
function findLoan(portfolio: Portfolio, asked: string, locks: readonly BaseLock[]): number {
  const id = asked.normalize('NFKC').trim();
  const whole = findText(portfolio.keys, id);
  if (whole >= 0) return whole;
  const matches: number[] = [];
  for (let i = 0; i < portfolio.count; i++) {
    const key = textAt(portfolio.keys, i);
    if (shownKey(key) === id || key.endsWith(KEY_SEPARATOR + id)) matches.push(i);
  }
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return only;
  const written = matches.length === 0 ? writtenOffAdvice(locks, id) : undefined;
  if (written !== undefined) throw new UserError({ code: 'E_LOAN_UNKNOWN', params: { loan: asked, advice: written } });
  throw unknownLoan(portfolio, asked, matches);
}

/** Of a loan that a lock holds off the book: it is no mistyped id. */
function writtenOffAdvice(locks: readonly BaseLock[], id: string): Bilingual | undefined {
  for (const { lockDate, offBook } of locks) {
    const claim = offBook?.claims.find(({ key }) => key === id || shownKey(key) === id);
    if (claim === undefined) continue;
    const [on, date, left] = [isoDate(claim.writtenOffOn), isoDate(lockDate), yuan(claim.left)];
    return {
      en: `written off on ${on}; ${left} yuan were left to collect when the base was locked on ${date}: npl write-off says what came in since`,
      zh: `该借据已于 ${on} 核销，${date} 锁定时未收回 ${left} 元；锁定以来收回情况见 npl write-off`,
    };
  }
  return undefined;
}

const LOOKED_AT = 200_000;

function unknownLoan(portfolio: Portfolio, asked: string, matches: readonly number[]): UserError {
  const shown = (loan: number) => shownKey(textAt(portfolio.keys, loan));
  if (matches.length > 1) {
    const list = listed(matches.slice(0, 5).map(shown));
    return new UserError({
      code: 'E_LOAN_UNKNOWN',
      params: { loan: asked, advice: { en: `several institutions have it: ${list.en}`, zh: `多家机构都有：${list.zh}` } },
    });
  }
  const near = didYouMean(
    asked,
    Array.from({ length: Math.min(portfolio.count, LOOKED_AT) }, (_, loan) => shown(loan)),
  );
  const advice = near === undefined ? undefined : { en: `did you mean ${near}?`, zh: `是否为 ${near}？` };
  return new UserError({ code: 'E_LOAN_UNKNOWN', params: { loan: asked, ...(advice === undefined ? {} : { advice }) } });
}
