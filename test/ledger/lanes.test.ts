import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEEP_ALL } from '../../src/ledger/kept-fields.js';
import { parseIsoDate } from '../../src/model/civil-date.js';
import type { ColumnMap } from '../../src/table/schema.js';
import { gb18030 } from '../table/plain/gb18030.js';
import { LEDGERS, type Ledger } from './lane-ledgers.js';
import { expectSame, type Read, readInWays, readPathsInWays, type Way } from './lane-outcome.js';
import { type RulesGiven, rulesOf } from './read-text.js';

const CAREFUL: Way = { lane: 'careful' };
const PLAIN: Way = { lane: 'plain' };
const RUNS = { numRuns: 150 };

/** From one byte; the larger ones keep whole records together. */
const CHUNK = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 200 }));

async function expectSameByBothLanes({ files, rules, keep }: Ledger, chunkBytes: number): Promise<void> {
  const reads = await readInWays(files, rules, [CAREFUL, PLAIN, { lane: 'plain', chunkBytes }], keep);
  const [careful, plain, chunked] = reads as [Read, Read, Read];
  const shown = JSON.stringify({ files: files.map((bytes) => bytes.toString('latin1')), rules });
  expectSame(plain.outcome, careful.outcome, shown);
  expectSame(chunked, plain, `${chunkBytes} bytes a chunk: ${shown}`);
}

const GOOD = [
  '借据号,客户名称,支行,贷款余额,五级分类,逾期天数,到期日,原借据号',
  'K1,张三,杜集支行,"1,234.56",正常,0,2021-06-30,',
  'K2,"李 ""四""",杜集支行,0.44,次级,120,20200630,K0',
  '="0003", 𠀀,,5,损失,"400",2019/1/31,无',
  '小计,,,1240,,,,',
  ',,,,,,,',
  "'0004,a,濉溪支行,１２.5,关注,9,,",
  '合计,,,"1,252.50",,,,',
];

/** A ledger in which some bytes have been changed, put in, or lost. */
const DAMAGED: fc.Arbitrary<Buffer> = fc
  .record({
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    encode: fc.constantFrom(
      (text: string) => Buffer.from(text),
      gb18030,
      (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
    ),
    changes: fc.array(
      fc.record({
        at: fc.nat(4096),
        to: fc.oneof(fc.constantFrom(...Buffer.from('",\n\r0tT- \t;')), fc.nat(255)),
        kind: fc.nat(3),
        length: fc.nat(9),
      }),
      { maxLength: 4 },
    ),
  })
  .map(({ lineEnd, encode, changes }) => {
    let bytes: Buffer = encode(GOOD.join(lineEnd) + lineEnd);
    for (const { at: place, to, kind, length } of changes) {
      const at = place % (bytes.length + 1);
      const [before, part, behind] = [bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at + length)];
      const put = [[Buffer.from([to])], [], [part, part], [Buffer.from([to]), part]][kind] as Buffer[];
      bytes = Buffer.concat([before, ...put, behind]);
    }
    return bytes;
  });

