import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { CATALOGUE, type DiagnosticCode, type Wording } from '../../src/diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { rowExcerpt } from '../../src/diagnostics/row-excerpt.js';
import { quotedValue, visibleText } from '../../src/diagnostics/visible-text.js';
import { readText, refusalOf } from '../ledger/read-text.js';

describe('the catalogue', () => {
  const entries = Object.entries(CATALOGUE) as [DiagnosticCode, Wording][];
  it('holds no code that nothing gives', () => {
    const folder = fileURLToPath(new URL('../../src/', import.meta.url));
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
      (name) => /\.ts$/.test(name) && !/catalogue\.ts$/.test(name),
    );
    const source = files.map((name) => readFileSync(join(folder, name), 'utf8')).join('\n');
    expect(entries.map(([code]) => code).filter((code) => !source.includes(`'${code}'`))).toEqual([]);
  });

  const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]))].sort();

  it.each(entries)('%s says the same in both languages', (_code, { en, zh, hint }) => {
    expect(names(zh)).toEqual(names(en));
    expect(names(hint?.zh ?? '')).toEqual(names(hint?.en ?? ''));
    expect(en).not.toBe('');
  });

  it('names its codes by what they do, and exits with 0 only where nothing is refused', () => {
    for (const [code, { exit }] of entries) {
      expect(code).toMatch(/^[EWNA]_[A-Z0-9_]+$/);
      expect(exit === 0).toBe(!code.startsWith('E_'));
    }
  });
});

describe('a diagnostic', () => {
  const bad: Diagnostic = {
    code: 'E_AMOUNT',
    file: 'bad.csv',
    line: 4,
    column: 3,
    field: 'balance',
    value: '1e5',
    row: ['L0003', '张三', '1e5', '损失', '400', '2019-08-31'],
    params: { advice: { en: 'write it out in full', zh: '请写出全部数字' } },
  };

  it('prints as in the mock-up, in both languages', () => {
    expect(formatDiagnostic(bad, 'en')).toBe(
      [
        'bad.csv:4:3 field "balance": value "1e5": E_AMOUNT not an amount',
        '    4 │ L0003,张三,1e5,损失,400,2019-08-31',
        '      │            ^^^',
        '    hint: write it out in full',
      ].join('\n'),
    );
    expect(formatDiagnostic(bad, 'zh')).toBe(
      [
        'bad.csv:4:3 字段“balance” 值“1e5”: E_AMOUNT 不是金额',
        '    4 │ L0003,张三,1e5,损失,400,2019-08-31',
        '      │            ^^^',
        '    提示：请写出全部数字',
      ].join('\n'),
    );
  });

  it('prints the mock-up from a ledger, with how many there are and how to go on', async () => {
    const error = await refusalOf(
      readText('loan_id,customer,balance,class,overdue_days\nL1,张三,1,正常,0\nL2,张三,1,正常,0\nL3,张三,1e5,损失,400\n'),
    );
    const text = (lang: 'en' | 'zh') => error.afterword.map((one) => formatDiagnostic(one, lang));
    expect(text('en')).toEqual([
      'refused: 1 of 3 rows cannot be read; nothing was written.',
      'to go on without it: --max-rejects 1 --rejects bad-rows.csv',
    ]);
    expect(text('zh')).toEqual([
      '已拒绝：3 行中有 1 行无法读取；未写出任何内容。',
      '如需略过该行继续：--max-rejects 1 --rejects bad-rows.csv',
    ]);
    expect(formatDiagnostic(error.diagnostics[0]!, 'zh')).toContain('提示：请写出全部数字；最短读法为 100000.00，可能已丢失位数');
  });

  it('says only what it knows', () => {
    expect(formatDiagnostic({ code: 'E_EMPTY' }, 'en')).toBe('E_EMPTY the file is empty');
    expect(formatDiagnostic({ code: 'E_EMPTY', file: 'a.csv', line: 1, column: 1 }, 'en')).toBe('a.csv:1:1: E_EMPTY the file is empty');
    expect(formatDiagnostic({ code: 'E_AMOUNT', value: 'x' }, 'en')).toBe('value "x": E_AMOUNT not an amount');
  });

  it('fills names but leaves map syntax alone', () => {
    const twice: Diagnostic = {
      code: 'E_HEADER_TWICE',
      params: { first: 1, second: 2, firstName: '借据号', secondName: '贷款账号', field: 'loanId', choice: '"借据号"' },
    };
    expect(formatDiagnostic(twice, 'en')).toContain('fields: {loanId: {column: "借据号"}}');
    expect(formatDiagnostic({ code: 'E_NOTHING_TO_CLASSIFY' }, 'en')).toContain('fields: {daysPastDue: {blank: "0"}}');
  });

  it('lets no character of the data steer the terminal', () => {
    const text = formatDiagnostic({ ...bad, file: 'a\u001b[2J.csv', value: '\u202e1\u00a05', row: ['\u001b[31m', 'x\ny', '\u202e'] }, 'en');
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e\u00a0]/);
    expect(text).toContain('\\u001b[2J');
    expect(text).toContain('value "\\u202e1\\u00a05"');
  });

  it('decides the exit code of what it stops', () => {
    expect(new UserError({ code: 'E_CONTROL_TOTAL' }).exitCode).toBe(1);
    expect(new UserError([{ code: 'E_AMOUNT' }, { code: 'E_MAP' }]).exitCode).toBe(65);
  });
});

