import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { dropLines, firstRecords, type RecordRules, readRecords } from '../../src/table/records.js';

const RULES: RecordRules = { file: 'f.csv', delimiter: ',', skipLines: 0 };
const ANY_FREE_TEXT: RecordRules = { ...RULES, freeText: () => true };

interface Read {
  readonly records: readonly (readonly string[])[];
  readonly lines: readonly number[];
  readonly refusal?: Diagnostic;
}

function readAll(chunks: readonly Buffer[], rules: RecordRules): Read {
  const records: string[][] = [];
  const lines: number[] = [];
  try {
    readRecords(chunks, rules, (fields, line) => {
      records.push([...fields]);
      lines.push(line);
      return true;
    });
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return { records, lines, refusal: error.diagnostics[0] as Diagnostic };
  }
  return { records, lines };
}

function readText(text: string, rules = RULES): Read {
  return readAll([Buffer.from(text)], rules);
}

/** What csv-parse makes of the whole text at once; undefined where it refuses it. */
function oracle(text: string): string[][] | undefined {
  try {
    return parse(text, { record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true, skip_empty_lines: false });
  } catch {
    return undefined;
  }
}

function cut(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const chunks: Buffer[] = [];
  let at = 0;
  for (let i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length] as number;
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

/** Short texts in which quotes, separators and line ends stand next to each other. */
const HOSTILE = fc
  .array(fc.constantFrom('a', '张', ',', '"', '""', '"a"', '"a,b"', '"a\nb"', '\n', '\r\n', '\r', ' '), { maxLength: 24 })
  .map((pieces) => pieces.join(''));

describe('records', { timeout: 60_000 }, () => {
  it('are those of csv-parse over the whole text, for any chunks from one byte up', () => {
    fc.assert(
      fc.property(HOSTILE, fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 5 }), (text, sizes) => {
        const expected = oracle(text);
        const read = readAll(cut(Buffer.from(text), sizes), ANY_FREE_TEXT);
        if (expected === undefined) expect(read.refusal?.code).toBe('E_QUOTE');
        else expect(read).toMatchObject({ records: expected });
      }),
      { numRuns: 5000 },
    );
  });

  it('begin on the same lines for any chunks', () => {
    fc.assert(
      fc.property(HOSTILE, fc.integer({ min: 1, max: 5 }), (text, size) => {
        const bytes = Buffer.from(text);
        const whole = readAll([bytes], ANY_FREE_TEXT);
        const pieces = readAll(cut(bytes, [size]), ANY_FREE_TEXT);
        expect(pieces.refusal).toEqual(whole.refusal);
        if (whole.refusal === undefined) expect(pieces.lines).toEqual(whole.lines);
      }),
      { numRuns: 2000 },
    );
  });

  it('take the quotes that other tools stumble over', () => {
    expect(readText('a,"b ""c"" d",e\n').records).toEqual([['a', 'b "c" d', 'e']]);
    expect(readText('"",x\n').records).toEqual([['', 'x']]);
    expect(readText('a\u2028b,c\u0085d\n').records).toEqual([['a\u2028b', 'c\u0085d']]);
  });

  it('number physical lines, also behind line breaks inside fields', () => {
    const { records, lines } = readText('h\n"a\r\nb"\nc\rd\r\n', ANY_FREE_TEXT);
    expect(records).toEqual([['h'], ['a\r\nb'], ['c'], ['d']]);
    expect(lines).toEqual([1, 2, 4, 5]);
  });

  it('refuse a line break in a field that is not free text, where it stands', () => {
    const rules: RecordRules = { ...RULES, freeText: (column) => column === 2 };
    expect(readText('a,b,"c\nd"\ne,"f\ng",h\n', rules).refusal).toMatchObject({ code: 'E_NEWLINE_IN_FIELD', line: 3, column: 2 });
  });

  it.each([
    ['a,b\nc,d"e\n', 2, 2],
    ['a,b\n"c"d,e\n', 2, 1],
    ['a,b\nc,"d\ne,f\n', 2, 2],
    ['a,"b\nc"\nd, "e"\n', 3, 2],
    ['a\r"b"c\r', 2, 1],
    ['a,b\r\n"c""d" ,e\r\n', 2, 1],
  ])('%j has a malformed quote on line %d, field %d', (text, line, column) => {
    expect(readText(text, ANY_FREE_TEXT).refusal).toMatchObject({ code: 'E_QUOTE', line, column });
  });

  it('refuse a row without an end instead of dropping what follows', () => {
    const long = Buffer.alloc(9 << 20, 'x');
    expect(readAll([Buffer.from('a\n'), long, long, Buffer.from('\nb\n')], RULES).refusal).toMatchObject({
      code: 'E_ROW_TOO_LONG',
      line: 2,
    });
    expect(readAll([Buffer.from('a\n"'), long, long, Buffer.from('\nb\n')], RULES).refusal).toMatchObject({ code: 'E_QUOTE', line: 2 });
  });

  it('stop when the visitor has seen enough', () => {
    let seen = 0;
    readRecords([Buffer.from('a\nb\nc\n')], RULES, () => ++seen < 2);
    expect(seen).toBe(2);
  });

  it('say when a control character may stand in them', () => {
    const flags: boolean[] = [];
    readRecords([Buffer.from('a\tb,c\n'), Buffer.from('d\u0007,e\n')], RULES, (_fields, _line, mayHoldControls) => {
      flags.push(mayHoldControls);
      return true;
    });
    expect(flags).toEqual([false, true]);
  });
});

describe('skipped lines', () => {
  it('may end in CRLF across chunks, and hold an odd quote', () => {
    const text = '标题 "一\r\n第二行\rh,i\r\n"a",b\n';
    for (let size = 1; size < 12; size++) {
      const { records, lines } = readAll(cut(Buffer.from(text), [size]), { ...RULES, skipLines: 2 });
      expect(records).toEqual([
        ['h', 'i'],
        ['a', 'b'],
      ]);
      expect(lines).toEqual([3, 4]);
    }
  });

  it('are as many lines as asked for, or all there are', () => {
    const rest = (count: number) => Buffer.concat([...dropLines([Buffer.from('a\r\n\nb\rc\n')], count)]).toString();
    expect([0, 1, 2, 3, 4, 5].map(rest)).toEqual(['a\r\n\nb\rc\n', '\nb\rc\n', 'b\rc\n', 'c\n', '', '']);
  });
});

describe('first records', () => {
  it('do not mind a fault further down', () => {
    expect(firstRecords(Buffer.from('"a,1","b"\nc"d\n'), RULES, 1)).toEqual([['a,1', 'b']]);
    expect(firstRecords(Buffer.from('"a,1","b"\nc"d\ne\n'), RULES, 5)).toEqual([['a,1', 'b']]);
    expect(firstRecords(Buffer.from('a"b\nc\n'), RULES, 1)).toBeUndefined();
  });
});

describe('an unclosed quote', () => {
  it.each(['\n', '\r'])('before very many lines takes no longer than reading them (%j)', (end) => {
    const text = `a,b${end}1,"x${end}${`2,y${end}`.repeat(1_500_000)}`;
    const start = process.hrtime.bigint();
    expect(readText(text).refusal).toMatchObject({ code: 'E_QUOTE', line: 2 });
    // Quadratic, it took minutes.
    expect(Number(process.hrtime.bigint() - start) / 1e9).toBeLessThan(5);
  });
});
