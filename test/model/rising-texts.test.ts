import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findAllRising, findNear, findRising, isBehind, type RisingTexts, risesAt } from '../../src/model/rising-texts.js';
import { codesIn, findAllBytes, findText, hashBytes, hashTexts, indexTexts } from '../../src/model/text-index.js';
import { appendBytes, newTextList, type TextList } from '../../src/model/text-list.js';

const TEXT = fc.oneof(
  fc.constantFrom('', 'K', 'K0', 'K1', 'K10', 'K100', '张', '张三', '张三\u001fA1', '12345678', '123456789', '1234567\u007f', '1234567é'),
  fc.string({ unit: fc.constantFrom('0', '1', '9', 'A', '张', 'é'), maxLength: 20 }),
);
const bytesOf = (text: string) => Buffer.from(text, 'utf8');
const byBytes = (a: string, b: string) => Buffer.compare(bytesOf(a), bytesOf(b));

function listOf(texts: readonly string[]): TextList {
  const list = newTextList();
  for (const text of texts) appendBytes(list, bytesOf(text), 0, Buffer.byteLength(text));
  return list;
}

function risingOf(texts: readonly string[]): RisingTexts {
  const list = listOf(texts);
  return { ...list, hashes: hashTexts(list), rises: true };
}

const RISING = fc.uniqueArray(TEXT, { maxLength: 80 }).map((texts) => texts.toSorted(byBytes));
const RUNS = { numRuns: 1000 };

describe('texts that rise', () => {
  it('are in the order that Buffer.compare says, and stand there once', () => {
    fc.assert(
      fc.property(TEXT, TEXT, (one, other) => {
        const [a, b] = [bytesOf(one), bytesOf(other)];
        expect(isBehind(a, 0, a.length, b, 0, b.length)).toBe(byBytes(one, other) > 0);
        expect(risesAt(listOf([other, one]), 1)).toBe(byBytes(one, other) > 0);
      }),
      RUNS,
    );
  });

  it('are found, and none that is not there: one by one, together in any order, and from any place near or far', () => {
    fc.assert(
      fc.property(RISING, fc.array(TEXT), fc.boolean(), fc.nat(90), (texts, more, sorted, place) => {
        const list = risingOf(texts);
        const asked = sorted ? [...texts, ...more].toSorted(byBytes) : [...more, ...texts];
        const expected = asked.map((text) => texts.indexOf(text));
        const { arena, starts, size } = listOf(asked);
        expect(asked.map((text) => findText(list, text))).toEqual(expected);
        expect(asked.map((text) => findRising(list, bytesOf(text), 0, Buffer.byteLength(text)))).toEqual(expected);
        expect(Array.from(findAllRising(list, arena, starts, starts.subarray(1), size))).toEqual(expected);
        expect(Array.from(findAllBytes(list, arena, starts, starts.subarray(1), size))).toEqual(expected);
        const at = Math.min(place, texts.length);
        expect(asked.map((text) => findNear(list, bytesOf(text), 0, Buffer.byteLength(text), at))).toEqual(expected);
      }),
      RUNS,
    );
  });

  it('have codes in an index and in another such list, and an index has in them', () => {
    const indexOf = (texts: readonly string[]) =>
      indexTexts(
        listOf(texts),
        Uint32Array.from(texts, (text) => hashBytes(bytesOf(text), 0, Buffer.byteLength(text))),
      ).index;
    fc.assert(
      fc.property(RISING, RISING, (own, others) => {
        const expected = own.map((text) => others.indexOf(text));
        for (const from of [risingOf(own), indexOf(own)])
          for (const to of [risingOf(others), indexOf(others)]) expect(Array.from(codesIn(to, from))).toEqual(expected);
      }),
      RUNS,
    );
  });
});
