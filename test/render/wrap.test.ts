import fc from 'fast-check';
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { measure, type Span, wrap } from '../../src/render/wrap.js';

function lines(spans: readonly Span[] | string, width: number): string[] {
  return wrap(typeof spans === 'string' ? [{ text: spans }] : spans, width).map((line) => line.text);
}

describe('wrap', () => {
  it('breaks between Chinese characters and at spaces', () => {
    expect(lines('不良余额下降', 8)).toEqual(['不良余额', '下降']);
    expect(lines('the balance fell', 9)).toEqual(['the', 'balance', 'fell']);
    expect(lines('', 9)).toEqual(['']);
    expect(lines('   ', 9)).toEqual(['']);
    expect(lines('  indented text ', 9)).toEqual(['indented', 'text']);
    expect(lines('  in text ', 9)).toEqual(['  in text']);
  });

  it('never breaks a figure, in a span of its own or in the words', () => {
    expect(lines('共计人民币341,812,610.86元整', 16)).toEqual(['共计人民币', '341,812,610.86元', '整']);
    expect(lines([{ text: '下降' }, { text: '▼0.22 个百分点', whole: true }, { text: '，连续' }], 17)).toEqual([
      '下降',
      '▼0.22 个百分点，',
      '连续',
    ]);
    expect(lines([{ text: 'abc' }, { text: '341,812,610.86', whole: true }], 6)).toEqual(['abc', '341,812,610.86']);
  });

  it('keeps closing marks off the start of a line and opening marks off its end', () => {
    expect(lines('不良余额，下降', 8)).toEqual(['不良余', '额，下降']);
    expect(lines('不良余（额）下降', 8)).toEqual(['不良余', '（额）下', '降']);
    expect(lines([{ text: '基数（' }, { text: '22', whole: true }, { text: '）笔' }], 6)).toEqual(['基数', '（22）', '笔']);
  });

  it('cuts a word that alone is wider than the line', () => {
    expect(lines('sha256 77aa5f0c91ab', 6)).toEqual(['sha256', '77aa5f', '0c91ab']);
  });

  it('loses nothing but space, whatever the text and the width', () => {
    const words = fc.array(fc.constantFrom('不', '良', '，', '（', ' ', '  ', 'a', '-', '9', '.', 'ོ', '𗀀', '👍', '“', 'ｱ'), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 2, max: 40 }), (parts, width) => {
        const text = parts.join('');
        const wrapped = wrap([{ text }], width);
        expect(wrapped.map((line) => line.text.replace(/\s/g, '')).join('')).toBe(text.replace(/\s/g, ''));
        for (const line of wrapped) {
          expect(line.width).toBe(stringWidth(line.text));
          expect(line.width).toBeLessThanOrEqual(width);
        }
        expect(measure(text).word).toBeLessThanOrEqual(measure(text).natural);
      }),
    );
  });
});
