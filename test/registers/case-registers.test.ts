import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { checkLitigation, readLitigation } from '../../src/registers/litigation.js';
import { checkResponsibility, readResponsibility } from '../../src/registers/responsibility.js';
import { newRandom } from '../books/random-book.js';
import { day, readText } from '../support/ledger.js';

const text = (...lines: readonly string[]) => `${lines.join('\n')}\n`;
const AS_OF = day('2019-12-31');

/** "CODE file:line" of everything that a text is refused for; empty where it is read. */
function refusals(read: () => unknown): string[] {
  try {
    read();
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.diagnostics.map(({ code, file, line }) => `${code} ${file}:${line}`);
  }
}

/** What the first refusal says, in English. */
function reasonOf(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    const reason = (error as UserError).diagnostics[0]?.params?.reason;
    return typeof reason === 'object' ? reason.en : String(reason);
  }
  return '';
}

describe('the litigation register', () => {
  const header =
    'loan_id,stage,filed_on,judged_on,performance_due_on,last_demand_on,deposit_frozen_on,deposit_until,able_to_pay,amount_claimed';
  const rows = (...own: string[]) => readText('l.csv', text(header, ...own), readLitigation).entries;
  const checked = (...own: string[]) => checkLitigation(rows(...own), AS_OF);
  it('keeps days that begin a period apart from last days', () => {
    expect(rows('A,申请执行,2018-09-03,2019-01-15,,2018-05-20,,2020-03-03,否,"2,280,000.00"')).toEqual([
      {
        file: 'l.csv',
        line: 2,
        loan: 'A',
        stage: 'enforcement',
        claimed: 228_000_000n,
        starts: { filed: day('2018-09-03'), judged: day('2019-01-15'), lastDemand: day('2018-05-20') },
        until: { deposit: day('2020-03-03') },
        ableToPay: false,
      },
    ]);
  });
  it.each([
    ['judged before it was filed', 'A,判决生效,2019-01-15,2018-09-03,,,,,,', 'E_LITIGATION'],
    ['to be performed before it was judged', 'A,判决生效,,2019-01-15,2019-01-14,,,,,', 'E_LITIGATION'],
    ['not sued, and filed', 'A,未诉,2018-09-03,,,,,,,', 'E_LITIGATION'],
    ['not sued, and judged', 'A,未诉,,2018-09-03,,,,,,', 'E_LITIGATION'],
    ['filed, and judged', 'A,已诉,2018-09-03,2019-09-03,,,,,,', 'E_LITIGATION'],
    ['a freeze that ends before it begins', 'A,已诉,,,,,2019-03-04,2019-03-03,,', 'E_LITIGATION'],
    ['an unknown stage', 'A,三审,,,,,,,,', 'E_CHOICE'],
    ['no stage', 'A,,,,,,,,,', 'E_TEXT_EMPTY'],
    ['no loan', ',未诉,,,,,,,,', 'E_KEY_EMPTY'],
    ['a claim below zero', 'A,未诉,,,,,,,,-1', 'E_NEGATIVE_AMOUNT'],
    ['perhaps able to pay', 'A,未诉,,,,,,,或许,', 'E_FLAG'],
    ['a day that is none', 'A,已诉,2019-02-30,,,,,,,', 'E_DATE'],
  ])('refuses a row: %s', (_, row, code) => {
    expect(refusals(() => checked('Z,未诉,,,,,,,,', row))).toEqual([`${code} l.csv:3`]);
  });
  it('refuses a loan that stands twice, naming both rows', () => {
    const twice = ['A,未诉,,,,,,,,', 'B,未诉,,,,,,,,', 'A,已诉,,,,,,,,'];
    expect(refusals(() => checked(...twice))).toEqual(['E_LITIGATION l.csv:4']);
    expect(reasonOf(() => checked(...twice))).toBe('the loan stands at l.csv:2 already');
  });
  it.each([
    ['filed', 'A,已诉,2020-01-01,,,,,,,'],
    ['judged', 'A,一审,,2020-01-01,,,,,,'],
    ['demanded', 'A,未诉,,,,2020-01-01,,,,'],
    ['frozen', 'A,已诉,,,,,2020-01-01,,,'],
  ])('refuses what was %s after the data date', (_, row) => {
    expect(refusals(() => checked(row))).toEqual(['E_EVENT_AFTER_AS_OF l.csv:2']);
  });
  it('last days lie ahead', () => {
    expect(refusals(() => checked('A,判决生效,2019-01-01,2019-12-31,2020-01-31,,2019-03-04,2020-03-03,,'))).toEqual([]);
  });
});

