import { parseIsoDate } from '../../src/model/civil-date.js';
import { Decimal } from '../../src/model/ratio.js';
import type { Cell, Column, Document, Row } from '../../src/report/document.js';

export const text = (words: string): Cell => ({ kind: 'text', text: words });
export const label = (words: string): Cell => ({ kind: 'label', text: words });
export const count = (value: number): Cell => ({ kind: 'count', value });
export const days = (value: number): Cell => ({ kind: 'days', value });
export const money = (cents: bigint): Cell => ({ kind: 'money', cents });
export const moneyChange = (cents: bigint, good?: 'up' | 'down'): Cell => ({ kind: 'money-change', cents, ...(good && { good }) });
export const countChange = (value: number, good?: 'up' | 'down'): Cell => ({ kind: 'count-change', value, ...(good && { good }) });
export const ratio = (numerator: bigint, denominator: bigint): Cell => ({ kind: 'ratio', ratio: { numerator, denominator } });
export const pointsChange = (value: string, good?: 'up' | 'down'): Cell => ({
  kind: 'points-change',
  value: new Decimal(value),
  ...(good && { good }),
});
export const date = (iso: string): Cell => ({ kind: 'date', day: parseIsoDate(iso) as number });
export const absent: Cell = { kind: 'absent' };

export const column = (id: string, header: string, align: 'left' | 'right' = 'right'): Column => ({ id, header, align });

/** A document of one table, for tests of one thing. */
export function tableDocument(columns: readonly Column[], rows: readonly Row[], lang: 'zh' | 'en' = 'en'): Document {
  return {
    lang,
    title: 'T',
    subtitle: [],
    sections: [{ id: 's', heading: 'S', blocks: [{ kind: 'table', id: 't', columns, rows }] }],
  };
}

const WAN = 1_000_000n;

/** Amounts in hundredths of a wan, as the mock-up writes them: 295700n is 2,957.00 万元. */
const wan = (hundredths: bigint): bigint => (hundredths * WAN) / 100n;

