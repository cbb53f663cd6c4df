import type { Concentration, Largest } from '../../measure/concentration/concentration.js';
import type { AssetSum, Foreclosed, ForeclosureGaps } from '../../measure/concentration/foreclosed.js';
import type { ObservedLoan } from '../../measure/concentration/observation-ends.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import { yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { textAt } from '../../model/text-index.js';
import { judgingTableJson, ratioJson, tallyJson } from '../json-values.js';
import { placeOf } from '../sections/notes.js';
import { areVerified, type ConcentrationContent } from './concentration-content.js';
import { recoveryJson } from './frame.js';

/** npl.concentration/1: where NPLs lie together, foreclosed assets and NPA. */
export function concentrationJson(content: ConcentrationContent): object {
  const { figures, bands, gaps } = content;
  const { ages } = figures;
  return recoveryJson('npl.concentration/1', content, {
    table: judgingTableJson('bands', bands, areVerified(bands)),
    npl: tallyJson(figures.npl),
    largest: largestJson(figures.largest),
    classes: figures.classes.map((one) => ({ class: one.class, ...tallyJson(one.tally), largest: largestJson(one.largest) })),
    sizes: figures.sizes.map(({ above, upTo, borrowers, tally }) => ({
      above: yuan(above),
      upTo: upTo === undefined ? undefined : yuan(upTo),
      borrowers,
      ...tallyJson(tally),
    })),
    ages: {
      bands: ages.bands.map(({ from, to, tally }) => ({ fromMonths: from, toMonths: to, ...tallyJson(tally) })),
      sources: ages.sources.map(({ by, tally }) => ({ source: by, ...tallyJson(tally) })),
      notKnown: tallyJson(ages.notKnown),
    },
    industry: figures.industry?.map(groupJson),
    debtorIdentity: figures.debtorIdentity?.map(groupJson),
    causes: figures.causes?.map(({ cause, tally }) => ({ cause, ...tallyJson(tally) })),
    by: figures.by.map(groupJson),
    observation: observationJson(content),
    foreclosed: figures.foreclosed && foreclosedJson(figures.foreclosed),
    npa: npaJson(figures),
    counterparts: gaps && gapsJson(gaps),
  });
}

function largestJson({ borrowers, together, share }: Largest): object {
  return {
    together: yuan(together),
    share: ratioJson(share),
    borrowers: borrowers.map(({ id, institution, name, loans, balance, shareOfNpl, worst }) => ({
      institution,
      borrower: id,
      name,
      count: loans,
      balance: yuan(balance),
      share: ratioJson(shareOfNpl),
      worst: className(worst),
    })),
  };
}

function groupJson({ key, tally }: Concentration['by'][number]): object {
  return { key, ...tallyJson(tally) };
}

function observationJson({ figures: { observation }, portfolio, classified }: ConcentrationContent): object | undefined {
  if (observation === undefined) return undefined;
  const listed = (loans: readonly ObservedLoan[]) =>
    loans.map(({ loan, rule, since, endsOn }) => ({
      loan: shownKey(textAt(portfolio.keys, loan)),
      class: className(classified.used[loan] as number),
      balance: yuan(BigInt(portfolio.balance[loan] as number)),
      rule,
      since: isoDate(since),
      endsOn: isoDate(endsOn),
    }));
  const { due, running, inArrears, withoutDate, notAssessed } = observation;
  return {
    due: listed(due),
    running: listed(running),
    inArrears: tallyJson(inArrears),
    withoutDate: tallyJson(withoutDate),
    notAssessed,
  };
}

function assetsJson({ count, booked, impairment, net }: AssetSum) {
  return { count, booked: yuan(booked), impairment: yuan(impairment), net: yuan(net) };
}

function foreclosedJson({ held, byKind, byAge, overdue, overdueSum, withoutLimit, disposed }: Foreclosed): object {
  return {
    held: assetsJson(held),
    kinds: byKind.map(({ kind, sum }) => ({ kind, ...assetsJson(sum) })),
    ages: byAge.map(({ from, to, tally }) => ({ fromMonths: from, toMonths: to, ...assetsJson(tally) })),
    overdue: {
      ...assetsJson(overdueSum),
      assets: overdue.map(({ asset, dueOn }) => ({
        asset: shownKey(asset.id),
        kind: asset.kind,
        loan: asset.loan === undefined ? undefined : shownKey(asset.loan),
        borrower: asset.borrower === undefined ? undefined : shownKey(asset.borrower),
        acquiredOn: isoDate(asset.acquiredOn),
        dueOn: isoDate(dueOn),
        booked: yuan(asset.booked),
        impairment: yuan(asset.impairment),
      })),
    },
    withoutLimit: assetsJson(withoutLimit),
    disposed: {
      since: isoDate(disposed.since),
      ...assetsJson(disposed),
      proceeds: yuan(disposed.proceeds),
      result: yuan(disposed.result),
    },
  };
}

function npaJson({ npa }: Concentration): object | undefined {
  if (npa === undefined) return undefined;
  const view = ({ assets, amount, ratio }: typeof npa.gross) => ({ assets: yuan(assets), amount: yuan(amount), ratio: ratioJson(ratio) });
  return { gross: view(npa.gross), net: view(npa.net) };
}

function gapsJson({ withoutAsset, withoutForeclosure }: ForeclosureGaps): object {
  return {
    foreclosuresWithoutAsset: withoutAsset.map(placeOf),
    assetsWithoutForeclosure: withoutForeclosure.map(({ id, file, line }) => placeOf({ loan: id, file, line })),
  };
}
