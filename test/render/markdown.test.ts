import { describe, expect, it } from 'vitest';
import { blockText, inlineText } from '../../src/render/markdown.js';
import { renderDocument } from '../../src/render/render.js';
import type { Document } from '../../src/report/document.js';
import { column, money, sampleReport, tableDocument, text } from './sample.js';
import { HOSTILE } from './screen.js';

function markdown(document: Document): string {
  return renderDocument(document, 'markdown', { unit: 'wan', color: 3, width: 60 });
}

describe('a markdown report', () => {
  it('has headings, an alignment row and bold totals', () => {
    const lines = markdown(sampleReport('en')).split('\n');
    expect(lines.slice(0, 3)).toEqual(['# Non-performing loan report', '', '- Sample Bank, Huaibei branch']);
    const start = lines.indexOf('## Five classes');
    expect(lines.slice(start, start + 5)).toEqual([
      '## Five classes',
      '',
      '|  | loans | balance | share | since year start |',
      '| :--- | ---: | ---: | ---: | ---: |',
      '| normal | 402 | 456,712.40 | 98.86% | ▲104,410.20 |',
    ]);
    expect(lines).toContain('| **total** | **443** | **462,001.00** | **100.00%** | **▲104,174.45** |');
    expect(lines).toContain(
      '> **Warning:** 2 loans are booked in a milder class than computed, 180.00 in all; rules not assessed: external downgrade, overdue elsewhere (no such column)',
    );
  });

  it('escapes what would be markup, HTML, a link or a cell border', () => {
    expect(inlineText('a|b')).toBe('a\\|b');
    expect(inlineText('\\|')).toBe('\\\\\\|');
    expect(inlineText('<b>&amp;`*_[]#~$')).toBe('\\<b\\>\\&amp;\\`\\*\\_\\[\\]\\#\\~\\$');
    expect(inlineText('https://x.example www.x.example 9:30')).toBe('https\\://x.example www\\.x.example 9:30');
  });

  it('escapes what would be a list or a rule at the start of a line', () => {
    expect(['- a', '+ a', '---', '1. a', '2) a', '-5.00', '3.14', '  - a'].map(blockText)).toEqual([
      '\\- a',
      '\\+ a',
      '\\---',
      '1\\. a',
      '2\\) a',
      '-5.00',
      '3.14',
      '\\- a',
    ]);
  });

  it('keeps hostile names inside their cell', () => {
    const rows = HOSTILE.map((name) => ({ cells: [text(name), money(0n)] }));
    const lines = markdown(tableDocument([column('name', 'name', 'left'), column('b', 'b')], rows))
      .split('\n')
      .slice(6, -1);
    expect(lines).toHaveLength(HOSTILE.length);
    for (const line of lines) {
      // What is left without backslash pairs is what Markdown may interpret.
      const bare = line.replace(/\\[!-/:-@[-`{-~]/g, '');
      expect(bare, line).toMatch(/^\| [^|]* \| 0\.00 \|$/);
      expect(bare, line).not.toMatch(/[<>`*_[\]#&]|:\/\//);
    }
  });
});
