import { describe, expect, it } from 'vitest';
import { REGISTER_OPTIONS } from '../../src/cli/register-options.js';
import { readDisposals } from '../../src/registers/disposals.js';
import { readEvents } from '../../src/registers/events.js';
import { readEvidence } from '../../src/registers/evidence.js';
import { readRecoveries } from '../../src/registers/recoveries.js';
import { REGISTERS } from '../../src/registers/registers.js';
import { readWriteOffs } from '../../src/registers/write-offs.js';
import type { Source } from '../../src/table/source.js';
import { day, readText } from '../support/ledger.js';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;

describe('the table of registers', () => {
  it('every register stands once, under an id and an option of its own, with columns of different names', () => {
    expect(new Set(REGISTERS.map(({ id }) => id)).size).toBe(REGISTERS.length);
    expect(new Set(REGISTERS.map(({ option }) => option)).size).toBe(REGISTERS.length);
    expect(REGISTER_OPTIONS.toSorted()).toEqual(REGISTERS.map(({ option }) => option).sort());
    for (const { fields } of REGISTERS) {
      const names = fields.flatMap((field) => field.names);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  it.each(REGISTERS.map((kind) => [kind.id, kind] as const))('%s: its examples are read as a row, under either header', (_, kind) => {
    const columns = kind.fields.filter(({ name }) => name !== 'institution');
    const isEnglish = (name: string) => /^[ -~]+$/.test(name);
    const read: (source: Source) => { readonly entries: readonly unknown[] } = kind.read;
    for (const wanted of [true, false]) {
      const header = columns.map(({ names }) => names.find((name) => isEnglish(name) === wanted) as string);
      const row = columns.map(({ example }) => `"${example}"`);
      expect(readText('r.csv', text(header.join(','), row.join(',')), read).entries).toHaveLength(1);
      // An empty register is one, and says nothing.
      expect(readText('r.csv', text(header.join(',')), read).entries).toEqual([]);
    }
  });
});

describe('recoveries', () => {
  const read = (...rows: string[]) =>
    readText('r.csv', text('收回日期,借据号,收回本金,收回表内利息,收回表外利息,收回费用,收回类别,收回方式', ...rows), readRecoveries)
      .entries;
  it('keeps principal, both interests and fees apart', () => {
    expect(read('2019-08-22,A,"1,000.00",2.00,3.00,4.00,已核销,保证人代偿')).toEqual([
      {
        file: 'r.csv',
        line: 2,
        date: day('2019-08-22'),
        loan: 'A',
        principal: 100_000n,
        interestOnBook: 200n,
        interestOffBook: 300n,
        fees: 400n,
        claim: 'written-off',
        means: '保证人代偿',
      },
    ]);
  });
  it.each([
    ['no principal', '2019-08-22,A,,,,,,', 'E_AMOUNT_EMPTY'],
    ['a negative amount', '2019-08-22,A,-1,,,,,', 'E_NEGATIVE_AMOUNT'],
    ['an unknown class of claim', '2019-08-22,A,1,,,,或有,', 'E_CHOICE'],
  ])('refuses %s', (_, row, code) => {
    expect(() => read(row)).toThrow(code);
  });
});

describe('disposals', () => {
  const read = (...rows: string[]) => readText('d.csv', text('date,loan_id,kind,principal,price,loss', ...rows), readDisposals).entries;
  it('a transfer needs price or loss, and has the other from the principal', () => {
    // 100 = 40 + 60 three ways; sold above its principal there is no loss.
    const rows = ['2019-01-02,A,转让,100,40,60', '2019-01-02,B,转让,100,,60', '2019-01-02,C,转让,100,40,', '2019-01-02,D,转让,100,110,0'];
    expect(read(...rows).map(({ price }) => price)).toEqual([4000n, 4000n, 4000n, 11_000n]);
  });
  it.each([
    ['parts that do not sum', '2019-01-02,A,transfer,100,40,50'],
    ['a loss above the principal', '2019-01-02,A,transfer,100,,101'],
    ['neither price nor loss', '2019-01-02,A,transfer,100,,'],
    ['a loss that is no transfer', '2019-01-02,A,foreclosure,100,40,60'],
  ])('refuses %s', (_, row) => {
    expect(() => read(row)).toThrow('E_DISPOSAL');
  });
  it('keeps what is not an exit apart', () => {
    const kinds = ['委托处置', '代理处置', '收益权转让'].map((word) => read(`2019-01-02,A,${word},100,,`)[0]?.kind);
    expect(kinds).toEqual(['entrusted', 'entrusted', 'entrusted']);
  });
});

describe('evidence', () => {
  it('is a name on a loan', () => {
    expect(readText('e.csv', text('借据号,证据,文号', 'A,裁定书,1号'), readEvidence).entries).toEqual([
      { file: 'e.csv', line: 2, loan: 'A', name: '裁定书', reference: '1号' },
    ]);
  });
});

describe('reversing entries', () => {
  it.each([
    ['events', () => readText('x.csv', text('date,loan_id,kind,principal,reverses', '2019-01-01,A,cash,1,2019-01-02'), readEvents)],
    ['write-offs', () => readText('x.csv', text('date,loan_id,principal,reverses', '2019-01-01,A,1,2019-01-02'), readWriteOffs)],
    ['recoveries', () => readText('x.csv', text('date,loan_id,principal,reverses', '2019-01-01,A,1,2019-01-02'), readRecoveries)],
    [
      'disposals',
      () => readText('x.csv', text('date,loan_id,kind,principal,price,reverses', '2019-01-01,A,转让,1,1,2019-01-02'), readDisposals),
    ],
  ])('%s: not before what they take back', (_, read) => {
    expect(read).toThrow('E_REVERSAL');
  });
});
