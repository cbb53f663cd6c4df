import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BATCH_ROWS, byteKinds, lexRows, newLexed } from '../../../src/table/plain/lexer.js';
import { CONTROL_CHARACTER } from '../../../src/table/records.js';

interface LexedRecord {
  readonly isOdd: boolean;
  readonly piece: Buffer;
  readonly fields: readonly Buffer[];
}

interface Lexing {
  readonly width: number;
  readonly delimiter?: string;
  /** Bytes that become known at a time. */
  readonly step?: number;
  readonly scratchBytes?: number;
  readonly from?: number;
  readonly limit?: number;
}

/** All records of some bytes, of which a part is known first and then more and more; and where the record behind them begins. */
function lexAll(bytes: Buffer, given: Lexing): { readonly records: readonly LexedRecord[]; readonly end: number } {
  const { width, delimiter = ',', step = bytes.length, scratchBytes = 4096, from: start = 0, limit = bytes.length } = given;
  const lexed = newLexed(width, delimiter);
  const kinds = byteKinds(delimiter);
  const records: LexedRecord[] = [];
  let from = start;
  for (let to = Math.min(bytes.length, start + step); ; ) {
    // What is not known yet, and what was there before, must not matter.
    const buffer = Buffer.alloc(to + 1 + scratchBytes, '"');
    bytes.copy(buffer, 0, 0, to);
    lexed.scratch = to + 1;
    const isLast = to === bytes.length;
    const next = lexRows({ bytes: buffer, from, to, limit: Math.min(limit, to), isLast }, kinds, lexed);
    for (let row = 0; row < lexed.rows; row++) {
      const piece = bytes.subarray(lexed.rowStarts[row], lexed.rowStarts[row + 1]);
      const fields = Array.from({ length: width }, (_, i) => {
        const at = row * width + i;
        return Buffer.from(buffer.subarray(lexed.starts[at], lexed.ends[at]));
      });
      records.push({ isOdd: lexed.odd[row] === 1, piece, fields });
    }
    if (lexed.rows > 0) {
      expect(next).toBe(lexed.rowStarts[lexed.rows]);
      from = next;
    } else if (isLast || from >= limit) {
      return { records, end: from };
    } else to = Math.min(bytes.length, to + step);
  }
}

/** What csv-parse makes of bytes; undefined where it refuses them. */
function oracle(bytes: Buffer, delimiter = ','): string[][] | undefined {
  try {
    return parse(bytes, { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: false });
  } catch {
    return undefined;
  }
}

const texts = ({ fields }: LexedRecord) => fields.map((field) => field.toString());

const WELL_FORMED = [
  'a',
  '张',
  ',',
  ',',
  ',',
  '""',
  '"a"',
  '"a,b"',
  '"a""b"',
  '"""a"""',
  '"a\nb"',
  '"\r\n"',
  '\n',
  '\n',
  '\r\n',
  '\r',
  ' ',
  ';',
  '\t',
  '\u0007',
  '\u007f',
  'é',
];
const PIECES = fc.oneof(
  fc.array(fc.constantFrom(...WELL_FORMED, '"'), { maxLength: 24 }).map((parts) => parts.join('')),
  fc
    .array(
      fc.array(fc.constantFrom('', 'a', '张b', '"a"', '"a,b"', '"a""b"', '""', '"""', '"a\nb"', '\u0001'), { minLength: 2, maxLength: 3 }),
      { maxLength: 8 },
    )
    .map((rows) => rows.map((cells) => `${cells.join(',')}\r\n`).join('')),
);
const SOUP = fc.oneof(
  PIECES.map((text) => Buffer.from(text)),
  fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes)),
  fc.array(fc.constantFrom(0x22, 0x2c, 0x0a, 0x0d, 0x61, 0xe4, 0x00, 0x3b), { maxLength: 30 }).map((bytes) => Buffer.from(bytes)),
);
const WIDTH = fc.integer({ min: 1, max: 4 });
const STEP = fc.integer({ min: 1, max: 12 });

