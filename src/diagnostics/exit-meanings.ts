import type { EXIT } from './exit-codes.js';
import type { Bilingual } from './wording.js';

/** What each exit code means, in a line: `npl --help`, `npl help exit-codes` and the man page print it. */
export const EXIT_MEANS: Readonly<Record<keyof typeof EXIT, Bilingual>> = {
  done: { en: 'done', zh: '完成' },
  controlFailed: {
    en: 'a control failed: totals, or (where asked for) a breach or warning',
    zh: '核对未通过：合计不符，或按要求（--fail-on-breach、--strict）有突破或警告',
  },
  usage: { en: 'the command is not as it must be', zh: '命令用法有误' },
  doneWithRejects: { en: 'done, bad rows left out (--max-rejects)', zh: '完成，已略过无法读取的行（--max-rejects）' },
  tampered: { en: 'a lock or closed month was edited, or would be overwritten', zh: '锁定文件或已结月份被改动，或将被覆盖' },
  inputRefused: { en: 'an input is refused; nothing was written', zh: '输入被拒绝；未写出任何内容' },
  inputMissing: { en: 'an input is not there', zh: '输入文件不存在' },
  internal: { en: 'internal error: a defect of the program', zh: '内部错误：程序缺陷' },
  cannotCreate: { en: 'an output cannot be created', zh: '无法创建输出' },
  inputOutput: { en: 'input or output failed, or the disk is full', zh: '读写失败或磁盘已满' },
  busy: { en: 'another run writes in the book', zh: '另一进程正在写台账簿' },
  badConfiguration: { en: 'a policy, map or configuration is refused', zh: '政策、映射或配置有误' },
  interrupted: { en: 'interrupted; nothing is left half-written', zh: '被中断；没有写到一半的文件' },
};