describe('the excerpt of a row', () => {
  it('marks a missing field behind the last', () => {
    expect(rowExcerpt(['L1', '张三'], 7, 3)).toEqual(['    7 │ L1,张三', '      │        ^']);
  });

  it('marks an empty field, and quotes what CSV would quote', () => {
    expect(rowExcerpt(['L1', '', '1,5'], 12, 2)).toEqual(['   12 │ L1,,"1,5"', '      │    ^']);
    expect(rowExcerpt(['a"b', 'c'], 1, 1)[0]).toBe('    1 │ "a""b",c');
  });

  it('fits a terminal and keeps the field in sight, wherever it stands', () => {
    const row = Array.from({ length: 40 }, (_, i) => (i % 3 === 0 ? `支行第${i}号` : `value-${i}`));
    for (let column = 1; column <= row.length + 1; column++) {
      const [text, carets] = rowExcerpt(row, 1234567, column) as [string, string];
      expect(stringWidth(text)).toBeLessThanOrEqual(76);
      expect(stringWidth(carets)).toBeLessThanOrEqual(77);
      const start = stringWidth(carets.slice(0, carets.indexOf('^')));
      const before = text.slice(0, text.indexOf(row[Math.min(column, row.length) - 1] as string));
      if (column <= row.length) expect(stringWidth(before)).toBe(start);
    }
  });

  it('cuts a field that is wider than the line', () => {
    const [text, carets] = rowExcerpt(['a', '很'.repeat(90), 'z'], 1, 2) as [string, string];
    expect(stringWidth(text)).toBeLessThanOrEqual(76);
    expect(text).toContain('…');
    expect(carets.trim().length).toBeGreaterThan(20);
  });
});

describe('visible text', () => {
  it('escapes what cannot be seen, and only that', () => {
    expect(visibleText('张三\u200b\u0007\ud800')).toBe('张三\\u200b\\u0007\\ud800');
    expect(visibleText('a\u00a0𠀀')).toBe('a\u00a0𠀀');
    expect(quotedValue('a\u00a0b')).toBe('a\\u00a0b');
    expect(quotedValue('x'.repeat(70))).toBe(`${'x'.repeat(60)}…`);
    expect(quotedValue(`${'x'.repeat(59)}𠀀y`)).toBe(`${'x'.repeat(59)}…`);
  });
});