describe('both lanes', { timeout: 120_000 }, () => {
  it('give the same for ledgers written in every way, whatever the chunk size', async () => {
    await fc.assert(fc.asyncProperty(LEDGERS, CHUNK, expectSameByBothLanes), RUNS);
  });

  it('give the same for damaged ledgers', async () => {
    const given: fc.Arbitrary<RulesGiven> = fc.constantFrom<RulesGiven[]>(
      {},
      { rejectLimit: { percent: 100 } },
      { rejectLimit: { percent: 100 }, map: { freeText: ['客户名称', '支行'] } },
      {
        rejectLimit: { percent: 100 },
        map: { header: false, fields: { loanId: { columns: [1] }, balance: { columns: [4] }, declaredClass: { columns: [5] } } },
      },
    );
    await fc.assert(
      fc.asyncProperty(DAMAGED, given, CHUNK, (bytes, rules, chunkBytes) =>
        expectSameByBothLanes({ files: [bytes], rules: rulesOf(rules) }, chunkBytes),
      ),
      RUNS,
    );
  });

  it('give the same for any bytes', async () => {
    const map = {
      header: false,
      freeText: ['2'],
      fields: { loanId: { columns: [1] }, balance: { constant: '1' }, declaredClass: { constant: '正常' } },
    };
    const soup = fc.oneof(
      fc.uint8Array({ minLength: 1, maxLength: 60 }),
      fc.array(fc.constantFrom(...Buffer.from('K123,,,"\n\n\r;\t T'), 0xe5, 0x90, 0x88, 0xba, 0xcf, 0xbc, 0xc6, 0x01), {
        minLength: 1,
        maxLength: 60,
      }),
    );
    const rules = rulesOf({ map, rejectLimit: { percent: 100 }, allowEmpty: true });
    await fc.assert(
      fc.asyncProperty(soup, CHUNK, (bytes, chunkBytes) => expectSameByBothLanes({ files: [Buffer.from(bytes)], rules }, chunkBytes)),
      { numRuns: 600 },
    );
  });

  const folder = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}/`, import.meta.url));
  const fixtures = ['faults', 'huaibei'].flatMap((name) => readdirSync(folder(name)).map((file) => join(folder(name), file)));

  it('give the same for every fixture', async () => {
    const asOf = parseIsoDate('2019-12-31') as number;
    const { asOf: _, ...undated } = rulesOf({ rejectLimit: { percent: 100 } });
    for (const path of fixtures) {
      for (const rules of [rulesOf(), undated, { ...undated, asOf }, rulesOf({ skipLines: 1, rejectLimit: { rows: 1 } })]) {
        const ways = [CAREFUL, PLAIN, { ...PLAIN, chunkBytes: 7 }];
        const [careful, ...plain] = (await readPathsInWays([path], rules, ways)).map(({ outcome }) => outcome);
        for (const one of plain) expectSame(one, careful, path);
      }
    }
  });
});

/** Found by the properties above, which do not draw each of them every time. Loans, totals rows and repeated headers, by hand. */
const FOUND: readonly (readonly [what: string, text: string, map: Partial<ColumnMap>, rows: readonly [number, number, number]])[] = [
  [
    'a date of another form than the map says',
    '借据号,余额,五级分类,到期日\nK1,5,1,2020-01-02\nK2,5,1,20200102\n',
    { dateFormat: 'yyyy-mm-dd' },
    [1, 0, 0],
  ],
  [
    'an id of which the map says what some stand for',
    '借据号,余额,五级分类\nX,5,1\nK2,6,1\n',
    { fields: { loanId: { values: { X: 'K1' } } } },
    [2, 0, 0],
  ],
  [
    'a header whose cells are all plain',
    'loan_id\nK1\n',
    { fields: { balance: { constant: '5' }, declaredClass: { constant: '1' } } },
    [1, 0, 0],
  ],
  ['a loan that the careful lane reads between others', '借据号,余额,五级分类\nK1,5,1\n计2,5,1\nK3,5,1\n', {}, [3, 0, 0]],
  ['a label in the column of ids', '借据号,余额,五级分类\nK1,5,1\nTotal,5,1\n', {}, [1, 1, 0]],
  ['a label in a column of ids that is not the first', '支行,借据号,余额,五级分类\n甲,K1,5,1\n甲,Grand Total,5,1\n', {}, [1, 1, 0]],
  ['a part of an id that is a label', '借据号,余额,五级分类\nK1,5,1\nA小计,5,1\n', {}, [1, 1, 0]],
  [
    'a label anywhere while a blank id stands for another',
    '支行,借据号,余额,五级分类,备注\n甲,K2,5,1,\n甲,,5,1,合计\n',
    { fields: { loanId: { blank: 'X' } } },
    [1, 1, 0],
  ],
  ['a label anywhere while all ids are one', '余额,五级分类,备注\n5,1,\n5,1,合计\n', { fields: { loanId: { constant: 'K' } } }, [1, 1, 0]],
  [
    'a header again whose cells are all plain',
    'loan_id\nK1\nloan_id\n',
    { fields: { balance: { constant: '5' }, declaredClass: { constant: '1' } } },
    [1, 0, 1],
  ],
  [
    'a blank cell that stands for no id',
    '借据号,余额,五级分类,原借据号\nK1,5,1,\nK2,5,1,\n',
    { fields: { replaces: { blank: '无' } } },
    [2, 0, 0],
  ],
  [
    'a blank cell that stands for a wrapped text',
    '借据号,余额,五级分类,客户名称\nK1,5,1,\n',
    { fields: { borrowerName: { blank: "'007" } } },
    [1, 0, 0],
  ],
];

describe('both lanes give the same for', () => {
  it.each(FOUND)('%s', async (_, text, map, [loans, totals, repeatedHeader]) => {
    const rules = rulesOf({ map, rejectLimit: { percent: 50 } });
    const [careful, ...plain] = await readInWays([Buffer.from(text)], rules, [CAREFUL, PLAIN, { ...PLAIN, chunkBytes: 1 }]);
    expect(careful?.outcome).toMatchObject({ portfolio: { rows: { loans, totals, repeatedHeader } } });
    for (const { outcome } of plain) expectSame(outcome, careful?.outcome, text);
  });

  it('a malformed quote behind a row that refuses the file', async () => {
    for (const row of ['合计,1e5,,', 'K2,"5\n",1,', '余额,借据号,五级分类,备注']) {
      await expectSameByBothLanes(
        { files: [Buffer.from(`借据号,余额,五级分类,备注\nK1,5,1,\n${row}\nK3,5,1,x"y\n`)], rules: rulesOf() },
        3,
      );
    }
  });

  // 84 31 a5 30 is the first code of four bytes behind U+FFFF: no character. 300 KB behind the head that tells the columns.
  it.each(['borrower_name', '备注'])('a code of GB18030 that is no character, in %s', async (column) => {
    const rows = Array.from({ length: 30_000 }, (_, i) => `K${i},5,1,x\n`).join('');
    const bytes = Buffer.concat([gb18030(`loan_id,balance,class,${column}\n${rows}K,5,1,张`), Buffer.from('8431a5300a', 'hex')]);
    const [careful, plain] = await readInWays([bytes], rulesOf(), [CAREFUL, PLAIN]);
    expect(careful?.outcome).toMatchObject({ refused: [{ code: 'E_ENCODING' }] });
    expectSame(plain?.outcome, careful?.outcome, column);
  });
});

