import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { didYouMean, onlyOneEditFrom } from '../../src/model/did-you-mean.js';

const COMMANDS = ['report', 'classify', 'explain', 'inspect', 'lock', 'close'];

describe('onlyOneEditFrom', () => {
  test.each([
    ['P-03', ['A-10', 'P-30', 'P-3'], undefined], // two neighbours swapped, and one character too many: two candidates
    ['P-03', ['A-10', 'P-30'], 'P-30'],
    ['C0017', ['C0018', 'C0027'], undefined],
    ['C0017', ['C0018', 'C0018'], 'C0018'],
    ['C0017', ['C00171', 'D1'], 'C00171'],
    ['C0017', ['C0017'], undefined],
    ['c2', ['c1'], undefined],
  ])('%s of %j: %s', (id, candidates, meant) => {
    expect(onlyOneEditFrom(id, candidates)).toBe(meant);
  });
});

describe('didYouMean', () => {
  test.each([
    ['reprot', 'report'], // two neighbours swapped: one edit
    ['Report', 'report'], // case is no edit
    ['clasify', 'classify'],
    ['explian', 'explain'],
    ['effective_from', undefined],
    ['lokc', 'lock'],
    ['delete', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s → %s', (word, expected) => {
    expect(didYouMean(word, COMMANDS)).toBe(expected);
  });

  test('Chinese words: one character in three may differ', () => {
    expect(didYouMean('借据编号', ['借据号', '客户名称'])).toBe('借据号');
    expect(didYouMean('客户名', ['借据号', '客户名称'])).toBe('客户名称');
    expect(didYouMean('号', ['名'])).toBeUndefined();
  });

  test('the nearest wins, of equals the first', () => {
    expect(didYouMean('close', ['chose', 'closed', 'close'])).toBe('close');
    expect(didYouMean('abcde', ['abcdx', 'abcdy'])).toBe('abcdx');
  });

  test('any one slip in a word of four letters or more is found', () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('drop', 'double', 'swap', 'change'), (right, seed, slip) => {
        const at = seed % (right.length - 1);
        const wrong = {
          drop: right.slice(0, at) + right.slice(at + 1),
          double: right.slice(0, at) + right.charAt(at) + right.slice(at),
          swap: right.slice(0, at) + right.charAt(at + 1) + right.charAt(at) + right.slice(at + 2),
          change: `${right.slice(0, at)}#${right.slice(at + 1)}`,
        }[slip];
        expect(didYouMean(wrong, ['0000000000000000', right])).toBe(right);
      }),
    );
  });
});
