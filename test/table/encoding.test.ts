import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Diagnostic, UserError } from '../../src/diagnostics/diagnostic.js';
import { type Encoding, encodingNamed, type Probe, probeEncoding, utf8Chunks } from '../../src/table/encoding.js';
import { completeUtf8Length, firstInvalidUtf8 } from '../../src/table/encoding-faults.js';
import { hashSource, openSource, type Source } from '../../src/table/source.js';
import { withSource } from './with-source.js';

function probe(bytes: Buffer | string, asked?: Encoding): Promise<Probe> {
  return withSource(Buffer.from(bytes as string), (source) => probeEncoding(source, asked));
}

function decode(bytes: Buffer, chunkBytes: number, asked?: Encoding): Promise<string> {
  return withSource(bytes, (source) => Buffer.concat([...utf8Chunks(source, probeEncoding(source, asked), chunkBytes)]).toString('utf8'));
}

async function fault(work: Promise<unknown>): Promise<Diagnostic> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof UserError)) throw new Error('it was not refused');
  return error.diagnostics[0] as Diagnostic;
}

/** 借据号,名\n1,张\n in GB18030, by the code chart: 借 BDE8, 据 BEDD, 号 BAC5, 名 C3FB, 张 D5C5. */
const GB = Buffer.from('bde8beddbac52cc3fb0a312cd5c50a', 'hex');

/** The two bytes, as hex, of each of these characters: Node decodes GB18030 but does not encode it. */
function gb18030Bytes(wanted: readonly string[]): ReadonlyMap<string, string> {
  const decoder = new TextDecoder('gb18030');
  const found = new Map<string, string>();
  for (let lead = 0xb0; lead <= 0xf7; lead++) {
    for (let trail = 0xa1; trail <= 0xfe; trail++) {
      const bytes = Uint8Array.of(lead, trail);
      found.set(decoder.decode(bytes), Buffer.from(bytes).toString('hex'));
    }
  }
  return new Map(wanted.map((character) => [character, found.get(character) as string]));
}

