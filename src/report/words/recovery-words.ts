/** Words of the reports on write-offs, asset quality and what is done about NPLs. */
export interface RecoveryWords {
  readonly writeOffTitle: string;
  readonly qualityTitle: string;
  readonly provisionTitle: string;
  readonly provision: {
    readonly byClass: string;
    readonly total: string;
    readonly minimums: string;
    readonly effect: string;
    readonly rounding: string;
    readonly binding: string;
    readonly coverage: string;
    readonly provisionRatio: string;
    readonly shortfall: string;
    readonly npl: string;
    readonly loans: string;
    readonly held: string;
    readonly nplRatio: string;
    readonly noRates: string;
    readonly noBacklog: string;
    readonly noAllowance: string;
    readonly assumption: string;
    readonly now: string;
    readonly after: string;
    readonly change: string;
    readonly rate: string;
    readonly needed: string;
    readonly heldColumn: string;
    readonly least: string;
    readonly need: string;
    readonly actual: string;
  };
  readonly heading: {
    readonly written: string;
    readonly grounds: string;
    readonly disposals: string;
    readonly backlog: string;
    readonly backlogRules: string;
    readonly claims: string;
    readonly vintages: string;
    readonly ratios: string;
    readonly channels: string;
    readonly hidden: string;
  };
  readonly item: {
    readonly writeOff: string;
    readonly transferLoss: string;
    readonly total: string;
    readonly interest: string;
    readonly takenBack: string;
    readonly rateOfLoans: string;
    readonly rateOfNpl: string;
    readonly noGround: string;
    readonly opening: string;
    readonly writtenOff: string;
    readonly writtenBack: string;
    readonly recovered: string;
    readonly recoveredBack: string;
    readonly closing: string;
    readonly interestAfter: string;
    readonly feesAfter: string;
    readonly withoutClaim: string;
    readonly nothingMissing: string;
    readonly printed: string;
    readonly restored: string;
    readonly hiddenRatio: string;
    readonly overdueNotNpl: (days: number) => string;
    readonly restructuredAgain: string;
    readonly hiddenTotal: string;
    readonly notAssessed: string;
    readonly netChange: string;
    readonly lending: string;
    readonly ratioChange: string;
    readonly takenOff: string;
  };
  readonly disposal: Readonly<
    Record<'transfer' | 'foreclosure' | 'debt-to-equity' | 'securitisation' | 'other-exit' | 'entrusted', string>
  >;
  readonly column: Readonly<Record<RecoveryColumn, string>>;
  readonly say: {
    readonly table: (id: string, source: string, verified: boolean) => string;
    readonly unverifiedTable: string;
    readonly noRegisters: string;
    readonly nothingWritten: string;
    readonly backlog: string;
    readonly backlogNone: string;
    readonly backlogReady: string;
    readonly rulesNotAssessed: string;
    readonly entrusted: string;
    readonly own: string;
    readonly effectOwn: string;
    readonly ratesOwn: string;
    readonly evidenceNotGiven: string;
    readonly unverified: string;
  };
  /** Pieces of the sentence that says how a fall came about; figures stand between them. */
  readonly fall: {
    readonly ratio: Readonly<Record<'fell' | 'rose', readonly [from: string, to: string]>>;
    readonly ratioStayed: string;
    readonly lending: Readonly<Record<'down' | 'up', string>>;
    readonly net: Readonly<Record<'down' | 'up' | 'same', string>>;
    readonly cameIn: string;
    readonly left: string;
    readonly cash: string;
    readonly upgraded: string;
    readonly takenOff: string;
    readonly suspected: string;
    readonly other: string;
    readonly unexplained: string;
    readonly hadItStayed: string;
    readonly stop: string;
    readonly moreTakenOff: string;
    readonly moreCollected: string;
    readonly waysUnknown: string;
  };
}

export type RecoveryColumn =
  | 'item'
  | 'monthCount'
  | 'month'
  | 'yearCount'
  | 'yearToDate'
  | 'lockCount'
  | 'sinceLock'
  | 'ground'
  | 'kind'
  | 'count'
  | 'principal'
  | 'price'
  | 'loss'
  | 'loan'
  | 'borrower'
  | 'balance'
  | 'days'
  | 'class'
  | 'rule'
  | 'missing'
  | 'name'
  | 'source'
  | 'verified'
  | 'backlog'
  | 'amount'
  | 'vintage'
  | 'loans'
  | 'writtenOff'
  | 'recovered'
  | 'rate'
  | 'left'
  | 'npl'
  | 'ratio'
  | 'channel'
  | 'share'
  | 'effect'
  | 'loansBalance'
  | 'takenOff'
  | 'restored';
