import type { PeriodColumn, PeriodWords } from './period-words.js';

const FALLING = { balance: '不良余额', ratio: '不良率', both: '不良余额与不良率', old: '存量不良' } as const;
const PERIODS = { month: '个月', year: '年' } as const;

export const zhPeriod: PeriodWords = {
  seriesTitle: '不良贷款时间序列',
  period: (from, to) => `${from} 至 ${to}`,
  heading: {
    months: '余额与不良率',
    segments: '新老划断',
    movement: '当期变动（总额）',
    quality: '资产质量',
    writeOffs: '核销',
    changes: '变动',
    streaks: '连降',
    rollForward: '变动',
    byClass: '分类别',
    byMonth: '分月',
    byDate: (date) => `${date}`,
  },
  streak: (period, falling, running, since) =>
    running === 0
      ? `${FALLING[falling]}本${period === 'month' ? '月' : '年'}未下降`
      : `${FALLING[falling]}连续 ${running} ${PERIODS[period]}下降（自 ${since}）`,
  broken: (at, after, period) => `此前连降 ${after} ${PERIODS[period]}，于 ${at} 中断`,
  verdict: { double: '双降', 'balance-only': '仅余额降', 'ratio-only': '仅比率降', none: '均未降' },
  against: { previous: '上期', yearStart: '年初', sameMonthLastYear: '上年同月', sinceLock: '锁定日' },
  rollForwardTitle: '不良贷款变动表',
  reclassified: '新老之间调整',
  opening: '期初',
  closing: '期末',
  fromOthers: '其他类别转入',
  toOthers: '转至其他类别',
  classAttribution: '各渠道计入期初所在类别，期初非不良的计入期末类别；本程序口径。',
  trend: (npl, ratio) => `不良余额 ${npl}  不良率 ${ratio}`,
};

export const zhPeriodColumns: Readonly<Record<PeriodColumn, string>> = {
  date: '日期',
  against: '对比',
  formed: '存量贷款新形成',
  originated: '新发放贷款形成',
  originUnknown: '发放日期不明',
  ofLocked: '老户新增',
  formation: '新发生',
  otherIn: '增加、再次下迁',
  cash: '现金清收',
  upgrade: '上调',
  writeOff: '核销',
  otherOut: '其他处置',
  specialMention: '关注率',
  coverage: '拨备覆盖率',
  overdueGap: '剪刀差',
  month: '本月',
  yearToDate: '本年累计',
  sinceLock: '锁定以来',
  recovered: '本年收回',
  nplChange: '不良余额',
  ratioChange: '不良率',
  oldChange: '存量不良',
  verdict: '双降',
  total: '合计',
  inflow: '流入',
  outflow: '流出',
  reclassified: '调整',
  monthsDown: '连降月数',
};
