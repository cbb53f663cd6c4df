import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codesIn, findAllBytes, findText, hashBytes, indexTexts, textAt } from '../../src/model/text-index.js';
import { appendBytes, NoRoom, newTextList, type TextList } from '../../src/model/text-list.js';

const TEXTS = fc.array(fc.oneof(fc.constantFrom('', 'a', 'aa', '张三', 'K1', 'K2'), fc.string({ maxLength: 9 })), { maxLength: 60 });

function listOf(texts: readonly string[]): TextList {
  const list = newTextList();
  for (const text of texts) {
    const bytes = Buffer.from(`<${text}>`);
    appendBytes(list, bytes, 1, bytes.length - 1);
  }
  return list;
}

const realHash = (text: string) => hashBytes(Buffer.from(text), 0, Buffer.byteLength(text));
/** The last two let texts collide that differ, in one bucket or at the end of the slots. */
const HASHES = fc.constantFrom(
  realHash,
  () => 0,
  () => 0xffffffff,
  (text: string) => ((realHash(text) & 3) << 30) >>> 0,
  (text: string) => 0xffffffff - (realHash(text) & 1),
);

/** By text, its codes in order. */
function codesByText(texts: readonly string[]): Map<string, number[]> {
  const codes = new Map<string, number[]>();
  for (const [code, text] of texts.entries()) codes.set(text, [...(codes.get(text) ?? []), code]);
  return codes;
}

describe('an index of texts', () => {
  it('tells every repeat and its first, as a Map does, whatever the hashes', () => {
    fc.assert(
      fc.property(TEXTS, HASHES, fc.integer({ min: 1, max: 80 }), (texts, hash, atOnce) => {
        const { index, repeats } = indexTexts(listOf(texts), Uint32Array.from(texts, hash), undefined, atOnce);
        const expected = [...codesByText(texts).values()].flatMap(([first, ...others]) => others.map((code) => ({ code, first })));
        expect(repeats).toEqual(expected.sort((a, b) => a.code - b.code));
        // Each of the others stands in one slot.
        const firsts = [...codesByText(texts).values()].map(([first]) => first as number);
        expect(
          Array.from(index.slots)
            .filter((slot) => slot > 0)
            .map((slot) => slot - 1)
            .sort((a, b) => a - b),
        ).toEqual(firsts.sort((a, b) => a - b));
        expect(texts.map((_, code) => textAt(index, code))).toEqual(texts);
      }),
      { numRuns: 1000 },
    );
  });

  it('finds the first of each text, and none that it does not hold: one by one and all together', () => {
    fc.assert(
      fc.property(TEXTS, TEXTS, (texts, others) => {
        const { index } = indexTexts(listOf(texts), Uint32Array.from(texts, realHash));
        const codes = codesByText(texts);
        const asked = [...texts, ...others];
        const expected = asked.map((text) => codes.get(text)?.[0] ?? -1);
        expect(asked.map((text) => findText(index, text))).toEqual(expected);
        const { arena, starts, size } = listOf(asked);
        expect(Array.from(findAllBytes(index, arena, starts, starts.subarray(1), size))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  it('gives the codes of one in another, in whatever order they stand', () => {
    const once = (texts: readonly string[]) => [...new Set(texts)];
    const indexOf = (texts: readonly string[]) => indexTexts(listOf(texts), Uint32Array.from(texts, realHash)).index;
    const wholly = fc
      .tuple(TEXTS, TEXTS, fc.boolean())
      .map(([own, others, follows]) => [once(own), once(follows ? [...own, ...others] : others)]);
    fc.assert(
      fc.property(wholly, ([own = [], others = []]) => {
        expect(Array.from(codesIn(indexOf(others), indexOf(own)))).toEqual(own.map((text) => others.indexOf(text)));
      }),
      { numRuns: 1000 },
    );
    const month = Array.from({ length: 3000 }, (_, i) => `K${i}`);
    const later = month.flatMap((key, i) => (i % 7 === 0 ? [] : i % 11 === 0 ? [`N${i}`, key] : [key]));
    expect(Array.from(codesIn(indexOf(later), indexOf(month)))).toEqual(month.map((key) => later.indexOf(key)));
  });

  it('of very many texts finds them all', () => {
    const texts = Array.from({ length: 30_000 }, (_, i) => `K${i % 20_000}`);
    const { index, repeats } = indexTexts(listOf(texts), Uint32Array.from(texts, realHash));
    expect(repeats).toEqual(Array.from({ length: 10_000 }, (_, i) => ({ code: 20_000 + i, first: i })));
    expect(texts.every((text, i) => findText(index, text) === i % 20_000)).toBe(true);
  });
});

describe('a list whose room is fixed', () => {
  it('takes what there is room for, and refuses what there is not', () => {
    fc.assert(
      fc.property(TEXTS, fc.nat(40), fc.nat(120), (texts, most, bytes) => {
        const around = Buffer.alloc(bytes + 8, 0x7e);
        const list: TextList = { size: 0, arena: around.subarray(4, 4 + bytes), starts: new Uint32Array(most + 1), isFixed: true };
        const held: string[] = [];
        for (const text of texts) {
          const length = Buffer.byteLength(held.join('')) + Buffer.byteLength(text);
          const append = () => appendBytes(list, Buffer.from(text), 0, Buffer.byteLength(text));
          if (held.length < most && length <= bytes) {
            expect(append()).toBe(held.length);
            held.push(text);
          } else expect(append).toThrow(NoRoom);
        }
        expect(Array.from({ length: list.size }, (_, code) => textAt(list, code))).toEqual(held);
        expect([...around.subarray(0, 4), ...around.subarray(4 + bytes)]).toEqual(Array(8).fill(0x7e));
      }),
      { numRuns: 1000 },
    );
  });
});
