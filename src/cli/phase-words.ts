import type { Bilingual } from '../diagnostics/catalogue.js';
import type { Phase } from '../run/io.js';

/** What a phase is called, for --timings and the progress bar. */
export const PHASE_WORDS: Readonly<Record<Phase | 'start' | 'all', Bilingual>> = {
  start: { en: 'starting', zh: '启动' },
  open: { en: 'opening policy and locks', zh: '打开政策与锁定' },
  read: { en: 'reading ledgers', zh: '读取台账' },
  registers: { en: 'reading registers', zh: '读取登记簿' },
  classify: { en: 'classifying', zh: '分类' },
  segment: { en: 'segments', zh: '划分存量与新增' },
  measure: { en: 'measuring', zh: '计量' },
  report: { en: 'making the report', zh: '编制报告' },
  write: { en: 'writing', zh: '写出' },
  all: { en: 'in all', zh: '合计' },
};
