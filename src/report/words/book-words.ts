/** Words of what is said about a book. */
export interface BookWords {
  readonly closed: string;
  readonly restated: string;
  readonly status: string;
  readonly reason: (text: string) => string;
  readonly later: (months: string) => string;
  readonly noLoanChanged: string;
  readonly heading: {
    readonly figures: string;
    readonly classes: string;
    readonly loans: string;
    readonly months: string;
    readonly locks: string;
    readonly book: string;
    readonly thresholds: string;
  };
  readonly item: {
    readonly loans: string;
    readonly npl: string;
    readonly nplRatio: string;
    readonly old: string;
    readonly new: string;
    readonly formation: string;
    readonly formationSinceLock: string;
    readonly writeOffMonth: string;
    readonly writeOffSinceLock: string;
    readonly unexplained: string;
    readonly coverage: string;
    readonly institution: string;
    readonly policy: string;
    readonly basis: string;
    readonly currency: string;
    readonly head: string;
    readonly last: string;
    readonly left: string;
  };
  readonly column: {
    readonly was: string;
    readonly now: string;
    readonly wasLoans: string;
    readonly nowLoans: string;
    readonly kind: string;
    readonly wasClass: string;
    readonly nowClass: string;
    readonly month: string;
    readonly versions: string;
    readonly state: string;
    readonly file: string;
    readonly limit: string;
  };
  readonly kind: { readonly added: string; readonly removed: string; readonly changed: string };
  readonly state: {
    readonly well: string;
    readonly stale: string;
    readonly otherRules: string;
    readonly afterGap: string;
    readonly unexplained: (loans: number) => string;
  };
  readonly entry: {
    readonly init: string;
    readonly set: string;
    readonly close: string;
    readonly supersede: string;
    readonly lock: string;
  };
  readonly limit: {
    readonly nplRatio: string;
    readonly coverage: string;
    readonly overdueGap: string;
    readonly newNplPerMonth: string;
    readonly oldRise: string;
  };
  readonly more: (count: number) => string;
}

export const enBookWords: BookWords = {
  closed: 'Month closed',
  restated: 'Restatement of a closed month',
  status: 'Book of closed months',
  reason: (text) => `reason: ${text}`,
  later: (months) => `built on the version before, to be closed again: ${months}`,
  noLoanChanged: 'No loan was added or removed, and none changed its class or balance.',
  heading: {
    figures: 'Figures',
    classes: 'Five classes',
    loans: 'Loans that changed',
    months: 'Months',
    locks: 'Locks',
    book: 'Book',
    thresholds: 'Thresholds',
  },
  item: {
    loans: 'loans',
    npl: 'NPL',
    nplRatio: 'NPL ratio',
    old: 'old NPL',
    new: 'new NPL',
    formation: 'formation in the month',
    formationSinceLock: 'formation since the lock (new)',
    writeOffMonth: 'written off in the month',
    writeOffSinceLock: 'written off since the lock',
    unexplained: 'unexplained in the month',
    coverage: 'coverage',
    institution: 'institution',
    policy: 'policy',
    basis: 'basis',
    currency: 'currency',
    head: 'journal head',
    last: 'last entry',
    left: 'left by a broken-off writer',
  },
  column: {
    was: 'was',
    now: 'now',
    wasLoans: 'loans, was',
    nowLoans: 'now',
    kind: '',
    wasClass: 'class, was',
    nowClass: 'class, now',
    month: 'month',
    versions: 'versions',
    state: 'state',
    file: 'file',
    limit: 'limit',
  },
  kind: { added: 'added', removed: 'removed', changed: 'changed' },
  state: {
    well: 'in force',
    stale: 'built on what was changed since',
    otherRules: 'other rules than before',
    afterGap: 'after a gap',
    unexplained: (loans) => `${loans} unexplained`,
  },
  entry: { init: 'made', set: 'set', close: 'closed', supersede: 'restated', lock: 'locked' },
  limit: {
    nplRatio: 'NPL ratio, at most',
    coverage: 'coverage, at least',
    overdueGap: 'overdue less NPL, at most',
    newNplPerMonth: 'NPL formed in a month, at most',
    oldRise: 'old NPL may not rise',
  },
  more: (count) => `and ${count} more`,
};

export const zhBookWords: BookWords = {
  closed: '月度结账',
  restated: '结账月份重述',
  status: '台账簿',
  reason: (text) => `理由：${text}`,
  later: (months) => `以下月份依据原版本结账，须重新结账：${months}`,
  noLoanChanged: '无借据增减，分类与余额均无变动。',
  heading: {
    figures: '主要数据',
    classes: '五级分类',
    loans: '变动借据',
    months: '月份',
    locks: '锁定',
    book: '台账簿',
    thresholds: '限额',
  },
  item: {
    loans: '贷款',
    npl: '不良',
    nplRatio: '不良率',
    old: '存量不良',
    new: '新增不良',
    formation: '当月新发生',
    formationSinceLock: '锁定以来新发生（新增）',
    writeOffMonth: '当月核销',
    writeOffSinceLock: '锁定以来核销',
    unexplained: '当月待核实差额',
    coverage: '拨备覆盖率',
    institution: '机构',
    policy: '政策',
    basis: '口径',
    currency: '币种',
    head: '账簿哈希',
    last: '最近一笔',
    left: '中断写入所遗留',
  },
  column: {
    was: '原',
    now: '现',
    wasLoans: '笔数（原）',
    nowLoans: '现',
    kind: '',
    wasClass: '分类（原）',
    nowClass: '分类（现）',
    month: '月份',
    versions: '版本',
    state: '状态',
    file: '文件',
    limit: '限额',
  },
  kind: { added: '增加', removed: '减少', changed: '变动' },
  state: {
    well: '有效',
    stale: '所依据内容此后已变动',
    otherRules: '规则与上月不同',
    afterGap: '前有缺月',
    unexplained: (loans) => `待核实 ${loans} 笔`,
  },
  entry: { init: '建账', set: '更改', close: '结账', supersede: '重述', lock: '锁定' },
  limit: {
    nplRatio: '不良率上限',
    coverage: '拨备覆盖率下限',
    overdueGap: '剪刀差上限',
    newNplPerMonth: '当月新发生上限',
    oldRise: '存量不良不得上升',
  },
  more: (count) => `另有 ${count} 笔`,
};
