import type { ProvisionByWords } from './provision-by-words.js';

export const zhProvisionBy: ProvisionByWords = {
  column: {
    loans: '贷款余额',
    general: '一般准备',
    specific: '专项准备',
    needed: '应提',
    npl: '不良',
    held: '实提',
    gap: '缺口',
    coverage: '拨备覆盖率',
  },
  rounding: '合计只取整一次，分位按余数由大到小分配：各行之和等于合计，各行分类别之和等于该行专项准备；某一类各行之和与上表该类可差数分。',
};
