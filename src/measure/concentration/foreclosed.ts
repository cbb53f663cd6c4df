import { addMonths, type DayNumber } from '../../model/civil-date.js';
import type { LoanEvent } from '../../model/events.js';
import { FORECLOSED_KINDS, type ForeclosedAsset, type ForeclosedKind } from '../../model/foreclosed.js';
import { type Cents, sumOf } from '../../model/money.js';
import type { Bands } from '../../policy/policy.js';
import { ageBand, bandsOf } from './npl-age.js';

/** Assets together; net is what was booked less impairment. */
export interface AssetSum {
  readonly count: number;
  readonly booked: Cents;
  readonly impairment: Cents;
  readonly net: Cents;
}

/** An asset held beyond the limit of its kind. */
export interface OverdueAsset {
  readonly asset: ForeclosedAsset;
  /** The last day on which it was to be disposed of. */
  readonly dueOn: DayNumber;
}

export interface Foreclosed {
  readonly held: AssetSum;
  readonly byKind: readonly { readonly kind: ForeclosedKind; readonly sum: AssetSum }[];
  /** Add up to all that is held. */
  readonly byAge: readonly { readonly from: number; readonly to?: number; readonly tally: AssetSum }[];
  /** By the day they were due, then by id. */
  readonly overdue: readonly OverdueAsset[];
  readonly overdueSum: AssetSum;
  /** Held assets of kinds that the table has no limit for. */
  readonly withoutLimit: AssetSum;
  /** Disposed of since a date: with what that brought, and that less what they stood at. */
  readonly disposed: AssetSum & { readonly since: DayNumber; readonly proceeds: Cents; readonly result: Cents };
}

/** Assets as at the data date. */
export function measureForeclosed(
  assets: readonly ForeclosedAsset[],
  { foreclosedAge, foreclosedLimits }: Bands,
  asOf: DayNumber,
  since: DayNumber,
): Foreclosed {
  const held = assets.filter(({ disposedOn }) => disposedOn === undefined);
  const gone = assets.filter(({ disposedOn }) => disposedOn !== undefined && disposedOn > since);
  const limits = new Map(foreclosedLimits.map(({ kind, months }) => [kind, months]));
  const overdue = held
    .flatMap((asset): OverdueAsset[] => {
      const months = limits.get(asset.kind);
      const dueOn = months === undefined ? undefined : addMonths(asset.acquiredOn, months);
      return dueOn === undefined || dueOn >= asOf ? [] : [{ asset, dueOn }];
    })
    .sort((a, b) => a.dueOn - b.dueOn || (a.asset.id < b.asset.id ? -1 : 1));
  const { months } = foreclosedAge;
  const ages = Array.from({ length: months.length + 1 }, (_, band) =>
    assetSum(held.filter(({ acquiredOn }) => ageBand(acquiredOn, asOf, months) === band)),
  );
  const disposed = assetSum(gone);
  const proceeds = sumOf(gone, (asset) => asset.proceeds ?? 0n);
  return {
    held: assetSum(held),
    byKind: FORECLOSED_KINDS.map((kind) => ({ kind, sum: assetSum(held.filter((asset) => asset.kind === kind)) })).filter(
      ({ sum }) => sum.count > 0,
    ),
    byAge: bandsOf(months, ages),
    overdue,
    overdueSum: assetSum(overdue.map(({ asset }) => asset)),
    withoutLimit: assetSum(held.filter(({ kind }) => !limits.has(kind))),
    disposed: { ...disposed, since, proceeds, result: proceeds - disposed.net },
  };
}

function assetSum(assets: readonly ForeclosedAsset[]): AssetSum {
  const [booked, impairment] = [sumOf(assets, (asset) => asset.booked), sumOf(assets, (asset) => asset.impairment)];
  return { count: assets.length, booked, impairment, net: booked - impairment };
}

/** Foreclosures and assets that have no counterpart. */
export interface ForeclosureGaps {
  readonly withoutAsset: readonly LoanEvent[];
  readonly withoutForeclosure: readonly ForeclosedAsset[];
}

/**
 * Holds the foreclosures of a period against the assets acquired in it: by loan, or by borrower where the asset names that alone.
 * `lineOf` names a loan with those that took its place alike; `debtorOf` says who owes it, where anything does.
 */
export function foreclosureGaps(
  events: readonly LoanEvent[],
  assets: readonly ForeclosedAsset[],
  within: { readonly from: DayNumber; readonly to: DayNumber },
  lineOf: (loan: string) => string,
  debtorOf: (loan: string) => string | undefined,
): ForeclosureGaps {
  const isIn = (day: DayNumber) => day > within.from && day <= within.to;
  const foreclosures = events.filter(({ kind, date }) => kind === 'foreclosure' && isIn(date));
  const [lines, borrowers] = [new Set<string>(), new Set<string>()];
  for (const { loan, borrower } of assets) {
    if (loan !== undefined) lines.add(lineOf(loan));
    if (borrower !== undefined) borrowers.add(borrower);
  }
  const [takenLines, takenFrom] = [
    new Set(foreclosures.map(({ loan }) => lineOf(loan))),
    new Set(foreclosures.map(({ loan }) => debtorOf(loan))),
  ];
  return {
    withoutAsset: foreclosures.filter(({ loan }) => !lines.has(lineOf(loan)) && !borrowers.has(debtorOf(loan) ?? loan)),
    withoutForeclosure: assets.filter(
      ({ acquiredOn, loan, borrower }) =>
        isIn(acquiredOn) && !(loan !== undefined && takenLines.has(lineOf(loan))) && !(borrower !== undefined && takenFrom.has(borrower)),
    ),
  };
}
