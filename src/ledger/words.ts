import type { FieldKind } from '../table/schema.js';
import { foldWord } from '../table/values.js';

/** The words of closed lists in Chinese and English. An unknown word is refused, never guessed. */
function choice(lists: readonly (readonly string[])[], refusal: 'E_CLASS' | 'E_CHOICE' | 'E_FLAG'): FieldKind {
  const words = new Map(lists.flatMap((list, code) => list.map((word) => [foldWord(word), code] as const)));
  const shown = lists.map((list) => list.slice(0, 2).join('/')).join(', ');
  return { type: 'choice', words, refusal, shown };
}

/** A class word, with 类 or 类贷款 behind it, in either script. */
function classWords(code: string, ...words: string[]): string[] {
  return [
    ...words.flatMap((word) => (/[a-z]/.test(word) ? [word] : [word, `${word}类`, `${word}类贷款`, `${word}贷款`])),
    code,
    `0${code}`,
  ];
}

export const CLASS_CHOICE = choice(
  [
    classWords('1', '正常', 'normal', 'pass'),
    classWords('2', '关注', '關注', 'special-mention', 'special mention', 'specialmention', 'special_mention'),
    classWords('3', '次级', '次級', 'substandard', 'sub-standard'),
    classWords('4', '可疑', 'doubtful'),
    classWords('5', '损失', '損失', 'loss'),
  ],
  'E_CLASS',
);

/** Codes as in CHOICE_FIELDS.guarantee. Combined guarantees name their stronger part first and are not guessed. */
export const GUARANTEE_CHOICE = choice(
  [
    ['信用', 'credit', 'unsecured', '信用类', '信用贷款'],
    ['保证', 'guaranteed', 'guarantee', '保证类', '保证担保', '保证贷款', '联保'],
    ['抵押', 'mortgage', 'collateral', '抵押类', '抵押担保', '抵押贷款'],
    ['质押', 'pledge', 'pledged', '质押类', '质押担保', '质押贷款'],
  ],
  'E_CHOICE',
);

export const BORROWER_TYPE_CHOICE = choice(
  [
    ['零售', 'retail', '个人', '自然人', '个人客户', '农户', '个体工商户', 'individual', 'personal'],
    ['非零售', 'non-retail', '对公', '企业', '公司', '单位', '法人', '对公客户', '企业客户', 'corporate', 'company', 'nonretail'],
  ],
  'E_CHOICE',
);

/** Codes as in CHOICE_FIELDS.status: only the first is on book. */
export const STATUS_CHOICE = choice(
  [
    [
      '正常',
      '存续',
      '在账',
      '表内',
      '未结清',
      '逾期',
      '展期',
      '非应计',
      '欠息',
      '部分逾期',
      '已发放',
      'active',
      'open',
      'on-book',
      'on book',
      'current',
      'performing',
      'overdue',
      'normal',
      'outstanding',
    ],
    ['结清', '已结清', '销户', '已销户', '还清', '已还清', 'settled', 'closed', 'paid', 'paid off', 'repaid'],
    ['核销', '已核销', '账销案存', 'written-off', 'written off', 'writtenoff', 'charged off', 'charged-off', 'writeoff', 'write-off'],
    ['转让', '已转让', '出售', '已出售', 'transferred', 'sold'],
  ],
  'E_CHOICE',
);

export const FLAG_CHOICE = choice(
  [
    ['否', '无', 'n', 'no', '0', 'false', 'f', '×', '未'],
    ['是', '有', 'y', 'yes', '1', 'true', 't', '√', '已'],
  ],
  'E_FLAG',
);
