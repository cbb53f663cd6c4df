import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { loanText } from '../../src/model/loan-facts.js';
import type { Portfolio } from '../../src/model/portfolio.js';
import { textAt } from '../../src/model/text-index.js';
import { type RulesGiven, readText, totalOf } from './read-text.js';

const HEADER = '借据号,客户名称,支行,贷款余额,五级分类,逾期天数,到期日';
const WORDS = ['正常', '关注', '次级', '可疑', '损失'] as const;

interface Row {
  readonly id: number;
  readonly name: string;
  readonly cents: number;
  readonly code: number;
  readonly days: number;
}

/** Rows with ids of their own; the names hold four-byte characters, separators and quotes. */
const ROWS: fc.Arbitrary<Row[]> = fc.uniqueArray(
  fc.record({
    id: fc.integer({ min: 0, max: 1e6 }),
    name: fc.array(fc.constantFrom('张', '镕', '𠀀', '淮', 'é', ',', '"', ' ', 'a', '；'), { maxLength: 6 }).map((parts) => parts.join('')),
    cents: fc.integer({ min: 0, max: 1e13 }),
    code: fc.nat(4),
    days: fc.nat(900),
  }),
  { selector: ({ id }) => id, minLength: 1, maxLength: 12 },
);

function ledgerOf(rows: readonly Row[], lineEnd = '\n'): string {
  const lines = rows.map(({ id, name, cents, code, days }) => {
    const amount = `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;
    return `K${id},"${name.replaceAll('"', '""')}",支行${id % 3},${amount},${WORDS[code]},${days},2021-06-30`;
  });
  return [HEADER, ...lines, ''].join(lineEnd);
}

/** A portfolio as plain values, loans in order of key: what must not depend on how the file was written. */
function contentsOf(portfolio: Portfolio): unknown {
  const text = (name: 'borrowerName' | 'branch', loan: number) => loanText(portfolio, name, loan) ?? '';
  const loans = Array.from({ length: portfolio.count }, (_, loan) => ({
    key: textAt(portfolio.keys, loan),
    name: text('borrowerName', loan),
    branch: text('branch', loan),
    balance: portfolio.balance[loan],
    code: portfolio.declaredClass?.[loan],
    days: portfolio.days.daysPastDue?.[loan],
    due: portfolio.dates.dueDate?.[loan],
  }));
  return loans.sort((left, right) => (left.key < right.key ? -1 : 1));
}

const contents = async (bytes: string | Buffer, given: RulesGiven = {}) => contentsOf((await readText(bytes, given)).portfolio);

/** GB18030 of the characters that ROWS and HEADER use: Node has no encoder. Found once by decoding every code. */
function gb18030(text: string): Buffer {
  return Buffer.concat([...text].map((character) => GB18030.get(character) ?? Buffer.from(character)));
}

const GB18030: ReadonlyMap<string, Buffer> = (() => {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map<string, Buffer>();
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue;
      const bytes = Buffer.from([lead, trail]);
      codes.set(decoder.decode(bytes), bytes);
    }
  }
  // 𠀀 U+20000 is 95 32 82 36, the first of the supplementary ideographs.
  return codes.set('𠀀', Buffer.from('95328236', 'hex'));
})();

describe('any ledger', { timeout: 60_000 }, () => {
  it('holds what was written, by a sum kept apart', async () => {
    await fc.assert(
      fc.asyncProperty(ROWS, async (rows) => {
        const reading = await readText(ledgerOf(rows));
        expect(reading.portfolio.count).toBe(rows.length);
        expect(totalOf(reading)).toBe(rows.reduce((sum, { cents }) => sum + BigInt(cents), 0n));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in whatever order its rows stand', async () => {
    const shuffled = ROWS.chain((rows) => fc.shuffledSubarray(rows, { minLength: rows.length }).map((other) => ({ rows, other })));
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ rows, other }) => {
        expect(await contents(ledgerOf(other))).toEqual(await contents(ledgerOf(rows)));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same in every encoding, with every line end and every separator', async () => {
    await fc.assert(
      fc.asyncProperty(ROWS, async (rows) => {
        const text = ledgerOf(rows);
        const expected = await contents(text);
        const utf16 = Buffer.from(`\ufeff${text}`, 'utf16le');
        const versions = [
          Buffer.from(`\ufeff${text}`),
          gb18030(text),
          utf16,
          Buffer.from(utf16).swap16(),
          ledgerOf(rows, '\r\n'),
          ledgerOf(rows, '\r'),
        ];
        for (const version of versions) expect(await contents(version)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with a totals row of its sum, and with no other', async () => {
    await fc.assert(
      fc.asyncProperty(ROWS, fc.integer({ min: -3, max: 3 }), async (rows, off) => {
        const sum = rows.reduce((total, { cents }) => total + BigInt(cents), 0n) + BigInt(off);
        fc.pre(sum >= 0n);
        const shown = `${sum / 100n}.${String(sum % 100n).padStart(2, '0')}`;
        const reading = readText(`${ledgerOf(rows)}合计,,,${shown},,,\n`);
        if (off === 0) expect((await reading).portfolio.rows.totals).toBe(1);
        else await expect(reading).rejects.toThrow('E_CONTROL_TOTAL');
      }),
      { numRuns: 60 },
    );
  });

  it('with flipped bytes is read or refused, never worse', async () => {
    const text = `${ledgerOf([
      { id: 1, name: '张三', cents: 123456, code: 0, days: 0 },
      { id: 2, name: '李,四', cents: 5, code: 3, days: 200 },
    ])}合计,,,1234.61,,,\n`;
    const flips = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(Buffer.from(text), gb18030(text), Buffer.from(`\ufeff${text}`, 'utf16le')),
        flips,
        async (original, changes) => {
          const bytes = Buffer.from(original);
          for (const [at, byte] of changes) bytes[at % bytes.length] = byte;
          try {
            const { portfolio } = await readText(bytes, { rejectLimit: { percent: 100 } });
            const { read, ...parts } = portfolio.rows;
            expect(Object.values(parts).reduce((sum, count) => sum + count, 0)).toBe(read);
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
          }
        },
      ),
      { numRuns: 600 },
    );
  });
});
