import type { AgeSource } from '../../measure/concentration/npl-age.js';
import type { ForeclosedKind } from '../../model/foreclosed.js';

/** Words of the report on concentration (集中度) and foreclosed assets (抵债资产). */
export interface ConcentrationWords {
  readonly title: string;
  /** Which table the bands come from, and whether they were checked. */
  readonly bands: (id: string, source: string, verified: boolean) => string;
  readonly heading: Readonly<
    Record<
      | 'largest'
      | 'sizes'
      | 'ages'
      | 'sources'
      | 'industry'
      | 'debtorIdentity'
      | 'causes'
      | 'observation'
      | 'running'
      | 'foreclosed'
      | 'assetKinds'
      | 'assetAges'
      | 'overdueAssets'
      | 'npa',
      string
    >
  >;
  readonly ofClass: (name: string) => string;
  readonly column: Readonly<Record<ConcentrationColumn, string>>;
  readonly source: Readonly<Record<AgeSource, string>>;
  readonly kind: Readonly<Record<ForeclosedKind, string>>;
  readonly notKnown: string;
  readonly upTo: (amount: string) => string;
  readonly above: (amount: string) => string;
  readonly between: (low: string, high: string) => string;
  readonly months: (from: number, to?: number) => string;
  readonly item: Readonly<Record<'held' | 'disposed' | 'proceeds' | 'result' | 'gross' | 'net', string>>;
  readonly say: {
    readonly together: string;
    readonly togetherOf: string;
    readonly none: string;
    readonly ageNote: string;
    readonly notAssessed: string;
    readonly cause: string;
    readonly lacks: (field: string) => string;
    readonly due: string;
    readonly noDue: string;
    readonly inArrears: string;
    readonly withoutDate: string;
    readonly noObservation: string;
    readonly notGiven: string;
    readonly overdue: string;
    readonly assets: string;
    readonly noOverdue: string;
    readonly withoutLimit: string;
    readonly unverifiedLimits: string;
    readonly npaOwn: string;
    readonly noAsset: string;
    readonly noForeclosure: string;
    readonly disposed: (since: string) => string;
  };
}

export type ConcentrationColumn =
  | 'item'
  | 'borrower'
  | 'name'
  | 'loans'
  | 'loan'
  | 'balance'
  | 'share'
  | 'worst'
  | 'class'
  | 'size'
  | 'borrowers'
  | 'age'
  | 'source'
  | 'cause'
  | 'rule'
  | 'since'
  | 'endsOn'
  | 'asset'
  | 'kind'
  | 'count'
  | 'booked'
  | 'impairment'
  | 'net'
  | 'acquiredOn'
  | 'dueOn'
  | 'days'
  | 'npl'
  | 'assets'
  | 'npa'
  | 'ratio';