function utf16(text: string, bigEndian = false): Buffer {
  const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('encodings', () => {
  it('are told by their mark, else UTF-8, else GB18030', async () => {
    expect((await probe('号,张\n')).encoding).toBe('utf-8');
    expect(await probe('\ufeff号,张\n')).toMatchObject({ encoding: 'utf-8', bomBytes: 3 });
    expect((await probe(GB)).encoding).toBe('gb18030');
    expect(await probe(Buffer.concat([Buffer.from('84319533', 'hex'), GB]))).toMatchObject({ encoding: 'gb18030', bomBytes: 4 });
    expect(await probe(utf16('号,张\n'))).toMatchObject({ encoding: 'utf-16le', bomBytes: 2 });
    expect(await probe(utf16('号,张\n', true))).toMatchObject({ encoding: 'utf-16be', bomBytes: 2 });
    expect((await probe('a,b\n')).encoding).toBe('utf-8');
  });

  it.each([1, 2, 3, 5, 7])('read the same through chunks of %d bytes', async (size) => {
    const text = '借据号,名\r\n1,张𠀀\n';
    expect(await decode(Buffer.from(text), size)).toBe(text);
    expect(await decode(utf16(text), size)).toBe(text);
    expect(await decode(utf16(text, true), size)).toBe(text);
    expect(await decode(GB, size)).toBe('借据号,名\n1,张\n');
    // 𠀀 is 95 32 82 36: four bytes, the second and fourth of which look like digits.
    expect(await decode(Buffer.from('bde8953282360a', 'hex'), size)).toBe('借𠀀\n');
  });

  it.each([
    ['UTF-8', 'utf-8'],
    ['utf8', 'utf-8'],
    ['GBK', 'gb18030'],
    ['gb2312', 'gb18030'],
    ['GB18030', 'gb18030'],
    ['utf-16le', 'utf-16le'],
    ['latin1', undefined],
    ['__proto__', undefined],
  ])('%s means %s', (name, encoding) => {
    expect(encodingNamed(name)).toBe(encoding);
  });

  it('that are asked for must agree with the mark', async () => {
    expect(await fault(probe('\ufeffa\n', 'gb18030'))).toMatchObject({ code: 'E_ENCODING_BOM' });
    expect(await fault(probe(GB, 'utf-8'))).toMatchObject({ code: 'E_ENCODING', line: 1, column: 1, params: { byte: '0xBD' } });
  });

  it.each([
    // name, bytes, line, column, the byte that is wrong: the first of its character
    ['a UTF-8 file with a GB18030 row', `${Buffer.from('借据号,名\n1,').toString('hex')}d5c50a`, 2, 2, '0xD5'],
    ['a lone E9', '612c620a312c4a6f73e92c330a', 2, 2, '0xE9'],
    ['a four-byte form cut short', '612c620a312c95328a', 2, 2, '0x95'],
    ['80, which GB18030 does not use', '612c620a80bde80a', 2, 1, '0x80'],
    ['FF', '612c620abde8ff0a', 2, 1, '0xFF'],
    ['7F as a second byte', '612c620a312cbd7f0a', 2, 2, '0xBD'],
  ])('refuse %s', async (_name, hex, line, column, byte) => {
    expect(await fault(probe(Buffer.from(hex, 'hex')))).toMatchObject({ code: 'E_ENCODING', line, column, params: { byte } });
  });

  const gb = (hex: string, end = '0a') => Buffer.from(hex + end, 'hex');
  it.each([
    // 王建国 is CDF5 BDA8 B9FA; 余额 in UTF-8 is six bytes and three characters of GB18030.
    ['a UTF-8 line in a GB18030 file', [GB, gb('cdf5bda8b9fa'), Buffer.from('2,张三\n'), gb('cdf5')], 4, 2],
    ['a UTF-8 line at the very end', [GB, Buffer.from('2,张三')], 3, 2],
    ['GB18030 lines behind a UTF-8 header', [Buffer.from('id,余额\n'), gb('312ccdf5bda8b9fa')], 2, 2],
    ['UTF-8 with full-width brackets', [GB, Buffer.from('2,（张三）\n')], 3, 2],
  ])('glued are refused: %s', async (_name, parts, line, column) => {
    expect(await fault(probe(Buffer.concat(parts as Buffer[])))).toMatchObject({ code: 'E_ENCODING', line, column });
    expect((await probe(Buffer.concat(parts as Buffer[]), 'gb18030')).encoding).toBe('gb18030');
  });

  it('of common names in GB18030 are not taken for UTF-8', async () => {
    // A line for each of the names that could be: three characters, six bytes.
    const surnames = [
      ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹',
    ];
    const given = [
      ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红梅建国文辉力永健世广志义兴良海山仁波宁贵福生龙元全胜学祥才发武新利清飞彬富顺信子锋峰鸿楠博',
    ];
    const encoded = gb18030Bytes([...surnames, ...given]);
    const bytes = (character: string) => encoded.get(character) as string;
    const tails = given.flatMap((one) => given.map((two) => bytes(one) + bytes(two)));
    const names = surnames.flatMap((surname) => tails.map((tail) => `${bytes(surname)}${tail}0a`));
    expect(names.length).toBeGreaterThan(300_000);
    expect((await probe(Buffer.concat([GB, Buffer.from(names.join(''), 'hex')]))).encoding).toBe('gb18030');
  });

  it('refuse UTF-16 with half a unit or half a pair', async () => {
    const whole = utf16('a,b\n1,𠀀\n');
    expect(await fault(probe(whole.subarray(0, -1)))).toMatchObject({ code: 'E_ENCODING', line: 2, column: 2 });
    // A mark and six units of two bytes stand before the pair.
    for (const lost of [14, 16]) {
      const broken = Buffer.concat([whole.subarray(0, lost), whole.subarray(lost + 2)]);
      expect(await fault(probe(broken))).toMatchObject({ code: 'E_ENCODING', line: 2, column: 2 });
    }
  });

  it('refuse NUL, other formats, and nothing', async () => {
    expect(await fault(probe('a,b\n1,\0\n'))).toMatchObject({ code: 'E_CONTROL_CHAR', line: 2, column: 2 });
    expect(await fault(probe(Buffer.from('504b0304aa', 'hex')))).toMatchObject({ code: 'E_NOT_CSV' });
    expect(await fault(probe('\ufeff\n <!DOCTYPE html><table>'))).toMatchObject({ code: 'E_NOT_CSV' });
    expect(await fault(probe('%PDF-1.7'))).toMatchObject({ code: 'E_NOT_CSV' });
    expect(await fault(probe(''))).toMatchObject({ code: 'E_EMPTY' });
  });

  it('know whether the last line ends', async () => {
    for (const ended of [Buffer.from('a\n'), Buffer.from('a\r'), Buffer.from('a\r\n'), utf16('a\n'), utf16('a\n', true)]) {
      expect((await probe(ended)).endsWithNewline).toBe(true);
    }
    for (const open of [Buffer.from('a'), utf16('a'), utf16('a', true)]) expect((await probe(open)).endsWithNewline).toBe(false);
  });
});

describe('UTF-8 faults', () => {
  it.each([
    ['d5c5', 0],
    ['e5bca0d5', 3],
    ['41c0af', 1],
    ['e08080', 0],
    ['eda080', 0],
    ['f0808080', 0],
    ['f4908080', 0],
    ['41bf', 1],
    ['e5bc41', 0],
    ['f09f9880', 4],
    ['41', 1],
  ])('%s is valid up to byte %d', (hex, length) => {
    expect(firstInvalidUtf8(Buffer.from(hex, 'hex'))).toBe(length);
  });

  it('begin where the longest decodable prefix ends', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 12 }), (array) => {
        const bytes = Buffer.from(array);
        const at = firstInvalidUtf8(bytes);
        const isValid = (part: Buffer) => {
          try {
            new TextDecoder('utf-8', { fatal: true }).decode(part);
            return true;
          } catch {
            return false;
          }
        };
        expect(isValid(bytes.subarray(0, at))).toBe(true);
        for (let end = at + 1; end <= bytes.length; end++) expect(isValid(bytes.subarray(0, end))).toBe(false);
      }),
      { numRuns: 3000 },
    );
  });

  it('are not seen in a character that a chunk cuts', () => {
    expect(completeUtf8Length(Buffer.from('a张').subarray(0, 2))).toBe(1);
    expect(completeUtf8Length(Buffer.from('a张').subarray(0, 3))).toBe(1);
    expect(completeUtf8Length(Buffer.from('a张'))).toBe(4);
  });
});