describe('the responsibility register', () => {
  const header = 'loan_id,person,role,share,state,cause,cause_text,determined_on';
  const rows = (...own: string[]) => readText('r.csv', text(header, ...own), readResponsibility).entries;
  const checked = (...own: string[]) => checkResponsibility(rows(...own), AS_OF);
  it('keeps shares as decimals', () => {
    expect(rows('A,丁浩,管户,33.33%,已认责,主观,未核实用途,2019-12-10')).toEqual([
      {
        file: 'r.csv',
        line: 2,
        loan: 'A',
        person: '丁浩',
        role: 'managing',
        share: '0.3333',
        state: 'determined',
        cause: 'subjective',
        causeText: '未核实用途',
        determined: day('2019-12-10'),
      },
    ]);
  });
  it.each([
    ['determined without a person', 'A,,,100%,已认责,,,2019-12-10', 'E_RESPONSIBILITY'],
    ['determined without a role', 'A,甲,,100%,已认责,,,2019-12-10', 'E_RESPONSIBILITY'],
    ['determined without a share', 'A,甲,管户,,已认责,,,2019-12-10', 'E_RESPONSIBILITY'],
    ['determined without a day', 'A,甲,管户,100%,已认责,,,', 'E_RESPONSIBILITY'],
    ['open with a share', 'A,甲,管户,50%,未认责,,,', 'E_RESPONSIBILITY'],
    ['open with a day', 'A,甲,管户,,未认责,,,2019-12-10', 'E_RESPONSIBILITY'],
    ['exempt with a share', 'A,甲,管户,50%,尽职免责,,,2019-12-10', 'E_RESPONSIBILITY'],
    ['exempt without a day', 'A,甲,管户,,尽职免责,,,', 'E_RESPONSIBILITY'],
    ['a role without a person', 'A,,管户,,未认责,,,', 'E_RESPONSIBILITY'],
    ['a share above the whole', 'A,甲,管户,101%,已认责,,,2019-12-10', 'E_SHARE'],
    ['a share of nothing', 'A,甲,管户,0,已认责,,,2019-12-10', 'E_SHARE'],
    // 60 may be 60 % or a slip of the pen for 0.6.
    ['a share without its sign', 'A,甲,管户,60,已认责,,,2019-12-10', 'E_SHARE'],
    ['an unknown role', 'A,甲,门卫,100%,已认责,,,2019-12-10', 'E_CHOICE'],
    ['an unknown state', 'A,甲,管户,,已处罚,,,', 'E_CHOICE'],
    ['no state', 'A,甲,管户,,,,,', 'E_TEXT_EMPTY'],
    ['an unknown cause', 'A,甲,管户,,未认责,天意,,', 'E_CHOICE'],
  ])('refuses a row: %s', (_, row, code) => {
    expect(refusals(() => checked('Z,,,,未认责,,,', row))).toEqual([`${code} r.csv:3`]);
  });
  it.each([
    ['99.99 %', ['33.33%', '33.33%', '33.33%'], '99.99 %'],
    ['100.01 %', ['33.33%', '33.33%', '33.35%'], '100.01 %'],
    // 0.1 + 0.2 + 0.7 is 1 in decimals; a binary sum of eleven digits would not tell this from it.
    ['a hair above', ['0.1', '0.2', '0.700000000001'], '100.0000000001 %'],
  ])('refuses shares that sum to %s, naming the lines', (_, shares, sum) => {
    const own = shares.map((share, i) => `A,${'甲乙丙'[i]},管户,${share},已认责,,,2019-12-10`);
    expect(refusals(() => checked(...own))).toEqual(['E_RESPONSIBILITY r.csv:2']);
    expect(reasonOf(() => checked(...own))).toBe(`the shares of this loan make ${sum}, not 100 %: r.csv:2, r.csv:3, r.csv:4`);
  });
  it('takes shares that make exactly the whole', () => {
    const of = (loan: string, ...shares: string[]) => shares.map((share, i) => `${loan},${'甲乙丙'[i]},管户,${share},已认责,,,2019-12-10`);
    expect(refusals(() => checked(...of('A', '0.1', '0.2', '0.7'), ...of('B', '33.33%', '33.33%', '33.34%'), ...of('C', '1')))).toEqual([]);
  });
  it.each([
    ['states that differ', ['A,甲,管户,100%,已认责,,,2019-12-10', 'A,乙,审批,,未认责,,,'], 'its state is not that of r.csv:2'],
    [
      'a person twice in one role',
      ['A,甲,管户,50%,已认责,,,2019-12-10', 'A,甲,管户,50%,已认责,,,2019-12-10'],
      'the same person in the same role as at r.csv:2',
    ],
    ['causes that differ', ['A,甲,管户,,未认责,主观,,', 'A,乙,审批,,未认责,客观,,'], 'its cause is not that of r.csv:2'],
    ['causes in other words', ['A,甲,管户,,未认责,主观,一,', 'A,乙,审批,,未认责,,二,'], 'its cause is not that of r.csv:2'],
  ])('refuses %s', (_, own, reason) => {
    expect(refusals(() => checked(...own))).toEqual(['E_RESPONSIBILITY r.csv:3']);
    expect(reasonOf(() => checked(...own))).toBe(reason);
  });
  it('one person may have two roles in a loan, and one role in two loans', () => {
    const own = ['A,甲,管户,50%,已认责,,,2019-12-10', 'A,甲,审批,50%,已认责,主观,,2019-12-10', 'B,甲,管户,100%,已认责,,,2019-12-10'];
    expect(refusals(() => checked(...own))).toEqual([]);
  });
  it('refuses what is determined after the data date', () => {
    expect(refusals(() => checked('A,甲,管户,100%,已认责,,,2020-01-01'))).toEqual(['E_EVENT_AFTER_AS_OF r.csv:2']);
  });
  it('random shares pass where they make the whole by their digits, and only there', () => {
    const random = newRandom(41);
    let passed = 0;
    for (let n = 0; n < 300; n++) {
      // Whole hundredths of a percent that make 10 000; in half of the tries one of them is off by one.
      const people = 1 + random(4);
      const parts: number[] = [];
      let rest = 10_000;
      for (let i = 1; i < people; i++) {
        const part = 1 + random(Math.floor(rest / 2));
        parts.push(part);
        rest -= part;
      }
      parts.push(rest);
      const isOff = random(2) === 1 && rest > 1;
      if (isOff) parts[people - 1] = rest - 1;
      const own = parts.map((part, i) => {
        const percent = `${Math.floor(part / 100)}.${String(part % 100).padStart(2, '0')}%`;
        return `A,P${i},管户,${percent},已认责,,,2019-12-10`;
      });
      expect(
        refusals(() => checked(...own)),
        own.join('; '),
      ).toEqual(isOff ? ['E_RESPONSIBILITY r.csv:2'] : []);
      if (!isOff) passed++;
    }
    expect(passed).toBeGreaterThan(100);
  });
});
