import { describe, expect, it } from 'vitest';
import { readRecords } from '../../src/table/records.js';
import { newRandom } from '../books/random-book.js';

const PIECES = ['a', '借据', ',', ',,', '\n', '\r\n', '\r', ' ', '12.50', '\t', ';', '\n\n', 'x y'];

function recordsOf(text: string, cutsPlain: boolean, chunk: number): unknown[] {
  const bytes = Buffer.from(text);
  const chunks = Array.from({ length: Math.ceil(bytes.length / chunk) }, (_, i) => bytes.subarray(i * chunk, (i + 1) * chunk));
  const found: unknown[] = [];
  readRecords(chunks, { file: 'r.csv', delimiter: ',', skipLines: 0, cutsPlain }, (fields, line) => {
    found.push([[...fields], line]);
    return true;
  });
  return found;
}

describe('records without quotes that are cut', () => {
  it('are those that csv-parse reads: 2,000 random texts, in pieces of any length', () => {
    const random = newRandom(7);
    for (let n = 0; n < 2_000; n++) {
      const text = Array.from({ length: random(20) }, () => PIECES[random(PIECES.length)] as string).join('');
      const chunk = 1 + random(9);
      expect(recordsOf(text, true, chunk), JSON.stringify(text)).toEqual(recordsOf(text, false, chunk));
    }
  });
});
