import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { renderDocument, type TextFormat } from '../../src/render/render.js';
import type { Document, MoneyUnit } from '../../src/report/document.js';
import { column, label, moneyChange, sampleReport, tableDocument, text } from './sample.js';
import { HOSTILE, placeOf } from './screen.js';

const FORMATS: readonly TextFormat[] = ['table', 'plain', 'csv', 'markdown'];

function render(document: Document, format: TextFormat, unit: MoneyUnit = 'wan'): string {
  return renderDocument(document, format, { unit, color: 0, width: 80 });
}

/** The figures of the five-class table, row by row, as magnitudes without separators. */
function classFigures(format: TextFormat, unit: MoneyUnit): string[][] {
  const document = sampleReport('en');
  const names = ['normal', 'special mention', 'substandard', 'doubtful', 'loss', 'total', 'of which NPL'];
  if (format === 'csv') {
    const cells: string[][] = parse(render(document, 'csv', unit)).filter((row: string[]) => row[1] === 'classes');
    return names.map((_, index) => cells.slice(index * 5 + 1, index * 5 + 5).map((row) => magnitude(row[4] ?? '')));
  }
  const lines = render(document, format, unit).split('\n');
  return names.map((name) => {
    const line = lines.find((each) => new RegExp(`^(\\| \\**)?${name}\\b.*\\d%`).test(each)) ?? '';
    return (line.match(/[▲▼+-]?[\d,]+(\.\d+)?%?/g) ?? []).map(magnitude);
  });
}

function magnitude(figure: string): string {
  return figure.replace(/[▲▼+,-]/g, '');
}

describe('all formats', () => {
  it.each(['yuan', 'wan', 'yi'] as const)('show the same figures in %s', (unit) => {
    const terminal = classFigures('table', unit);
    expect(terminal.map((row) => row.length)).toEqual([4, 4, 4, 4, 4, 4, 4]);
    for (const format of FORMATS) expect(classFigures(format, unit), format).toEqual(terminal);
  });

  it('show the figures of the mock-up', () => {
    expect(classFigures('csv', 'wan')[6]).toEqual(['20', '2957.00', '0.64%', '115.00']);
    // 2,957.00 wan are 0.2957 yi; 115.00 are 0.0115.
    expect(classFigures('csv', 'yi')[6]).toEqual(['20', '0.30', '0.64%', '0.01']);
  });

  it('say first that rows were left out', () => {
    const document = { ...sampleReport('en'), incomplete: 'INCOMPLETE: 3 rows were left out' };
    expect(render(document, 'table').split('\n')[0]).toBe('! INCOMPLETE: 3 rows were left out');
    expect(render(document, 'plain').split('\n')[0]).toBe('! INCOMPLETE: 3 rows were left out');
    expect(render(document, 'csv').split('\n')[1]).toBe('document,,incomplete,text,INCOMPLETE: 3 rows were left out');
    expect(render(document, 'markdown').split('\n')[0]).toBe('> **Warning:** INCOMPLETE: 3 rows were left out');
  });

  it.each(FORMATS)('%s: no control or bidi character, wherever data gets in', (format) => {
    const bad = 'x\u001b[2Jy\u202ez\nw\u0007';
    const document: Document = {
      lang: 'zh',
      title: bad,
      subtitle: [bad],
      incomplete: bad,
      sections: [
        {
          id: 's',
          heading: bad,
          blocks: [
            { kind: 'paragraph', tone: 'lead', pieces: [bad, text(bad), label(bad)] },
            {
              kind: 'table',
              id: 't',
              title: bad,
              more: bad,
              columns: [column('c', bad)],
              rows: [{ cells: [text(bad)] }, { cells: [label(bad)] }],
            },
          ],
        },
      ],
    };
    const output = render(document, format);
    expect(output).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
    expect(output.split('\n').some((line) => line.startsWith('w'))).toBe(false);
    expect(output).toContain('u001b');
  });

  it.each(FORMATS)('%s: gives the same bytes twice', (format) => {
    expect(render(sampleReport('zh'), format)).toBe(render(sampleReport('zh'), format));
  });
});

describe('a plain report', () => {
  it('has ASCII signs, natural widths and aligned columns', () => {
    const lines = render(sampleReport('zh'), 'plain').split('\n');
    expect(lines).toContain('其中不良    20    2,957.00    0.64%      -115.00');
    expect(lines.join('\n')).not.toMatch(/[▲▼\u001b]/);
    expect(lines.filter((line) => line !== line.trimEnd())).toEqual([]);
    const source = lines.find((line) => line.includes('sha256')) ?? '';
    expect(source).toMatch(/来源.*0b1c$/);
  });

  it('aligns unusual names by their width on screen', () => {
    const columns = [column('name', '名称', 'left'), column('change', '变动'), column('end', '', 'left')];
    const rows = HOSTILE.map((name) => ({ cells: [text(name), moneyChange(1_000_000n), label('end')] }));
    const body = render(tableDocument(columns, rows), 'plain').split('\n').slice(4, -1);
    expect(new Set(body.map((line) => placeOf(line, '+1.00').end)).size).toBe(1);
    expect(new Set(body.map((line) => placeOf(line, 'end').start)).size).toBe(1);
  });
});
