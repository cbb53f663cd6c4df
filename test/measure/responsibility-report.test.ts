import { describe, expect, it } from 'vitest';
import { answeringFor } from '../../src/measure/answering-for.js';
import { dealOut } from '../../src/measure/deal-out.js';
import { loanCauses } from '../../src/measure/loan-causes.js';
import { measureNplReport } from '../../src/measure/npl-report.js';
import { measureResponsibility, type NewNplSum, type ResponsibilityFigures } from '../../src/measure/responsibility-report.js';
import { isoDate } from '../../src/model/civil-date.js';
import type { Dimension } from '../../src/model/loan-fields.js';
import { checkResponsibility, readResponsibility } from '../../src/registers/responsibility.js';
import { newRandom } from '../books/random-book.js';
import { type Book, backgroundOf, reportInputOf } from '../support/book.js';
import { CN_2023, ledger, readText } from '../support/ledger.js';

describe('an amount dealt out by shares', () => {
  it.each([
    // A third of a hundred each is 33.33…: the cent that is left goes to the first of equal remainders.
    [100n, ['0.3333', '0.3333', '0.3334'], [33n, 33n, 34n]],
    [10_000n, ['0.5', '0.3', '0.2'], [5000n, 3000n, 2000n]],
    // 1.5 and 1.5: both have half a cent left, the first gets it.
    [3n, ['0.5', '0.5'], [2n, 1n]],
    // 0.7, 0.2, 0.1 of one cent: 0, 0, 0, and the one cent to the largest remainder.
    [1n, ['0.1', '0.2', '0.7'], [0n, 0n, 1n]],
    // 2.5, 1.25, 1.25 of 5: 2 + 1 + 1 = 4, the remainders are .5, .25, .25.
    [5n, ['0.5', '0.25', '0.25'], [3n, 1n, 1n]],
    [0n, ['0.5', '0.5'], [0n, 0n]],
    [-3n, ['0.5', '0.5'], [-2n, -1n]],
    [9_007_199_254_740_993n, ['1'], [9_007_199_254_740_993n]],
    // Beyond 2^53: 0.1 of it is 900 719 925 474 099.3, 0.9 is 8 106 479 329 266 893.7.
    [9_007_199_254_740_993n, ['0.1', '0.9'], [900_719_925_474_099n, 8_106_479_329_266_894n]],
  ])('%s by %s', (amount, shares, parts) => {
    expect(dealOut(amount, shares)).toEqual(parts);
  });
  it('parts make the whole, and none is a cent or more from its share', () => {
    const random = newRandom(7);
    for (let n = 0; n < 500; n++) {
      const people = 1 + random(6);
      let rest = 1_000_000;
      const millionths = Array.from({ length: people }, (_, i) => {
        const part = i === people - 1 ? rest : 1 + random(Math.floor(rest / 3));
        rest -= part;
        return part;
      });
      const amount = BigInt(random(1_000_000_000)) * BigInt(1 + random(1_000_000));
      const parts = dealOut(
        amount,
        millionths.map((part) => (part === 1_000_000 ? '1' : `0.${String(part).padStart(6, '0')}`)),
      );
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(amount);
      parts.forEach((part, i) => {
        const off = part * 1_000_000n - amount * BigInt(millionths[i] as number);
        expect(off > -1_000_000n && off < 1_000_000n).toBe(true);
      });
    }
  });
});

interface Asked {
  readonly within?: number;
  readonly by?: readonly Dimension[];
}

/** The responsibility report of a book, from its registers. */
function report(book: Book, register: string | undefined, { within, by = [] }: Asked = {}): ResponsibilityFigures {
  const input = reportInputOf(book);
  const figures = measureNplReport(input);
  const rows = register === undefined ? undefined : readText('r.csv', register, readResponsibility).entries;
  if (rows !== undefined) checkResponsibility(rows, input.current.portfolio.asOf);
  const { locks } = backgroundOf(book, CN_2023, 'stricter');
  return measureResponsibility({
    ...(answeringFor(input, figures) as NonNullable<ReturnType<typeof answeringFor>>),
    locks,
    dimensions: by,
    ...(rows === undefined ? {} : { rows }),
    ...(within === undefined ? {} : { determineWithin: within }),
  });
}

/** "2 × 300 → 250": loans, gross, now. */
const shown = ({ count, gross, now }: NewNplSum) => `${count} × ${gross / 100n} → ${now / 100n}`;

/*
 * Locked at 2018-12-31: L 500. New in 2019: A 300 formed 15 March, 50 paid in June, 250 now; B 100 formed 20 May and paid off in
 * August; C 40 issued in 2019, no event says when it turned; D 60, formed 1 December, renewed as E on 20 December. New NPL now
 * 250 + 40 + 60 = 350, gross 300 + 100 + 40 + 60 = 500.
 */
