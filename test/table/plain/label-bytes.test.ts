import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlankCell } from '../../../src/table/fold.js';
import { labelSuspicion } from '../../../src/table/plain/label-bytes.js';
import { newLexed } from '../../../src/table/plain/lexer.js';
import { mayBeLabel } from '../../../src/table/totals-label.js';
import { gb18030, hasGb18030 } from './gb18030.js';

const PIECES = [
  '计',
  '合',
  '小',
  'total',
  'TOTAL',
  'Total',
  'ｔｏｔａｌ',
  'ＴＯＴＡＬ',
  'tot',
  't',
  'Al',
  ' ',
  '\t',
  '\u3000',
  '\u00a0',
  '\u2003',
  '\ufeff',
  '\u0085',
];
const OTHERS = ['支行', '张', 'K1', 'é', '𠀀', '㐀', '：', '龥', '硅', '\u200b', '\u1680', '\u2028', '岂', '설'];
const CELLS = fc.oneof(
  fc.array(fc.constantFrom(...PIECES, ...OTHERS), { maxLength: 5 }).map((parts) => parts.join('')),
  fc.array(fc.constantFrom(...OTHERS), { maxLength: 5 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 6 }).filter(hasGb18030),
);

/** Whether the row of each cell is marked; the cell is the first of two. */
function marks(texts: readonly string[], encode: (text: string) => Buffer, isUtf8: boolean): boolean[] {
  const lexed = newLexed(2, ',');
  const second = encode('合计');
  const parts: Buffer[] = [];
  let at = 0;
  texts.forEach((text, row) => {
    const first = encode(text);
    lexed.starts.set([at, at + first.length], row * 2);
    lexed.ends.set([at + first.length, at + first.length + second.length], row * 2);
    parts.push(first, second);
    at += first.length + second.length;
  });
  lexed.rows = texts.length;
  const slow = new Uint8Array(texts.length);
  labelSuspicion(isUtf8, [0])({ bytes: Buffer.concat(parts), lexed, slow });
  return Array.from(slow, (mark) => mark === 1);
}

describe.each([
  ['UTF-8', (text: string) => Buffer.from(text), true],
  ['GB18030', gb18030, false],
] as const)('of %s, the first cell of a row', (_, encode, isUtf8) => {
  it('is never overlooked where it may be a label, or is blank', () => {
    fc.assert(
      fc.property(fc.array(CELLS, { minLength: 1, maxLength: 8 }), (texts) => {
        const marked = marks(texts, encode, isUtf8);
        expect(texts.filter((text, row) => (mayBeLabel(text) || isBlankCell(text)) && marked[row] !== true)).toEqual([]);
      }),
      { numRuns: 4000 },
    );
  });

  it('is not looked at again where it is like most', () => {
    expect(marks(['K1', '20201231', '杜集支行', '张三', 'a-b'], encode, isUtf8)).toEqual(Array(5).fill(false));
    expect(marks(['', ' ', '合计', 'Total', 'ＴＯＴＡＬ', '杜集支行小计', '\u3000', '\u00a0'], encode, isUtf8)).toEqual(
      Array(8).fill(true),
    );
  });
});
