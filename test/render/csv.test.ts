import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../../src/diagnostics/visible-text.js';
import { harmlessField } from '../../src/render/csv-field.js';
import { renderDocument } from '../../src/render/render.js';
import type { Document, MoneyUnit } from '../../src/report/document.js';
import { arbitraryDocument } from './arbitrary-document.js';
import { absent, column, label, money, moneyChange, pointsChange, ratio, sampleReport, tableDocument, text } from './sample.js';
import { HOSTILE } from './screen.js';

function csv(document: Document, unit: MoneyUnit = 'yuan'): string {
  return renderDocument(document, 'csv', { unit, color: 3, width: 60 });
}

function records(document: Document, unit?: MoneyUnit): string[][] {
  return parse(csv(document, unit), { relax_column_count: false });
}

describe('a csv report', () => {
  it('is one line per cell, named by stable ids', () => {
    const rows = records(sampleReport('zh'), 'wan');
    expect(rows[0]).toEqual(['section', 'table', 'row', 'column', 'value']);
    expect(rows[1]).toEqual(['document', '', 'title', 'text', '不良贷款报告']);
    expect(rows).toContainEqual(['document', '', 'unit', 'text', 'wan']);
    expect(rows).toContainEqual(['double-reduction', '', 'heading', 'text', '实现“双降”（连续第 2 年）']);
    expect(rows.filter((row) => row[1] === 'classes' && row[2] === 'npl')).toEqual([
      ['classes', 'classes', 'npl', 'class', '其中不良'],
      ['classes', 'classes', 'npl', 'count', '20'],
      ['classes', 'classes', 'npl', 'balance', '2957.00'],
      ['classes', 'classes', 'npl', 'share', '0.64%'],
      ['classes', 'classes', 'npl', 'change', '-115.00'],
    ]);
    expect(rows.filter((row) => row[2] === 'HB-2016-0007').map((row) => row[3])).toEqual([
      'loan',
      'borrower',
      'balance',
      'days',
      'since',
      'reason',
    ]);
    expect(rows).toContainEqual(['largest', 'largest', 'more', 'text', '其余 18 笔，余额 2,738.60 万元；--limit 可多列']);
    expect(rows).toContainEqual(['largest', 'largest', 'rest', 'days', '']);
  });

  it('ends lines with LF, the last one too', () => {
    expect(csv(sampleReport('en'))).toMatch(/^section,table,row,column,value\n/);
    expect(csv(sampleReport('en'))).toMatch(/[^\n]\n$/);
    expect(csv(sampleReport('en'))).not.toContain('\r');
  });

  it('defuses formulas in data and leaves figures and labels alone', () => {
    const columns = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => column(id, id));
    const cells = [text('=1+1'), label('-'), money(-5n), moneyChange(500n), pointsChange('-0.0022'), ratio(-1n, 4n)];
    const values = records(tableDocument(columns, [{ cells }])).slice(-6);
    expect(values.map((row) => row[4])).toEqual(["'=1+1", '-', '-0.05', '+5.00', '-0.22%', '-25.00%']);
    expect(values.map((row) => row[2])).toEqual(Array(6).fill("'=1+1"));
  });

  it.each(['=1', '+1', '-1', '@x', '\tx', '\rx', '  =1', '\u3000=1', '＝1', '＋1', '－1', '＠x', '﹦1'])(
    'puts an apostrophe before %j',
    (data) => {
      expect(harmlessField(data)).toBe(`'${data}`);
    },
  );

  it.each(['a=1', '张三', '', ' x', "'=1", '1-2', '*'])('leaves %j', (data) => {
    expect(harmlessField(data)).toBe(data);
  });

  it('defuses sentences that begin with data', () => {
    const sentence: Document = {
      lang: 'en',
      title: '=T()',
      subtitle: ['@bank'],
      sections: [
        { id: 's', heading: '', blocks: [{ kind: 'paragraph', tone: 'note', pieces: [text('=HYPERLINK("x")'), ' is ', absent] }] },
      ],
    };
    expect(records(sentence).map((row) => row[4])).toEqual(['value', "'=T()", "'@bank", 'yuan', `'=HYPERLINK("x") is n/a`]);
  });

  it('parses back to the cells of any document', () => {
    fc.assert(
      fc.property(arbitraryDocument, (document) => {
        const rows = records(document);
        expect(rows.every((row) => row.length === 5)).toBe(true);
        const texts = document.sections.flatMap(({ blocks }) =>
          blocks.flatMap((block) => (block.kind === 'table' ? block.rows.flatMap((row) => row.cells) : [])),
        );
        const values = rows.filter((row) => row[1] === 't').map((row) => row[4] ?? '');
        expect(values).toHaveLength(texts.length);
        for (const [index, cell] of texts.entries()) {
          const value = values[index] ?? '';
          if (cell.kind === 'label') expect(value).toBe(visibleText(cell.text));
          else if (cell.kind === 'text') expect(value.replace(/^'/, '')).toBe(visibleText(cell.text));
          else expect(value).toMatch(/^$|^[+-]?\d+(\.\d\d)?%?$|^\d{4}-\d\d-\d\d$/);
        }
      }),
    );
  });

  it('keeps hostile names in their own field, visible', () => {
    const rows = HOSTILE.map((name) => ({ cells: [text(name)] }));
    const values = records(tableDocument([column('name', 'name', 'left')], rows)).slice(-HOSTILE.length);
    expect(values.map((row) => (row[4] ?? '').replace(/^'/, ''))).toEqual(HOSTILE.map(visibleText));
    expect(values.filter((row) => /^\s*[=+\-@]/.test((row[4] ?? '').normalize('NFKC')))).toEqual([]);
  });
});
