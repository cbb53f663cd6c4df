import { stripVTControlCharacters } from 'node:util';
import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { type RenderOptions, renderDocument } from '../../src/render/render.js';
import type { Document } from '../../src/report/document.js';
import { arbitraryDocument } from './arbitrary-document.js';
import { column, label, money, moneyChange, pointsChange, sampleReport, tableDocument, text } from './sample.js';
import { figures, HOSTILE, occurrences, placeOf } from './screen.js';

const WIDTHS = [60, 80, 120, 200];

function lines(document: Document, options: Partial<RenderOptions> = {}): string[] {
  const rendered = renderDocument(document, 'table', { unit: 'yuan', color: 0, width: 80, ...options });
  expect(rendered.endsWith('\n')).toBe(true);
  return rendered.slice(0, -1).split('\n');
}

describe('a terminal report', () => {
  it('reads like the mock-up', () => {
    expect(lines(sampleReport('zh'), { unit: 'wan' }).slice(0, 20)).toEqual([
      '不良贷款报告',
      '示例银行淮北分行   数据日期 2019-12-31   单位：万元',
      '政策 cn-2023（2023-07-01 起施行，此处追溯使用）   对比 2018-12-31',
      '',
      '实现“双降”（连续第 2 年）',
      '  不良余额 3,072.00 → 2,957.00，▼115.00；不良率 0.86% → 0.64%，▼0.22 个百分点',
      '  其中：处置压降 ▼0.24 个百分点，新发生 ▲0.21 个百分点，贷款增长摊薄',
      '  ▼0.19 个百分点',
      '',
      '五级分类  笔数        余额     占比       较年初',
      '正常       402  456,712.40   98.86%  ▲104,410.20',
      '关注        21    2,331.60    0.50%      ▼120.75',
      '次级         9    1,204.00    0.26%      ▼310.00',
      '可疑         7    1,153.00    0.25%       ▲95.00',
      '损失         4      600.00    0.13%      ▲100.00',
      '合计       443  462,001.00  100.00%  ▲104,174.45',
      '其中不良    20    2,957.00    0.64%      ▼115.00',
      '  各格单独四舍五入。',
      '',
      '最大的不良贷款',
    ]);
  });

  it('aligns Chinese rows at the same screen columns', () => {
    const rows = lines(sampleReport('zh'), { unit: 'wan' }).slice(10, 17);
    const cells = rows.map((row) => row.split(/ {2,}/));
    expect(cells.map((row) => row.length)).toEqual([5, 5, 5, 5, 5, 5, 5]);
    for (const index of [1, 2, 3, 4]) {
      const ends = rows.map((row, at) => placeOf(row, cells[at]?.[index] ?? '?').end);
      expect(new Set(ends).size, `column ${index} ends at ${ends}`).toBe(1);
    }
  });

  it('keeps every hostile or unusual name aligned and complete', () => {
    const columns = [column('name', 'name', 'left'), column('balance', 'balance'), column('after', 'after', 'left')];
    const rows = HOSTILE.map((name) => ({ cells: [text(name), money(123_456n), label('end')] }));
    const body = lines(tableDocument(columns, rows), { width: 200 }).slice(4);
    expect(body).toHaveLength(HOSTILE.length);
    expect(new Set(body.map((line) => placeOf(line, '1,234.56').end)).size).toBe(1);
    expect(new Set(body.map((line) => placeOf(line, 'end').start)).size).toBe(1);
    expect(body.join('\n')).toContain('བོད་སྐྱོང་བཀྲ་ཤིས།');
    expect(body.join('\n')).toContain('𗀀𗀁西夏');
  });

  it('wraps text and never an amount', () => {
    const columns = [column('name', '客户名称', 'left'), ...'一二三四'.split('').map((id) => column(id, id))];
    const amount = money(34_181_261_086n);
    const name = text('淮北市朝阳新型建筑材料有限责任公司');
    const body = lines(tableDocument(columns, [{ cells: [name, amount, amount, amount, amount] }]));
    expect(body.slice(3)).toEqual([
      '客户名称                      一              二              三              四',
      '淮北市朝阳新型建  341,812,610.86  341,812,610.86  341,812,610.86  341,812,610.86',
      '筑材料有限责任公',
      '司',
    ]);
  });

  it('puts the headers in front of the figures when a grid would have to cut them', () => {
    const columns = [column('name', '机构', 'left'), ...'一二三四五'.split('').map((id) => column(id, id))];
    const cells = [text('淮北'), ...Array.from({ length: 5 }, () => money(34_181_261_086n))];
    const body = lines(tableDocument(columns, [{ cells }], 'zh'), { width: 60 });
    expect(body.slice(3)).toEqual([
      '机构',
      '淮北',
      ...'一二三四五'.split('').map((id) => `  ${id}：341,812,610.86`),
      // 4 + 5 amounts of 14 + 5 gaps of 2 = 84.
      '  屏幕较窄：逐行竖列；宽 84 列或用 -O csv 时为整表。',
    ]);
  });

  it('takes a table apart that is too wide, names repeated, and says so', () => {
    const columns = [column('name', '机构', 'left'), ...'一二三四五'.split('').map((id) => column(id, id))];
    const rows = ['淮北', '濉溪'].map((name) => ({ cells: [text(name), ...Array.from({ length: 5 }, () => money(34_181_261_086n))] }));
    const body = (lang: 'zh' | 'en') => lines(tableDocument(columns, rows, lang), { width: 60 }).slice(3);
    const header = (ids: string) =>
      `机构${ids
        .split('')
        .map((id) => id.padStart(15))
        .join('')}`;
    const row = (name: string, count: number) => name + '  341,812,610.86'.repeat(count);
    expect(body('zh')).toEqual([
      header('一二三'),
      row('淮北', 3),
      row('濉溪', 3),
      '',
      header('四五'),
      row('淮北', 2),
      row('濉溪', 2),
      '  屏幕较窄：分 2 段列出；宽 84 列或用 -O csv 时为整表。',
    ]);
    expect(body('en').at(-1)).toBe('  Narrow screen: in 2 parts; whole at 84 columns or -O csv.');
  });

  it('keeps a header that comes again with its column', () => {
    const amounts = (ids: readonly string[]) => [column('name', '机构', 'left'), ...ids.map((id) => column(id, id))];
    const headers = (ids: readonly string[]) => {
      const rows = ['淮北', '濉溪'].map((name) => ({ cells: [text(name), ...ids.map(() => money(34_181_261_086n))] }));
      const shown = lines(tableDocument(amounts(ids), rows, 'zh'), { width: 60 });
      return shown.filter((line) => line.startsWith('机构')).map((line) => line.split(/ +/).slice(1).join());
    };
    expect(headers(['笔数', '本月', '笔数', '本年', '笔数', '锁定'])).toEqual(['笔数,本月', '笔数,本年', '笔数,锁定']);
    expect(headers(['届满', '债权', '将届满', '债权', '不详'])).toEqual(['届满,债权', '将届满,债权,不详']);
  });

  it('repeats as many columns as tell the rows apart', () => {
    const columns = [column('name', '机构', 'left'), column('who', '人', 'left'), ...'一二三四'.split('').map((id) => column(id, id))];
    const rows = ['张', '李'].map((who) => ({
      cells: [text('淮北'), text(who), ...Array.from({ length: 4 }, () => money(34_181_261_086n))],
    }));
    const body = lines(tableDocument(columns, rows, 'zh'), { width: 60 });
    expect(body.filter((line) => line.startsWith('淮北  张  341,812,610.86'))).toHaveLength(2);
  });

  it('breaks a long word behind its hyphens, a hash into equal lengths, an id nowhere while there is room', () => {
    const columns = [column('rule', 'rule', 'left'), column('id', 'id', 'left'), ...'一二'.split('').map((id) => column(id, id))];
    const amount = money(34_181_261_086n);
    const cells = [label('small-business-pursued'), text('HB-2018-0501'), amount, amount];
    const body = lines(tableDocument(columns, [{ cells }]), { width: 60 });
    expect(body.slice(4)).toEqual([
      // 60 − 12 − 2 × 14 − 3 gaps of 2 = 14 for the rule.
      'small-          HB-2018-0501  341,812,610.86  341,812,610.86',
      'business-',
      'pursued',
    ]);
    const hash = lines(tableDocument([column('hash', 'hash', 'left')], [{ cells: [text('a'.repeat(64))] }]), { width: 60 });
    expect(hash.slice(4)).toEqual(['a'.repeat(32), 'a'.repeat(32)]);
  });

  it('keeps the hyphens that an option begins with', () => {
    const columns = [column('option', 'option', 'left'), ...'一二三'.split('').map((id) => column(id, id))];
    const amount = money(34_181_261_086n);
    // 60 − 3 × 14 − 3 gaps of 2 = 12 for the option.
    const body = lines(tableDocument(columns, [{ cells: [label('--base-adjustments'), amount, amount, amount] }]), { width: 60 });
    expect(body.slice(4)).toEqual(['--base-       341,812,610.86  341,812,610.86  341,812,610.86', 'adjustments']);
  });

  it('lists under its row what would be a ribbon in its column', () => {
    const columns = [column('name', 'name', 'left'), column('fields', 'fields', 'left'), ...'一二'.split('').map((id) => column(id, id))];
    const amount = money(34_181_261_086n);
    const fields = Array.from({ length: 30 }, (_, index) => `field${index}`).join(', ');
    const shown = lines(tableDocument(columns, [{ cells: [label('x'), text(fields), amount, amount] }]), { width: 60 });
    expect(shown[5]).toBe('  fields: field0, field1, field2, field3, field4, field5,');
    expect(shown.join('\n')).not.toContain('Narrow screen');
  });

  it('offers no CSV of what can be had in no other format', () => {
    const columns = [column('name', 'name', 'left'), ...'12345'.split('').map((id) => column(id, id))];
    const cells = [text('x'), ...Array.from({ length: 5 }, () => money(34_181_261_086n))];
    const shown = lines(tableDocument(columns, [{ cells }]), { width: 60, isOnlyTable: true });
    expect(shown.at(-1)).toBe('  Narrow screen: row by row; whole at 84 columns.');
  });

  it('puts no colon where a column has no header', () => {
    const columns = [column('name', 'name', 'left'), ...'12345'.split('').map((id) => column(id, id)), column('word', '', 'left')];
    const cells = [text('x'), ...Array.from({ length: 5 }, () => money(34_181_261_086n)), label('kept')];
    expect(lines(tableDocument(columns, [{ cells }]), { width: 60 })).toContain('  kept');
  });

  it('does not cut an amount in words either', () => {
    const columns = [column('name', '项目', 'left'), ...'一二三'.split('').map((id) => column(id, id))];
    const amount = money(34_181_261_086n);
    const cells = [label('锁定基数 22 笔 1,341,812,610.86'), amount, amount, amount];
    const body = lines(tableDocument(columns, [{ cells }], 'zh'), { width: 60 });
    expect(occurrences(body, '1,341,812,610.86')).toBe(1);
  });

  it('takes rows by the thousand', () => {
    const columns = [column('id', 'id', 'left'), column('balance', 'balance')];
    const rows = Array.from({ length: 30_000 }, (_, index) => ({ cells: [text(`L${index}`), money(BigInt(index))] }));
    const body = lines(tableDocument(columns, rows)).slice(4);
    expect(body).toHaveLength(30_000);
    expect(body[29_999]).toBe('L29999   299.99');
  });

  it('refuses a row with more cells than columns', () => {
    expect(() => lines(tableDocument([column('a', 'a')], [{ cells: [money(1n), money(2n)] }]))).toThrow('more cells');
  });
});

