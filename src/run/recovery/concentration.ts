import { nplSinceDays } from '../../classify/npl-since-days.js';
import type { Diagnostic } from '../../diagnostics/diagnostic.js';
import type { ExitCode } from '../../diagnostics/exit-codes.js';
import { measureConcentration } from '../../measure/concentration/concentration.js';
import { type ForeclosureGaps, foreclosureGaps } from '../../measure/concentration/foreclosed.js';
import { loanCauses } from '../../measure/loan-causes.js';
import { debtorFinder } from '../../measure/plan/debtors.js';
import { planReference } from '../../measure/plan/plan-report.js';
import { placesOf } from '../../measure/register-checks.js';
import { isoDate } from '../../model/civil-date.js';
import type { RegisterPlace } from '../../model/events.js';
import type { ForeclosedAsset } from '../../model/foreclosed.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { stated } from '../../model/stated.js';
import type { Bands } from '../../policy/policy.js';
import { DEFAULT_BANDS, readBands } from '../../policy/read-bands.js';
import { FORECLOSED } from '../../registers/foreclosed.js';
import { RESPONSIBILITY } from '../../registers/responsibility.js';
import { concentrationDocument } from '../../report/recovery/concentration.js';
import type { ConcentrationContent } from '../../report/recovery/concentration-content.js';
import { concentrationJson } from '../../report/recovery/concentration-json.js';
import type { Io } from '../io.js';
import { listColumns } from '../reading/needed-columns.js';
import type { Opened } from '../reading/open-months.js';
import { checkLoansTotal } from '../report-input.js';
import { knownRows } from './known-rows.js';
import { limitedTo, type RecoveryFound, type RecoveryOptions, type RecoveryRun, runRecovery } from './run-recovery.js';

export interface ConcentrationOptions extends RecoveryOptions {
  /** Files of the register of foreclosed assets. */
  readonly foreclosed: readonly string[];
  /** Files of the responsibility register, which states causes. */
  readonly responsibility: readonly string[];
  /** The table of bands; the one that comes with the program without. */
  readonly bands?: string;
  readonly by: readonly Dimension[];
  readonly limit: number;
  readonly loansTotal?: Cents;
}

/** Where NPLs lie together, foreclosed assets, NPA, and upgrades due after observation. */
export async function runConcentration(options: ConcentrationOptions, io: Io): Promise<ExitCode> {
  const bands = readBands(options.bands ?? DEFAULT_BANDS);
  return runRecovery(options, io, {
    inputs: [options.bands, ...options.foreclosed, ...options.responsibility],
    columns: (policy) => listColumns(policy, [...options.by, 'industry', 'debtorIdentity']),
    measure: (run) => measure(run, bands, options),
  });
}

async function measure(run: RecoveryRun, bands: Bands, options: ConcentrationOptions): Promise<RecoveryFound> {
  const { opened, register, cite } = run;
  const { month: current, before: earlier, background, lineage } = opened;
  checkLoansTotal(options.loansTotal, current.portfolio.balance);
  const { id: name, hash: sha256 } = bands;
  cite({ register: 'bands', name, sha256, entries: bands.foreclosedLimits.length });
  const assets = await register(FORECLOSED, options.foreclosed);
  const answered = await register(RESPONSIBILITY, options.responsibility);
  const causes = answered === undefined ? undefined : loanCauses(knownRows(RESPONSIBILITY.id, answered, run, options));
  const books = { ...background, current, earlier, families: lineage.families };
  const since = planReference(books).on;
  const figures = measureConcentration({
    ...books,
    bands,
    since,
    sinceDays: nplSinceDays(current, background.policy),
    dimensions: options.by,
    ...stated({ assets, causes, loansTotal: options.loansTotal, remembered: opened.behind?.remembered }),
  });
  const isSelection = options.where.length > 0;
  const gaps = assets === undefined || !opened.registersGiven || isSelection ? undefined : gapsOf(opened, assets, since);
  return {
    report: (frame) => {
      const content: ConcentrationContent = {
        ...frame,
        figures,
        bands,
        dimensions: options.by,
        limit: options.limit,
        ...(gaps === undefined ? {} : { gaps }),
      };
      return {
        ...limitedTo(options.limit, (lang, unit, limit) => concentrationDocument({ ...content, limit }, lang, unit)),
        json: () => concentrationJson(content),
      };
    },
    warnings: gaps === undefined ? [] : gapWarnings(gaps, since),
  };
}

function gapsOf({ month, before, background, lineage }: Opened, assets: readonly ForeclosedAsset[], from: number): ForeclosureGaps {
  const { families } = lineage;
  const portfolios = [month, ...before.toReversed()].map(({ portfolio }) => portfolio);
  const lines = families.linesFrom([]);
  return foreclosureGaps(
    background.events,
    assets,
    { from, to: month.portfolio.asOf },
    (loan) => (families.isLinked(loan) ? lines.of(loan) : loan),
    debtorFinder({ portfolios, locks: background.locks, families, stated: new Map() }),
  );
}

function gapWarnings({ withoutAsset, withoutForeclosure }: ForeclosureGaps, since: number): Diagnostic[] {
  const params = (found: readonly RegisterPlace[]) => ({ count: found.length, places: placesOf(found) });
  return [
    ...(withoutAsset.length === 0 ? [] : [{ code: 'W_FORECLOSURE_NO_ASSET' as const, params: params(withoutAsset) }]),
    ...(withoutForeclosure.length === 0
      ? []
      : [{ code: 'W_ASSET_NO_FORECLOSURE' as const, params: { ...params(withoutForeclosure), from: isoDate(since) } }]),
  ];
}