const HEADER = '借据号,支行,客户经理,第一责任人,贷款余额,五级分类,发放日期,原借据号';
const START = ledger(
  '2018-12-31',
  HEADER,
  'L,东,王一,钱大,500,损失,2016-01-01,',
  'A,东,王一,钱大,300,正常,2017-01-01,',
  'B,西,李二,孙二,100,正常,2017-01-01,',
  'D,西,李二,,60,关注,2017-01-01,',
);
const BOOK: Book = {
  now: ledger(
    '2019-12-31',
    HEADER,
    'L,东,王一,钱大,500,损失,2016-01-01,',
    // A has another officer now.
    'A,东,赵三,钱大,250,次级,2017-01-01,',
    'C,西,李二,孙二,40,次级,2019-02-01,',
    'E,西,李二,孙二,60,次级,2019-12-20,D',
  ),
  since: [START],
  locks: [START],
  events: [
    'date,loan_id,kind,principal,new_loan_id',
    '2019-03-15,A,新发生不良,300,',
    '2019-06-30,A,现金清收,50,',
    '2019-05-20,B,新发生不良,100,',
    '2019-08-20,B,现金清收,100,',
    '2019-12-01,D,新发生不良,60,',
    '2019-12-20,D,借新还旧,60,E',
    '',
  ].join('\n'),
};
const COLUMNS = 'loan_id,person,role,share,state,cause,cause_text,determined_on';
const ROWS = [
  COLUMNS,
  // Of 300: 200.01, 99.99 by 66.67 % and 33.33 %; of 250: 166.675 and 83.325, the half cents: 166.68 + 83.32 (first of equals).
  'A,王一,管户,66.67%,已认责,主观,贷后检查流于形式,2019-06-10',
  'A,钱大,第一责任人,33.33%,已认责,,,2019-06-12',
  'B,孙二,调查,,尽职免责,客观,自然灾害,2019-09-01',
  'E,李二,管户,,未认责,,,',
  // Locked: no new NPL.
  'L,王一,管户,100%,已认责,主观,,2018-06-01',
  '',
].join('\n');