describe('the lexer', () => {
  it('finds the records of csv-parse, and their fields where nothing is odd about them', () => {
    fc.assert(
      fc.property(PIECES, WIDTH, STEP, fc.constantFrom(',', ';', '\t'), (text, width, step, delimiter) => {
        const bytes = Buffer.from(text.replaceAll(',', delimiter));
        const expected = oracle(bytes, delimiter);
        if (expected === undefined) return;
        const { records, end } = lexAll(bytes, { width, step, delimiter });
        expect(records.map((record) => (record.isOdd ? oracle(record.piece, delimiter)?.[0] : texts(record)))).toEqual(expected);
        const isControl = (field: string) => CONTROL_CHARACTER.test(field) || /[\r\n]/.test(field);
        expect(records.map(({ isOdd }) => isOdd)).toEqual(expected.map((fields) => fields.length !== width || fields.some(isControl)));
        expect(end).toBe(bytes.length);
      }),
      { numRuns: 6000 },
    );
  });

  it('leaves no byte of any file out, and says of no record that is malformed that it is not odd', () => {
    fc.assert(
      fc.property(SOUP, WIDTH, STEP, (bytes, width, step) => {
        const { records, end } = lexAll(bytes, { width, step });
        expect(Buffer.concat(records.map(({ piece }) => piece))).toEqual(bytes);
        expect(end).toBe(bytes.length);
        for (const record of records) {
          if (!record.isOdd) expect(oracle(record.piece)).toEqual([texts(record)]);
          else expect(record.fields.every(({ length }) => length === 0)).toBe(true);
        }
        // Its first malformed quote stands in an odd record that csv-parse refuses as well.
        if (oracle(bytes) === undefined) expect(records.some(({ isOdd, piece }) => isOdd && oracle(piece) === undefined)).toBe(true);
      }),
      { numRuns: 6000 },
    );
  });

  it('finds the same however many bytes are known at first', () => {
    fc.assert(
      fc.property(SOUP, WIDTH, STEP, (bytes, width, step) => {
        expect(lexAll(bytes, { width, step })).toEqual(lexAll(bytes, { width }));
      }),
      { numRuns: 3000 },
    );
  });

  it('stops in front of a record that begins at the limit, and goes on from there as if it had not stopped', () => {
    fc.assert(
      fc.property(SOUP, WIDTH, STEP, fc.nat(40), (bytes, width, step, limit) => {
        const before = lexAll(bytes, { width, step, limit });
        const behind = lexAll(bytes, { width, step, from: before.end });
        const whole = lexAll(bytes, { width });
        expect([...before.records, ...behind.records]).toEqual(whole.records);
        let at = 0;
        expect(
          whole.records.filter(({ piece }) => {
            at += piece.length;
            return at - piece.length < limit;
          }),
        ).toHaveLength(before.records.length);
      }),
      { numRuns: 3000 },
    );
  });

  it('takes a doubled quote as one, and a record as odd where the text has no room', () => {
    const bytes = Buffer.from('1,"a ""b"" c",""""\n2,x,y\n');
    expect(lexAll(bytes, { width: 3 }).records.map(texts)).toEqual([
      ['1', 'a "b" c', '"'],
      ['2', 'x', 'y'],
    ]);
    expect(lexAll(bytes, { width: 3, scratchBytes: 8 }).records.map(({ isOdd }) => isOdd)).toEqual([true, false]);
  });

  it('takes records in batches, and leaves nothing of one batch in the next', () => {
    const rows = Array.from({ length: BATCH_ROWS * 2 + 7 }, (_, i) =>
      i < BATCH_ROWS || i % 3 > 0 ? `r${i},"x""${i}"\n` : `r${i},"x\n"\n`,
    );
    const { records } = lexAll(Buffer.from(rows.join('')), { width: 2, scratchBytes: 1 << 16 });
    expect(records).toHaveLength(rows.length);
    expect(
      records.map((record, i) => (record.isOdd ? record.piece.toString() === rows[i] : texts(record).join() === `r${i},x"${i}`)),
    ).not.toContain(false);
    expect(records.filter(({ isOdd }) => isOdd).every(({ fields }) => fields.every(({ length }) => length === 0))).toBe(true);
  });

  it('takes a line end that is cut in two for one', () => {
    const bytes = Buffer.from('a,b\r\nc,d\r\r\n');
    for (const step of [1, 2, 3, 4, 5]) {
      expect(lexAll(bytes, { width: 2, step }).records.map(({ piece }) => piece.toString())).toEqual(['a,b\r\n', 'c,d\r', '\r\n']);
    }
  });
});
