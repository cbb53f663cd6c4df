import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/diagnostics/diagnostic.js';
import { probeEncoding } from '../../../src/table/encoding.js';
import { firstInvalidUtf8 } from '../../../src/table/encoding-faults.js';
import { isSurelyGb18030 } from '../../../src/table/plain/gb18030-scan.js';
import { ensureBuilt, ROOT } from '../../cli/program.js';
import { withSource } from '../with-source.js';
import { gb18030 } from './gb18030.js';

const LANE = pathToFileURL(join(ROOT, 'dist/table/plain/lane.wasm'));
beforeAll(ensureBuilt, 300_000);

const isSure = (bytes: Buffer) => withSource(bytes, (source) => isSurelyGb18030(source, firstInvalidUtf8(bytes), LANE));

/** What all bytes say: the encoding, or that there is none. */
const judged = (bytes: Buffer) =>
  withSource(bytes, (source) => {
    try {
      new TextDecoder(probeEncoding(source).encoding, { fatal: true }).decode(bytes);
      return probeEncoding(source).encoding;
    } catch (error) {
      if (error instanceof UserError || error instanceof TypeError) return 'refused';
      throw error;
    }
  });

const WORDS = ['张三', '濉溪支行', 'A1', '正常', '12.50', ',', '郑州、', '（一）', 'x', '啊齄', '丂'];
const LINE = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(','));

describe('a scan of GB18030', { timeout: 60_000 }, () => {
  it('is sure of ordinary files', async () => {
    for (const text of ['张三,1\n李四,2\n', '濉溪支行,正常\r\n杜集支行,损失', `${'abc,1,2,3\n'.repeat(99)}淮北\n`]) {
      expect(await isSure(gb18030(text))).toBe(true);
    }
  });

  it.each([
    ['a character of four bytes, left to the decoder', gb18030('张三,𠀀\n')],
    ['NUL', gb18030('张三,\0\n')],
    ['half a character at the end', gb18030('张三').subarray(0, 3)],
    ['a line of UTF-8', Buffer.concat([gb18030('张三,1\n'), Buffer.from('李四,2\n')])],
    ['UTF-8 that is damaged', Buffer.concat([Buffer.from('张三李四王五赵六\n'), Buffer.from([0xff]), Buffer.from('孙七\n')])],
  ])('is not sure of %s', async (_, bytes) => {
    expect(await isSure(bytes)).toBe(false);
  });

  it('is sure of nothing that all bytes say otherwise of', async () => {
    const part = fc.oneof(
      LINE.map(gb18030),
      LINE.map(gb18030),
      LINE.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }).map(Buffer.from),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(part, { minLength: 1, maxLength: 12 }), fc.constantFrom('\n', '\r\n', ''), async (parts, end) => {
        const bytes = Buffer.concat(parts.flatMap((one) => [one, Buffer.from(end)]));
        if (firstInvalidUtf8(bytes) === bytes.length || !(await isSure(bytes))) return;
        expect(await judged(bytes)).toBe('gb18030');
      }),
      { numRuns: 500 },
    );
  });
});