/** The mock-up's report (invented figures), in either language. */
export function sampleReport(lang: 'zh' | 'en'): Document {
  const say = (zh: string, en: string): string => (lang === 'zh' ? zh : en);
  const classRow = (id: string, words: string, n: number, balance: bigint, change: bigint, tone?: 'total' | 'emphasis'): Row => ({
    id,
    ...(tone && { tone }),
    cells: [
      label(words),
      count(n),
      money(wan(balance)),
      ratio(wan(balance), wan(46_200_100n)),
      moneyChange(wan(change), id === 'normal' || id === 'total' ? 'up' : 'down'),
    ],
  });
  return {
    lang,
    title: say('不良贷款报告', 'Non-performing loan report'),
    subtitle: [
      say('示例银行淮北分行', 'Sample Bank, Huaibei branch'),
      say('数据日期 2019-12-31', 'as of 2019-12-31'),
      say('单位：万元', 'unit: 10,000 yuan'),
      say('政策 cn-2023（2023-07-01 起施行，此处追溯使用）', 'policy cn-2023 (in force from 2023-07-01, used retroactively here)'),
      say('对比 2018-12-31', 'against 2018-12-31'),
    ],
    sections: [
      {
        id: 'double-reduction',
        heading: say('实现“双降”（连续第 2 年）', 'Double reduction achieved (2nd year running)'),
        blocks: [
          {
            kind: 'paragraph',
            tone: 'lead',
            pieces: [
              say('不良余额 ', 'NPL balance '),
              money(wan(307_200n)),
              ' → ',
              money(wan(295_700n)),
              say('，', ', '),
              moneyChange(wan(-11_500n), 'down'),
              say('；不良率 ', '; NPL ratio '),
              ratio(wan(307_200n), wan(35_782_655n)),
              ' → ',
              ratio(wan(295_700n), wan(46_200_100n)),
              say('，', ', '),
              pointsChange('-0.0021848', 'down'),
            ],
          },
          {
            kind: 'paragraph',
            tone: 'plain',
            pieces: [
              say('其中：处置压降 ', 'of which: disposals '),
              pointsChange('-0.0024'),
              say('，新发生 ', ', newly formed '),
              pointsChange('0.0021'),
              say('，贷款增长摊薄 ', ', growth of the book '),
              pointsChange('-0.0019'),
            ],
          },
        ],
      },
      {
        id: 'classes',
        heading: say('五级分类', 'Five classes'),
        blocks: [
          {
            kind: 'table',
            id: 'classes',
            columns: [
              column('class', '', 'left'),
              column('count', say('笔数', 'loans')),
              column('balance', say('余额', 'balance')),
              column('share', say('占比', 'share')),
              column('change', say('较年初', 'since year start')),
            ],
            rows: [
              classRow('normal', say('正常', 'normal'), 402, 45_671_240n, 10_441_020n),
              classRow('special-mention', say('关注', 'special mention'), 21, 233_160n, -12_075n),
              classRow('substandard', say('次级', 'substandard'), 9, 120_400n, -31_000n),
              classRow('doubtful', say('可疑', 'doubtful'), 7, 115_300n, 9_500n),
              classRow('loss', say('损失', 'loss'), 4, 60_000n, 10_000n),
              classRow('total', say('合计', 'total'), 443, 46_200_100n, 10_417_445n, 'total'),
              classRow('npl', say('其中不良', 'of which NPL'), 20, 295_700n, -11_500n, 'emphasis'),
            ],
          },
          { kind: 'paragraph', tone: 'note', pieces: [say('各格单独四舍五入。', 'Each cell is rounded alone.')] },
        ],
      },
      {
        id: 'largest',
        heading: say('最大的不良贷款', 'Largest non-performing loans'),
        blocks: [
          {
            kind: 'table',
            id: 'largest',
            columns: [
              column('loan', say('借据号', 'loan'), 'left'),
              column('borrower', say('客户名称', 'borrower'), 'left'),
              column('balance', say('余额', 'balance')),
              column('days', say('逾期天数', 'days overdue')),
              column('since', say('逾期起始日', 'overdue since'), 'left'),
              column('reason', say('分类原因', 'why'), 'left'),
            ],
            rows: [
              {
                cells: [
                  text('HB-2017-0031'),
                  text('淮北市朝阳新型建筑材料有限责任公司'),
                  money(1_204_000_00n),
                  days(151),
                  date('2019-08-02'),
                  label(say('逾期超过 90 天', 'more than 90 days overdue')),
                ],
              },
              {
                cells: [
                  text('HB-2016-0007'),
                  text('Sun Trading Co.'),
                  money(980_000_00n),
                  days(402),
                  date('2018-11-24'),
                  label(say('逾期超过 360 天，已诉讼', 'more than 360 days overdue, in court')),
                ],
              },
              { id: 'rest', tone: 'total', cells: [label(say('合计', 'total')), label(''), money(2_184_000_00n), absent, absent] },
            ],
            more: say('其余 18 笔，余额 2,738.60 万元；--limit 可多列', '18 more, 27,386,000.00 yuan in all; --limit shows more'),
          },
        ],
      },
      {
        id: 'notes',
        heading: say('提示', 'Notes'),
        blocks: [
          {
            kind: 'paragraph',
            tone: 'warning',
            pieces: [
              say('2 笔账面分类优于测算分类，合计 ', '2 loans are booked in a milder class than computed, '),
              money(180_0000_00n),
              say(
                '；未测算规则：外部评级下调、他行逾期（台账无此列）',
                ' in all; rules not assessed: external downgrade, overdue elsewhere (no such column)',
              ),
            ],
          },
          {
            kind: 'paragraph',
            tone: 'note',
            pieces: [
              say('来源 台账 443 行 = 443 笔 + 0 拒绝  sha256 ', 'source: ledger of 443 rows = 443 loans + 0 rejected, sha256 '),
              text('77aa5f0c91ab9c1e77d077aa5f0c91ab9c1e77d077aa5f0c91ab9c1e77d00b1c'),
            ],
          },
        ],
      },
    ],
  };
}
