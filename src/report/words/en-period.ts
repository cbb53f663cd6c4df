import type { PeriodColumn, PeriodWords } from './period-words.js';

const FALLING = { balance: 'NPL balance', ratio: 'NPL ratio', both: 'balance and ratio both', old: 'old NPL' } as const;

export const enPeriod: PeriodWords = {
  seriesTitle: 'NPL series',
  period: (from, to) => `${from} to ${to}`,
  heading: {
    months: 'Balance and ratio',
    segments: 'Old and new NPL',
    movement: 'Movement, gross',
    quality: 'Asset quality',
    writeOffs: 'Write-offs',
    changes: 'Change',
    streaks: 'Streaks',
    rollForward: 'Roll-forward',
    byClass: 'By class',
    byMonth: 'By month',
    byDate: (date) => `On ${date}`,
  },
  streak: (period, falling, running, since) =>
    running === 0
      ? `${FALLING[falling]} not down (${period})`
      : `${FALLING[falling]} down ${running} ${period}${running === 1 ? '' : 's'} running, since ${since}`,
  broken: (at, after, period) => `a run of ${after} ${period}s was broken on ${at}`,
  verdict: { double: 'both down', 'balance-only': 'balance only', 'ratio-only': 'ratio only', none: 'neither' },
  against: {
    previous: 'the date before',
    yearStart: "the year's start",
    sameMonthLastYear: 'the same month last year',
    sinceLock: 'the lock',
  },
  rollForwardTitle: 'NPL roll-forward',
  reclassified: 'reclassified between old and new',
  opening: 'opening',
  closing: 'closing',
  fromOthers: 'from other classes',
  toOthers: 'to other classes',
  classAttribution: 'Channels count in the class of the opening, else of the closing; our own attribution.',
  trend: (npl, ratio) => `NPL ${npl}  ratio ${ratio}`,
};

export const enPeriodColumns: Readonly<Record<PeriodColumn, string>> = {
  date: 'date',
  against: 'against',
  formed: 'formed',
  originated: 'originated',
  originUnknown: 'origin not stated',
  ofLocked: 'of locked borrowers',
  formation: 'formation',
  otherIn: 'increase, relapse',
  cash: 'cash',
  upgrade: 'upgrade',
  writeOff: 'write-off',
  otherOut: 'other exits',
  specialMention: 'special-mention',
  coverage: 'coverage',
  overdueGap: 'overdue − NPL',
  month: 'month',
  yearToDate: 'year to date',
  sinceLock: 'since the lock',
  recovered: 'recovered, year',
  nplChange: 'NPL',
  ratioChange: 'ratio',
  oldChange: 'old NPL',
  verdict: 'down',
  total: 'total',
  inflow: 'in',
  outflow: 'out',
  reclassified: 'moved',
  monthsDown: 'months down',
};
