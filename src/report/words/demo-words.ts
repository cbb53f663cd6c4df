import type { Lang } from '../document.js';

/** What the tour of the bundled case shows, in its order. */
export type TourStep =
  | 'report'
  | 'inspect'
  | 'explain'
  | 'branch'
  | 'rollForward'
  | 'migration'
  | 'watch'
  | 'writeOff'
  | 'classify'
  | 'markdown'
  | 'lock'
  | 'init'
  | 'closeFirst'
  | 'lockMonth'
  | 'closeSecond'
  | 'series'
  | 'verify';

interface DemoWords {
  readonly title: string;
  readonly invented: string;
  readonly away: string;
  readonly more: string;
  readonly step: Readonly<Record<TourStep, string>>;
}

/** What `npl demo` says behind the report. */
export const DEMO_WORDS: Readonly<Record<Lang, DemoWords>> = {
  en: {
    title: 'What to type next',
    invented: 'Every loan, firm and person here is invented; the totals are published ones.',
    away: 'When done:',
    more: 'npl help lists all commands and topics.',
    step: {
      report: 'The report above: the old stock, what turned bad anew, double reduction',
      inspect: 'What is in a ledger, and which column is which',
      explain: 'Why is this loan in this class?',
      branch: 'The same by branch, in ten-thousands of yuan',
      rollForward: 'From opening to closing NPL, by channel',
      migration: 'From class to class, and the migration rates',
      watch: 'What may become NPL next, and when',
      writeOff: 'What was written off, what should be, and what came back',
      classify: 'Every loan with its class and rules, into a file',
      markdown: 'A report for a page or a ticket',
      lock: 'Lock a base of your own; the file is never overwritten',
      init: 'The book: close month after month, verifiable to the byte',
      closeFirst: 'Close the first date',
      lockMonth: 'Lock it',
      closeSecond: 'Close the next with its registers',
      series: 'What the book then tells',
      verify: 'Nothing was touched: silent when all is well',
    },
  },
  zh: {
    title: '接下来可以输入',
    invented: '此处的借据、企业和个人均为虚构；合计数为公开数据。',
    away: '用完后：',
    more: 'npl help 列出全部命令和主题。',
    step: {
      report: '上面的报告：存量、新增、双降',
      inspect: '台账里有什么，各列对应哪个字段',
      explain: '这笔借据为何是这个分类？',
      branch: '同一报告按支行拆分，单位万元',
      rollForward: '不良贷款由期初到期末，分渠道',
      migration: '五级分类迁徙与迁徙率',
      watch: '接下来哪些可能成为不良，何时',
      writeOff: '已核销、应核尽核与核销后收回',
      classify: '逐笔分类及触发的规则，写入文件',
      markdown: '供网页或工单使用的报告',
      lock: '自己锁定一份基数；文件不会被覆盖',
      init: '台账簿：逐月结账，可逐字节核验',
      closeFirst: '结第一个日期的账',
      lockMonth: '锁定该月',
      closeSecond: '连同登记簿结下一个日期的账',
      series: '台账簿由此给出的时间序列',
      verify: '核验未被改动：一切正常时没有输出',
    },
  },
};
