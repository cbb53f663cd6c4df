/** Names of key figures that no table calls so shortly, and of what charts show. */
export interface CoverWords {
  readonly writtenOff: Readonly<Record<'month' | 'yearToDate' | 'sinceLock', string>>;
  readonly backlog: string;
  readonly backlogReady: string;
  readonly claims: string;
  readonly recovered: string;
  readonly withoutPlan: string;
  readonly withoutPlanShare: string;
  readonly collected: (since: string) => string;
  readonly overdueTargets: string;
  readonly overdueRest: string;
  readonly done: (measure: string, period: string) => string;
  readonly cashYear: string;
  readonly disposalYear: string;
  readonly runOut: string;
  readonly soon: (days: number) => string;
  readonly unknownDates: string;
  readonly migrationRate: (of: string, formula: string) => string;
  readonly newNpl: string;
  readonly newNplNow: string;
  readonly overdueDays: string;
  readonly together: string;
  readonly togetherShare: string;
  readonly upgradesDue: string;
  readonly foreclosed: string;
  readonly npaRatio: string;
  readonly shortfall: string;
  readonly printed: string;
  readonly restored: string;
  readonly withHidden: string;
}

export const enCoverWords: CoverWords = {
  writtenOff: { month: 'written off this month', yearToDate: 'written off this year', sinceLock: 'written off since the lock' },
  backlog: 'backlog to be written off',
  backlogReady: 'of which no evidence is missing',
  claims: 'claims still collected',
  recovered: 'principal recovered this year',
  withoutPlan: 'NPL without a plan',
  withoutPlanShare: 'of all NPL',
  collected: (since) => `principal collected since ${since}`,
  overdueTargets: 'overdue targets',
  overdueRest: 'still to be collected on them',
  done: (measure, period) => `${measure}, ${period}: done`,
  cashYear: 'principal collected this year',
  disposalYear: 'disposed of this year',
  runOut: 'dates run out',
  soon: (days) => `run out within ${days} days`,
  unknownDates: 'dates not known',
  migrationRate: (of, formula) => `${of}: migration rate (${formula})`,
  newNpl: 'new NPL, gross',
  newNplNow: 'of which NPL now',
  overdueDays: 'overdue for determination',
  together: 'ten largest borrowers',
  togetherShare: 'their share of NPL',
  upgradesDue: 'upgrades due',
  foreclosed: 'foreclosed assets, net',
  npaRatio: 'NPA ratio, as booked',
  shortfall: 'short of the minimum',
  printed: 'as printed',
  restored: 'restored',
  withHidden: 'with hidden NPL',
};

export const zhCoverWords: CoverWords = {
  writtenOff: { month: '本月核销', yearToDate: '本年核销', sinceLock: '锁定以来核销' },
  backlog: '应核未核',
  backlogReady: '其中证据齐全',
  claims: '账销案存余额',
  recovered: '本年收回已核销本金',
  withoutPlan: '无方案不良',
  withoutPlanShare: '占全部不良',
  collected: (since) => `自 ${since} 收回本金`,
  overdueTargets: '逾期未完成目标',
  overdueRest: '尚差金额',
  done: (measure, period) => `${measure}（${period}）完成率`,
  cashYear: '本年现金收回本金',
  disposalYear: '本年处置',
  runOut: '已届满',
  soon: (days) => `${days} 天内届满`,
  unknownDates: '届满日不详',
  migrationRate: (of, formula) => `${of}迁徙率（${formula}）`,
  newNpl: '新增不良总额',
  newNplNow: '其中现为不良',
  overdueDays: '超期未认责',
  together: '最大十户',
  togetherShare: '占不良',
  upgradesDue: '观察期满可上调',
  foreclosed: '抵债资产净值',
  npaRatio: '不良资产率（账面）',
  shortfall: '距最低要求缺口',
  printed: '账面',
  restored: '还原',
  withHidden: '含隐性不良',
};