/** 2000 loans; every tenth record has quoted cells, with separators and doubled quotes inside. */
function wellFormed(lineEnd: string, delimiter: string): string {
  const header = '借据号,客户编号,客户名称,支行,贷款余额,减值准备,五级分类,担保方式,逾期天数,到期日,币种,原借据号,备注';
  const rows = Array.from({ length: 2000 }, (_, i) => {
    const isQuoted = i % 10 === 3;
    const name = isQuoted ? `"张${i} ""某"",${delimiter}"` : `张${i}`;
    const amount = isQuoted ? `"${(i % 999) + 1},123.45"` : `${i}.5`;
    const days = i % 7 === 0 ? '' : `${i % 400}`;
    const cells = [
      `K${10_000 + i}`,
      `C${i % 700}`,
      name,
      `杜集支行${i % 30}`,
      amount,
      `${i}`,
      '正常',
      '抵押',
      days,
      '2021-06-30',
      'CNY',
      i % 5 ? '' : `R${i}`,
      'x',
    ];
    return cells.join(delimiter);
  });
  return [header.replaceAll(',', delimiter), ...rows, ''].join(lineEnd);
}

describe('a well-formed file with a tenth of its records quoted', { timeout: 60_000 }, () => {
  const cases = [',', ';', '\t'].flatMap((delimiter) => ['\n', '\r\n'].map((lineEnd) => ({ delimiter, lineEnd })));

  it.each(cases)('is read wholly in the plain lane (%j)', async ({ delimiter, lineEnd }) => {
    const text = wellFormed(lineEnd, delimiter);
    const ways = [CAREFUL, PLAIN, { ...PLAIN, chunkBytes: 100 }];
    for (const bytes of [Buffer.from(text), gb18030(text), Buffer.from(`\ufeff${text}`), Buffer.from(`\ufeff${text}`, 'utf16le')]) {
      const [careful, plain, chunked] = (await readInWays([bytes], rulesOf(), ways)) as [Read, Read, Read];
      // The header is the one record that the careful lane reads.
      expect([plain.lanes, chunked.lanes]).toEqual(Array(2).fill({ plain: 2000, careful: 1 }));
      expectSame(plain.outcome, careful.outcome, 'default chunks');
      expectSame(chunked.outcome, careful.outcome, 'chunks of 100 bytes');
    }
  });
});

