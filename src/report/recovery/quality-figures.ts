import type { Quality, RatioView, Ways } from '../../measure/quality.js';
import { yuan } from '../../model/money.js';
import { decimalText, ratioJson, tallyJson } from '../json-values.js';

/** Without head and provenance: as it stands inside another report too. */
export function qualityFigures({ printed, restored, hidden, withHidden, fall }: Quality): object {
  return {
    printed: viewJson(printed),
    restored: restored && { ...viewJson(restored), takenOff: yuan(restored.takenOff) },
    hidden: {
      overdue: hidden.overdue && { days: hidden.overdue.days, ...tallyJson(hidden.overdue) },
      restructuredAgain: hidden.restructuredAgain && tallyJson(hidden.restructuredAgain),
      suspectedRenewals: tallyJson(hidden.suspectedRenewals),
      total: tallyJson(hidden.total),
    },
    withHidden: viewJson(withHidden),
    fall: fall && {
      net: yuan(fall.net),
      from: ratioJson(fall.from),
      to: ratioJson(fall.to),
      change: fall.change && decimalText(fall.change),
      lending: fall.lending && decimalText(fall.lending),
      ways: fall.ways && waysJson(fall.ways),
    },
  };
}

export function viewJson({ npl, loans, ratio }: RatioView): object {
  return { npl: yuan(npl), loans: yuan(loans), ratio: ratioJson(ratio) };
}

/** How much went which way; channel by channel the roll-forward says it. */
function waysJson({ channels: _, ...sums }: Ways): object {
  return amountsJson(sums);
}

export function amountsJson(amounts: Readonly<Record<string, bigint>>): object {
  return Object.fromEntries(Object.entries(amounts).map(([name, cents]) => [name, yuan(cents)]));
}