describe('colour', () => {
  const columns = [column('name', 'name', 'left'), column('change', 'change')];
  const green = '\u001b[32m';
  const red = '\u001b[31m';

  it.each([
    [moneyChange(100n, 'up'), green],
    [moneyChange(-100n, 'up'), red],
    [moneyChange(100n, 'down'), red],
    [pointsChange('-0.01', 'down'), green],
  ])('says whether a change is welcome (%#)', (cell, colour) => {
    const row = lines(tableDocument(columns, [{ cells: [label('x'), cell] }]), { color: 1 })[4] ?? '';
    expect(row).toContain(colour);
  });

  it('is not used for a change that shows as zero, or has no welcome direction', () => {
    for (const cell of [moneyChange(100n), moneyChange(1n, 'up'), moneyChange(0n, 'down')]) {
      expect(lines(tableDocument(columns, [{ cells: [label('x'), cell] }]), { color: 1, unit: 'wan' })[4]).not.toContain('\u001b');
    }
  });

  it('marks headings, totals and warnings, and words do too', () => {
    const document = { ...sampleReport('en'), incomplete: 'INCOMPLETE' };
    const coloured = lines(document, { color: 1, unit: 'wan' }).join('\n');
    expect(coloured).toContain('\u001b[33m\u001b[1m! INCOMPLETE');
    expect(coloured).toContain('\u001b[1mNon-performing loan report');
    expect(coloured).toContain('\u001b[1mtotal\u001b[22m');
    expect(coloured).toContain('\u001b[33m! 2 loans');
  });
});