describe('the responsibility report', () => {
  const found = report(BOOK, ROWS, { within: 20, by: ['branch'] });
  it('its total is the new NPL of the report, now and gross', () => {
    const { segments } = measureNplReport(reportInputOf(BOOK));
    expect(shown(found.total)).toBe('4 × 500 → 350');
    expect(segments?.new.balance).toBe(found.total.now);
    expect(segments?.newBridge.channels.formation).toBe(found.total.gross);
  });
  it('tells of each loan when it turned, until when it is to be settled, and what is settled', () => {
    const rows = found.loans.map(
      ({ loan, gross, now, formedOn, formedStated, due, state, cause, overdueDays }) =>
        `${loan} ${gross / 100n} ${now / 100n} ${isoDate(formedOn)}${formedStated ? '' : '?'} ${isoDate(due as number)} ${state} ${cause?.cause ?? '-'} ${overdueDays ?? '-'}`,
    );
    expect(rows).toEqual([
      'A 300 250 2019-03-15 2019-04-04 determined subjective -',
      'B 100 0 2019-05-20 2019-06-09 exempt objective -',
      // D turned on 1 December: 20 days on is the 21st, 10 days ago. The ledger holds it as E.
      'E 60 60 2019-12-01 2019-12-21 open - 10',
      // No event says when C turned: the ledger of 31 December shows it first.
      'C 40 40 2019-12-31? 2020-01-20 none - -',
    ]);
    expect(found.overdue?.map(({ loan }) => loan)).toEqual(['E']);
    // The last of the two days of A.
    expect(isoDate(found.loans[0]?.determined as number)).toBe('2019-06-12');
  });
  it('on the last day nothing is overdue yet', () => {
    expect(report(BOOK, ROWS, { within: 30 }).overdue).toEqual([]);
    expect(report(BOOK, ROWS, { within: 29 }).overdue?.map(({ overdueDays }) => overdueDays)).toEqual([1]);
  });
  it('by state, by cause: parts make the whole', () => {
    expect(found.byState.map(({ state, ...sum }) => `${state} ${shown(sum)}`)).toEqual([
      'determined 1 × 300 → 250',
      'exempt 1 × 100 → 0',
      'open 1 × 60 → 60',
      'none 1 × 40 → 40',
    ]);
    expect(found.byCause.map(({ cause, text, ...sum }) => `${cause ?? '-'} ${text ?? '-'} ${shown(sum)}`)).toEqual([
      'subjective 贷后检查流于形式 1 × 300 → 250',
      'objective 自然灾害 1 × 100 → 0',
      '- - 2 × 100 → 100',
    ]);
  });
  it('by person and role, to the cent', () => {
    expect(found.persons).toEqual([
      { person: '王一', role: 'managing', count: 1, gross: 20_001n, now: 16_668n },
      { person: '钱大', role: 'first-responsible', count: 1, gross: 9999n, now: 8332n },
    ]);
  });
  it('first-responsible and managing apart, by the ledger of the lock and by the last', () => {
    const names = (rows: ResponsibilityFigures['managing']) =>
      rows?.map(({ name, start, now }) => `${name ?? '?'}: ${shown(start as NewNplSum)}; ${shown(now)}`);
    // At the lock C was not lent yet; A was 王一's then and is 赵三's now; B is by its last ledger.
    expect(names(found.managing)).toEqual([
      '赵三: 0 × 0 → 0; 1 × 300 → 250',
      '李二: 2 × 160 → 60; 3 × 200 → 100',
      '王一: 1 × 300 → 250; 0 × 0 → 0',
      '?: 1 × 40 → 40; 0 × 0 → 0',
    ]);
    expect(names(found.firstResponsible)).toEqual([
      '钱大: 1 × 300 → 250; 1 × 300 → 250',
      '孙二: 1 × 100 → 0; 3 × 200 → 100',
      // D named nobody at the lock; E does now.
      ': 1 × 60 → 60; 0 × 0 → 0',
      '?: 1 × 40 → 40; 0 × 0 → 0',
    ]);
  });
  it('by branch, and what is settled of each', () => {
    expect(found.by.map(({ key, settled, overdue, ...sum }) => `${key.branch} ${shown(sum)}; ${shown(settled)}; ${overdue}`)).toEqual([
      '东 1 × 300 → 250; 1 × 300 → 250; 0',
      '西 3 × 200 → 100; 1 × 100 → 0; 1',
    ]);
  });
  it.each([
    // A turned on 15 March, by its event.
    ['2019-03-14', 'E_RESPONSIBILITY'],
    ['2019-03-15', ''],
  ])('A determined on %s: %s', (on, code) => {
    const rows = `${COLUMNS}\nA,王一,管户,100%,已认责,,,${on}\n`;
    const refusal = () => {
      try {
        report(BOOK, rows);
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    };
    expect(refusal().slice(0, 16)).toBe(code);
  });
  it.each([
    // C was no NPL at the lock, and is one on 31 December: what is between is not known.
    ['2018-12-31', ['C']],
    ['2019-01-01', []],
  ])('C determined on %s is told: %j', (on, told) => {
    const found = report(BOOK, `${COLUMNS}\nC,李二,管户,100%,已认责,,,${on}\n`);
    expect(found.early.map(({ loan }) => loan)).toEqual(told);
    expect(found.byState[0]).toMatchObject({ state: 'determined', gross: 4000n });
  });
  it('one that is NPL again may have been settled the first time', () => {
    const events = `${BOOK.events as string}`.replace('2019-12-01,D,新发生不良', '2019-12-01,D,再次下迁');
    const found = report({ ...BOOK, events }, `${COLUMNS}\nD,李二,管户,100%,已认责,,,2018-06-01\n`);
    expect(found.byState[0]).toMatchObject({ state: 'determined', gross: 6000n });
  });
  it('rows of loans that are no new NPL are in no figure, and told', () => {
    expect(found.others).toEqual(['L']);
  });
  it('the line of a renewed loan goes by either name, and by one only', () => {
    const byOld = report(BOOK, `${COLUMNS}\nD,李二,管户,100%,已认责,客观,,2019-12-30\n`);
    expect(byOld.loans.find(({ loan }) => loan === 'E')?.state).toBe('determined');
    const both = `${COLUMNS}\nD,李二,管户,100%,已认责,,,2019-12-30\nE,孙二,审批,100%,已认责,,,2019-12-30\n`;
    expect(() => report(BOOK, both)).toThrow('E_RESPONSIBILITY');
  });
  it('without a register all is without a row, and without days nothing is overdue', () => {
    const bare = report(BOOK, undefined);
    expect(shown(bare.byState.find(({ state }) => state === 'none') as NewNplSum)).toBe('4 × 500 → 350');
    expect([bare.overdue, bare.loans[0]?.due]).toEqual([undefined, undefined]);
  });
  it('without a lock, new is what turned since the ledger compared with', () => {
    const { locks: _, ...book } = BOOK;
    expect(shown(report(book, ROWS).total)).toBe('4 × 500 → 350');
  });
  it('the order of rows does not matter', () => {
    const [header, ...rows] = ROWS.trimEnd().split('\n');
    const { others: _, ...turned } = report(BOOK, `${[header, ...rows.toReversed()].join('\n')}\n`, { within: 20, by: ['branch'] });
    const bare = (figures: object) =>
      JSON.stringify(figures, (key, value) =>
        key === 'line' || key === 'rows' ? undefined : typeof value === 'bigint' ? `${value}` : value,
      );
    const { others: __, ...asked } = found;
    expect(bare(turned)).toBe(bare(asked));
  });
});

it('the cause of each loan, of its rows together', () => {
  const { entries } = readText(
    'r.csv',
    `${COLUMNS}\nA,甲,管户,,未认责,,灾害,\nA,乙,审批,,未认责,客观,,\nB,丙,管户,,未认责,,,\n`,
    readResponsibility,
  );
  expect([...loanCauses(entries)]).toEqual([['A', { cause: 'objective', text: '灾害' }]]);
});
