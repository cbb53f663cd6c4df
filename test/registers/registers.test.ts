import { describe, expect, it } from 'vitest';
import type { UserError } from '../../src/diagnostics/diagnostic.js';
import { isoDate } from '../../src/model/civil-date.js';
import { EVENT_KINDS, type Override } from '../../src/model/events.js';
import { readEvents } from '../../src/registers/events.js';
import { readIdMap } from '../../src/registers/id-map.js';
import { readOverrides, refuseOverlap } from '../../src/registers/overrides.js';
import { refuseLater, refuseOtherKeys } from '../../src/registers/read-register.js';
import { readWriteOffs } from '../../src/registers/write-offs.js';
import { day, ledger, portfolioOf, readText } from '../support/ledger.js';

const events = (...lines: string[]) => readText('e.csv', `${lines.join('\n')}\n`, readEvents).entries;

describe('events', () => {
  it('reads Chinese and English kinds of every sort', () => {
    const words = [
      '新发生不良',
      '余额增加',
      '冲回',
      '上调后再次下迁',
      '现金清收',
      '上调',
      '核销',
      '转让',
      '以物抵债',
      '债转股',
      '资产证券化',
      '其他处置',
      '借新还旧',
      '已核销收回',
    ];
    const rows = [...words, ...EVENT_KINDS].map((word, i) => `2019-01-01,L${i},${word},1`);
    const kinds = events('日期,借据号,事件,本金', ...rows).map((event) => event.kind);
    expect(kinds).toEqual([...EVENT_KINDS, ...EVENT_KINDS]);
  });
  it('keeps principal and both interests apart, blank as 0', () => {
    const [event] = events(
      '日期,借据号,事件,本金,表内利息,表外利息,转让价款,新借据号,原因',
      '2019-01-02,Ａ001,清收,"1,234.50",0.50,,,,拍卖',
    );
    expect(event).toEqual({
      file: 'e.csv',
      line: 2,
      date: day('2019-01-02'),
      loan: 'A001',
      kind: 'cash',
      principal: 123450n,
      interestOnBook: 50n,
      interestOffBook: 0n,
      reason: '拍卖',
    });
  });
  it.each([
    ['a kind nobody knows', '2019-01-01,A,委托处置,1', 'E_KIND'],
    ['no kind', '2019-01-01,A,,1', 'E_TEXT_EMPTY'],
    ['no principal', '2019-01-01,A,cash,', 'E_AMOUNT_EMPTY'],
    ['a negative amount', '2019-01-01,A,cash,-1', 'E_NEGATIVE_AMOUNT'],
    ['no day', '2019-02-30,A,cash,1', 'E_DATE'],
    ['no loan', '2019-01-01,,cash,1', 'E_KEY_EMPTY'],
  ])('refuses %s', (_, row, code) => {
    expect(() => events('date,loan_id,kind,principal', row)).toThrow(code);
  });
  it('refuses the same event twice; another reason makes it another event', () => {
    const row = '2019-01-01,A,cash,1';
    expect(() => events('date,loan_id,kind,principal,reason', `${row},a`, `${row},a`)).toThrow('E_EVENT_TWICE');
    expect(events('date,loan_id,kind,principal,reason', `${row},a`, `${row},b`)).toHaveLength(2);
  });
  it('a renewal needs no principal', () => {
    expect(events('date,loan_id,kind,principal,new_loan_id', '2019-01-01,A,renewal,,B')[0]).toMatchObject({ newLoan: 'B', principal: 0n });
  });
  it('names loans behind their institution where the register has one', () => {
    const [event] = events('date,institution,loan_id,kind,principal,new_loan_id', '2019-01-01,甲 行,A,renewal,,B');
    expect([event?.loan, event?.newLoan]).toEqual(['甲 行\u001fA', '甲 行\u001fB']);
    expect(() => events('date,institution,loan_id,kind,principal', '2019-01-01,,A,cash,1')).toThrow('E_KEY_EMPTY');
  });
  it('refuses a register that names loans otherwise than the ledger', () => {
    const register = readText('e.csv', 'date,loan_id,kind,principal\n2019-01-01,A,cash,1\n', readEvents);
    expect(() => refuseOtherKeys(register, portfolioOf(ledger('2019-12-31', 'loan_id,balance,class', 'A,1,次级')))).not.toThrow();
    const institutions = portfolioOf(ledger('2019-12-31', 'institution,loan_id,balance,class', '甲行,A,1,次级'));
    expect(() => refuseOtherKeys(register, institutions)).toThrow('E_KEY_PARTS');
  });
  it('refuses what lies after the data date, at its line', () => {
    const entries = events('date,loan_id,kind,principal', '2019-12-31,A,cash,1', '2020-01-01,B,cash,1');
    expect(() => refuseLater(entries, day('2019-12-31'), isoDate)).toThrow('E_EVENT_AFTER_AS_OF');
    expect(() => refuseLater(entries, day('2020-01-01'), isoDate)).not.toThrow();
  });
});