describe('rows that are taken together', { timeout: 60_000 }, () => {
  const HEADER = '数据日期,借据号,贷款余额,五级分类,本金逾期日,币种,贷款状态,核销日期';
  /** What may follow an id: ordinary, and each way in which a row is none of those before it. */
  const ROWS = [
    ['2020-12-31', '5.00,正常,,CNY,正常,'],
    ['2020-12-31', '5.00,正常,2020-12-31,CNY,,'],
    ['2020-12-31', '5.00,正常,,USD,正常,'],
    ['2020-11-30', '5.00,正常,,CNY,正常,'],
    ['2020-12-31', '5.00,正常,,CNY,结清,'],
    ['2020-12-31', '0,正常,,CNY,,2019-01-01'],
    ['2020-12-31', '5.00,正常,2021-01-01,CNY,正常,'],
    ['2020-12-31', '5.00,正常,,CNY,正常,2021-01-01'],
    ['2020-12-31', '-5.00,正常,,CNY,正常,'],
    ['2020-12-31', '5.00,,,CNY,正常,'],
    ['2020-12-31', '１.00, 正常 ,,人民币,正常,'],
  ] as const;
  const ordinary = fc.constantFrom(ROWS[0], ROWS[0], ROWS[0], ROWS[1]);
  const kinds = fc
    .subarray([...ROWS], { minLength: 1, maxLength: 3 })
    .chain((some) => fc.array(fc.oneof(ordinary, fc.constantFrom(...some)), { minLength: 4, maxLength: 40 }));

  it('are told from the others, whatever stands before or between them', async () => {
    const given = fc.record({ asOf: fc.boolean(), allowNegative: fc.boolean(), hasOverdue: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(kinds, given, fc.integer({ min: 60, max: 600 }), async (rows, { asOf, allowNegative, hasOverdue }, chunkBytes) => {
        const lines = rows.map(([date, rest], i) => `${date},K${i}x,${rest}`);
        const header = hasOverdue ? HEADER : HEADER.replace('本金逾期日', '备注');
        const { asOf: _, ...rules } = rulesOf({ allowNegative, rejectLimit: { percent: 100 } });
        const stated = asOf ? { ...rules, asOf: parseIsoDate('2020-12-31') as number } : rules;
        await expectSameByBothLanes({ files: [Buffer.from([header, ...lines, ''].join('\n'))], rules: stated, keep: KEEP_ALL }, chunkBytes);
      }),
      { numRuns: 300 },
    );
  });

  it('are looked at one by one where a --map file gives all of them a negative balance', async () => {
    const lines = Array.from({ length: 30 }, (_, i) => `K${i}x,正常`);
    const rules = rulesOf({ allowNegative: true, map: { fields: { balance: { constant: '-5' } } } });
    await expectSameByBothLanes({ files: [Buffer.from(['借据号,五级分类', ...lines, ''].join('\n'))], rules, keep: KEEP_ALL }, 100);
  });
});
