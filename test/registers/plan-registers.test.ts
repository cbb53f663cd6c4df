import { describe, expect, it } from 'vitest';
import { readForeclosed } from '../../src/registers/foreclosed.js';
import { readPlans } from '../../src/registers/plans.js';
import { day, readText } from '../support/ledger.js';

describe('the plans register', () => {
  const read = (...rows: string[]) =>
    readText(
      'p.csv',
      `${['客户编号,客户名称,借据号,期限,措施,措施说明,责任人,包案领导,专班,目标日期,目标金额,完成,完成日期', ...rows].join('\n')}\n`,
      readPlans,
    ).entries;
  it('keeps every word of a row', () => {
    expect(read('C1,甲,L1,中期,以物抵债,收取厂房,张,李,专班一,2019-12-31,"1,000.50",,')).toEqual([
      {
        ...{ file: 'p.csv', line: 2, borrowerId: 'C1', borrowerName: '甲', loan: 'L1', tier: 'medium', measure: 'foreclosure' },
        ...{ note: '收取厂房', responsible: '张', leader: '李', team: '专班一', targetDate: day('2019-12-31'), targetAmount: 100_050n },
        isDone: false,
      },
    ]);
  });
  it('is done by the flag or by its day', () => {
    const done = read(
      'C1,,,短期,诉讼,,张,,,2019-12-31,1,是,',
      'C1,,,短期,诉讼,,张,,,2019-12-30,1,,2019-11-30',
      'C1,,,短期,诉讼,,张,,,2019-12-29,1,否,',
    );
    expect(done.map(({ isDone, doneOn }) => [isDone, doneOn])).toEqual([
      [true, undefined],
      [true, day('2019-11-30')],
      [false, undefined],
    ]);
  });
  it.each([
    ['no borrower', ',,,短期,诉讼,,张,,,2019-12-31,1,,', 'E_PLAN'],
    ['a target of 0', 'C1,,,短期,诉讼,,张,,,2019-12-31,0.00,,', 'E_PLAN'],
    ['no target', 'C1,,,短期,诉讼,,张,,,2019-12-31,,,', 'E_AMOUNT_EMPTY'],
    ['a negative target', 'C1,,,短期,诉讼,,张,,,2019-12-31,-1,,', 'E_NEGATIVE_AMOUNT'],
    ['an unknown tier', 'C1,,,超长期,诉讼,,张,,,2019-12-31,1,,', 'E_CHOICE'],
    ['an unknown measure', 'C1,,,短期,打官司,,张,,,2019-12-31,1,,', 'E_CHOICE'],
    ['another measure without words', 'C1,,,短期,其他,,张,,,2019-12-31,1,,', 'E_PLAN'],
    ['nobody who answers for it', 'C1,,,短期,诉讼,,,,,2019-12-31,1,,', 'E_TEXT_EMPTY'],
    ['no date', 'C1,,,短期,诉讼,,张,,,,1,,', 'E_TEXT_EMPTY'],
    ['done and not done', 'C1,,,短期,诉讼,,张,,,2019-12-31,1,否,2019-12-01', 'E_PLAN'],
  ])('refuses %s', (_, row, code) => {
    expect(() => read(row)).toThrow(code);
  });
});

describe('the register of foreclosed assets', () => {
  const read = (...rows: string[]) =>
    readText(
      'f.csv',
      `${['抵债资产编号,借据号,客户编号,资产类别,资产名称,取得日期,入账价值,减值准备,处置日期,处置收入', ...rows].join('\n')}\n`,
      readForeclosed,
    ).entries;
  it('keeps every word of a row; blank impairment is none', () => {
    expect(read('Z1,L1,C1,股权,村镇银行股权,2018-09-01,500,,2019-10-25,0')).toEqual([
      {
        ...{ file: 'f.csv', line: 2, id: 'Z1', loan: 'L1', borrower: 'C1', kind: 'equity', description: '村镇银行股权' },
        ...{ acquiredOn: day('2018-09-01'), booked: 50_000n, impairment: 0n, disposedOn: day('2019-10-25'), proceeds: 0n },
      },
    ]);
  });
  it.each([
    ['neither loan nor borrower', 'Z1,,,房产,,2018-09-01,500,,,', 'E_FORECLOSED'],
    ['no asset id', ',L1,,房产,,2018-09-01,500,,,', 'E_KEY_EMPTY'],
    ['disposed of before acquired', 'Z1,L1,,房产,,2018-09-01,500,,2018-08-31,400', 'E_FORECLOSED'],
    ['disposed of without proceeds', 'Z1,L1,,房产,,2018-09-01,500,,2018-09-30,', 'E_FORECLOSED'],
    ['proceeds without a day', 'Z1,L1,,房产,,2018-09-01,500,,,400', 'E_FORECLOSED'],
    ['impairment above the booked value', 'Z1,L1,,房产,,2018-09-01,500,500.01,,', 'E_FORECLOSED'],
    ['an unknown kind', 'Z1,L1,,字画,,2018-09-01,500,,,', 'E_CHOICE'],
  ])('refuses %s', (_, row, code) => {
    expect(() => read(row)).toThrow(code);
  });
});
