import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../../src/diagnostics/diagnostic.js';
import { probeEncoding } from '../../../src/table/encoding.js';
import { firstInvalidUtf8 } from '../../../src/table/encoding-faults.js';
import { type GbScan, isSurelyGb18030 } from '../../../src/table/plain/gb18030-scan.js';
import { compileLane, newWasmEngine } from '../../../src/table/plain/wasm-lane.js';
import { ensureBuilt, ROOT } from '../../cli/program.js';
import { withSource } from '../with-source.js';
import { gb18030 } from './gb18030.js';

const LANE = pathToFileURL(join(ROOT, 'dist/table/plain/lane.wasm'));
beforeAll(ensureBuilt, 300_000);

const MOST_BYTES = 1 << 16;

/** Scans the bytes in stretches of whole lines, cut behind about every `linesEach`-th line end. */
function isSure(bytes: Buffer, linesEach = 3): boolean {
  const engine = newWasmEngine(compileLane(LANE) as WebAssembly.Module, MOST_BYTES, 1, 1);
  const memory = engine.memory.take(bytes.length + 64);
  bytes.copy(memory);
  const { scan, signs } = (engine.newGbScan as () => GbScan)();
  const firstBad = firstInvalidUtf8(bytes);
  const borders = [...bytes.keys()].filter((at) => bytes[at] === 0x0a && at + 1 < bytes.length).map((at) => at + 1);
  const cuts = [...borders.filter((_, i) => i % linesEach === 0), bytes.length];
  return (
    cuts.every((to, i) => {
      const from = cuts[i - 1] ?? 0;
      return scan(memory, from, to, Math.max(0, Math.min(to - from, firstBad - from)));
    }) && isSurelyGb18030([signs()])
  );
}

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

const WORDS = [
  '张三',
  '0123456789'.repeat(6),
  '张三李四王五赵六'.repeat(4),
  '濉溪支行',
  'A1',
  '正常',
  '12.50',
  ',',
  '郑州、',
  '（一）',
  'x',
  '啊齄',
  '丂',
];
const LINE = fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((words) => words.join(','));

describe('a scan of GB18030', { timeout: 60_000 }, () => {
  it('is sure of ordinary files', () => {
    for (const text of ['张三,1\n李四,2\n', '濉溪支行,正常\r\n杜集支行,损失', `${'abc,1,2,3\n'.repeat(99)}淮北\n`]) {
      expect(isSure(gb18030(text))).toBe(true);
    }
  });

  it('adds up what stretches of a file say', () => {
    const some = { good: 2, bad: 9, kind: 2 };
    expect(isSurelyGb18030([some, { good: 0, bad: 0, kind: 0 }])).toBe(true);
    // Four characters that would be UTF-8 against three bytes that would not.
    expect(
      isSurelyGb18030([
        { good: 2, bad: 3, kind: 2 },
        { good: 2, bad: 0, kind: 2 },
      ]),
    ).toBe(false);
    expect(isSurelyGb18030([some, { good: 0, bad: 0, kind: 1 }])).toBe(false);
  });

  it.each([
    ['a character of four bytes, left to the decoder', gb18030('张三,𠀀\n')],
    ['NUL', gb18030('张三,\0\n')],
    ['half a character at the end', gb18030('张三').subarray(0, 3)],
    ['a line of UTF-8', Buffer.concat([gb18030('张三,1\n'), Buffer.from('李四,2\n')])],
    ['UTF-8 that is damaged', Buffer.concat([Buffer.from('张三李四王五赵六\n'), Buffer.from([0xff]), Buffer.from('孙七\n')])],
  ])('is not sure of %s', (_, bytes) => {
    expect(isSure(bytes)).toBe(false);
  });

  it('is sure of nothing that all bytes say otherwise of', async () => {
    const part = fc.oneof(
      LINE.map(gb18030),
      LINE.map(gb18030),
      LINE.map((text) => Buffer.from(text)),
      fc.uint8Array({ maxLength: 3 }).map(Buffer.from),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(part, { minLength: 1, maxLength: 12 }),
        fc.constantFrom('\n', '\r\n', ''),
        fc.integer({ min: 1, max: 9 }),
        async (parts, end, linesEach) => {
          const bytes = Buffer.concat(parts.flatMap((one) => [one, Buffer.from(end)]));
          if (firstInvalidUtf8(bytes) === bytes.length || !isSure(bytes, linesEach)) return;
          expect(await judged(bytes)).toBe('gb18030');
        },
      ),
      { numRuns: 500 },
    );
  });
});