describe('sources', () => {
  const text = (source: Source) => Buffer.concat([...utf8Chunks(source, probeEncoding(source))]).toString();

  it('unpack gzip of one or several members, under any name', async () => {
    const members = Buffer.concat([gzipSync('a,b\n'), gzipSync('c,d\n')]);
    expect(await withSource(members, text)).toBe('a,b\nc,d\n');
    // The hash is of the file as handed over. sha256sum of the two bytes 1f 8b is not needed: it differs from the text's.
    const packed = gzipSync('a,b\n');
    const [sha, plain] = [await withSource(packed, hashSource), await withSource(Buffer.from('a,b\n'), hashSource)];
    expect(sha).not.toBe(plain);
  });

  it.each([
    ['cut', () => gzipSync('a,b\n').subarray(0, -6)],
    ['followed by other bytes', () => Buffer.concat([gzipSync('a,b\n'), Buffer.from('x')])],
    // zlib takes zeros for padding and ends without a word, whatever stands behind them.
    ['followed by zeros and another member', () => Buffer.concat([gzipSync('a,b\n'), Buffer.alloc(8), gzipSync('c,d\n')])],
    ['of a wrong check sum', () => Buffer.from(gzipSync('a,b\n').map((byte, i, all) => (i === all.length - 6 ? byte ^ 1 : byte)))],
  ])('refuse gzip that is %s', async (_name, bytes) => {
    expect(await fault(withSource(bytes(), text))).toMatchObject({ code: 'E_GZIP' });
  });

  it('read standard input, packed or not', async () => {
    for (const bytes of [Buffer.from('a,b\n'), gzipSync('a,b\n')]) {
      const source = await openSource('-', () => Readable.from([bytes]));
      expect(text(source)).toBe('a,b\n');
      source.close();
    }
  });

  it('state the bytes and the hash of a .gz as it was handed over', async () => {
    const packed = gzipSync('a,b\n'.repeat(1000));
    expect(await withSource(packed, ({ bytes, packedBytes }) => [bytes, packedBytes])).toEqual([4000, packed.length]);
  });

  it('say what is wrong where no temporary copy can be made', async () => {
    vi.stubEnv('TMPDIR', '/nowhere/at/all');
    try {
      const refusal = await fault(openSource('-', () => Readable.from(['a,b\n'])));
      expect(refusal).toMatchObject({ code: 'E_READ', params: { reason: { en: expect.stringContaining('/nowhere/at/all (ENOENT)') } } });
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('leave nothing behind while standard input is copied, and no descriptor when it fails', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npl-test-'));
    const descriptors = () => readdirSync('/proc/self/fd').length;
    vi.stubEnv('TMPDIR', folder);
    try {
      let seen: readonly string[] = ['not looked'];
      const before = descriptors();
      async function* broken() {
        yield Buffer.from('a,b\n');
        seen = readdirSync(folder);
        throw new Error('EIO');
      }
      expect(await fault(openSource('-', () => Readable.from(broken())))).toMatchObject({ code: 'E_READ', params: { reason: 'EIO' } });
      expect(seen).toEqual([]);
      expect(descriptors()).toBe(before);
    } finally {
      vi.unstubAllEnvs();
      rmSync(folder, { recursive: true });
    }
  });

  it('refuse what is missing, and folders', async () => {
    expect(await fault(openSource('/nowhere/at/all.csv', () => Readable.from([])))).toMatchObject({ code: 'E_MISSING' });
    expect(await fault(openSource(tmpdir(), () => Readable.from([])))).toMatchObject({ code: 'E_READ' });
  });

  it('notice a file that changes while it is read', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'npl-test-'));
    const path = join(folder, 'f.csv');
    writeFileSync(path, 'a,b\n');
    const source = await openSource(path, () => Readable.from([]));
    expect(() => source.checkUnchanged()).not.toThrow();
    writeFileSync(path, 'a,b\nc,d\n');
    expect(() => source.checkUnchanged()).toThrow('E_SOURCE_CHANGED');
    source.close();
    rmSync(folder, { recursive: true });
  });
});