describe('any document at 60, 80, 120 and 200 columns', () => {
  const widths = fc.constantFrom(...WIDTHS);
  const units = fc.constantFrom('yuan' as const, 'wan' as const, 'yi' as const);

  it('shows every figure whole, on one line, within the width', () => {
    fc.assert(
      fc.property(arbitraryDocument, widths, units, (document, width, unit) => {
        const shown = lines(document, { width, unit });
        const wanted = figures(document, 'arrows', unit);
        for (const figure of wanted) {
          const times = wanted.filter((other) => other === figure).length;
          expect(occurrences(shown, figure), figure).toBeGreaterThanOrEqual(times);
        }
        for (const line of shown) {
          expect(stringWidth(line), line).toBeLessThanOrEqual(width);
          expect(line).toBe(line.trimEnd());
        }
      }),
      { numRuns: 300 },
    );
  });

  it('has no escape byte at colour 0, and differs by colour alone at 1 to 3', () => {
    fc.assert(
      fc.property(arbitraryDocument, widths, fc.constantFrom(1 as const, 2 as const, 3 as const), (document, width, color) => {
        const bare = lines(document, { width });
        expect(bare.join('\n')).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
        expect(lines(document, { width, color }).map(stripVTControlCharacters)).toEqual(bare);
      }),
    );
  });
});
