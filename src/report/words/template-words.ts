import type { Lang } from '../document.js';

/** What `npl template` says around the registers' own words. */
export const TEMPLATE_WORDS = {
  en: {
    columns: 'Columns',
    column: 'column',
    alsoNamed: 'also named',
    needed: 'needed',
    holds: 'holds',
    meaning: 'meaning',
    example: 'example',
    yes: 'yes',
    kinds: { key: 'id', text: 'text', amount: 'amount', date: 'date', share: 'share', choice: 'one of a list' },
  },
  zh: {
    columns: '列',
    column: '列名',
    alsoNamed: '其他可用列名',
    needed: '必填',
    holds: '内容',
    meaning: '含义',
    example: '示例',
    yes: '是',
    kinds: { key: '编号', text: '文字', amount: '金额', date: '日期', share: '份额', choice: '限定取值' },
  },
} as const satisfies Record<Lang, object>;