describe('write-offs', () => {
  const read = (...rows: string[]) =>
    readText('w.csv', `${['核销日期,借据号,核销本金,核销利息,渠道', ...rows].join('\n')}\n`, readWriteOffs).entries;
  it('an unnamed channel is an ordinary write-off', () => {
    expect(read('2019-01-01,A,1,2,', '2019-01-01,B,1,,转让').map(({ channel, interest }) => [channel, interest])).toEqual([
      ['write-off', 200n],
      ['transfer', 0n],
    ]);
  });
  it('refuses an unknown channel and an amount that is missing', () => {
    expect(() => read('2019-01-01,A,1,,赠送')).toThrow('E_CHANNEL');
    expect(() => read('2019-01-01,A,,,核销')).toThrow();
  });
});

describe('overrides', () => {
  const read = (...rows: string[]) =>
    readText('o.csv', `${['loan_id,class,author,reason,date,expires', ...rows].join('\n')}\n`, readOverrides).entries;
  it('may follow each other and not overlap', () => {
    expect(read('A,次级,z,r,2019-01-01,2019-06-30', 'A,可疑,z,r,2019-07-01,2019-12-31')).toHaveLength(2);
    expect(() => read('A,次级,z,r,2019-01-01,2019-07-01', 'A,可疑,z,r,2019-07-01,2019-12-31')).toThrow('E_OVERRIDE');
  });
  it('overlap in two files as in one, and the same two are named in either order', () => {
    const one = (file: string, loanClass: number) => ({
      ...(read('A,次级,z,r,2019-01-01,2019-06-30')[0] as Override),
      file,
      class: loanClass,
    });
    const [first, second] = [one('a.csv', 2), one('b.csv', 0)];
    const told = (overrides: readonly Override[]) => {
      try {
        refuseOverlap(overrides);
      } catch (error) {
        return (error as UserError).diagnostics[0];
      }
      return undefined;
    };
    expect(told([first, second])).toMatchObject({ code: 'E_OVERRIDE', file: 'b.csv', line: 2 });
    expect(told([second, first])).toEqual(told([first, second]));
    expect(told([first])).toBeUndefined();
  });
  it('end after they begin, and name who and why', () => {
    expect(() => read('A,次级,z,r,2019-01-02,2019-01-01')).toThrow('E_OVERRIDE');
    expect(() => read('A,次级,,r,2019-01-01,2019-01-02')).toThrow('E_TEXT_EMPTY');
  });
});

describe('id map', () => {
  const read = (...rows: string[]) => readText('m.csv', `${['old_id,new_id,share,kind', ...rows].join('\n')}\n`, readIdMap).entries;
  it('a blank share is the whole, a blank kind a renewal', () => {
    expect(read('A,B,,', 'C,D,0.25,拆分').map(({ share, kind }) => [share, kind])).toEqual([
      ['1', 'renewal'],
      ['0.25', 'split'],
    ]);
  });
  it.each(['0', '1.01', '-1', 'half'])('refuses a share of %s', (share) => {
    expect(() => read(`A,B,${share},`)).toThrow('E_SHARE');
  });
});
