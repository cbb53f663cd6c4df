import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { classify } from '../../src/classify/classify.js';
import { lockFileText, parseLockFile } from '../../src/documents/lock-file.js';
import type { ReportFigures } from '../../src/measure/npl-report.js';
import { textAt } from '../../src/model/text-index.js';
import { makeLock } from '../../src/segment/make-lock.js';
import { lockOf, type Measured, measureBook } from '../support/book.js';
import { CN_2023, type LedgerText, monthOf, portfolioOf } from '../support/ledger.js';

interface Row {
  readonly id: string;
  readonly borrower: string;
  readonly type: string;
  readonly cents: number;
  readonly loanClass: string;
  readonly days: number;
  readonly allowance: number;
  readonly branch: string;
}

const HEADER =
  'loan_id,borrower_id,borrower_name,borrower_type,balance,class,overdue_days,allowance,branch,issue_date,first_responsible,officer';
const yuan = (cents: number) => `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`;

function textOf(date: string, rows: readonly Row[]): LedgerText {
  const lines = rows.map(({ id, borrower, type, cents, loanClass, days, allowance, branch }) =>
    // A name with a comma and quotes in it: the lock must bring it back.
    [
      id,
      borrower,
      `名${borrower}`,
      type,
      yuan(cents),
      loanClass,
      days,
      yuan(allowance),
      branch,
      '2017-01-01',
      `责${branch}`,
      '"经,""理"""',
    ].join(','),
  );
  return { date, csv: `${[HEADER, ...lines].join('\n')}\n` };
}

const row = (id: string): fc.Arbitrary<Row> =>
  fc.record({
    id: fc.constant(id),
    borrower: fc.constantFrom('', 'c1', 'c2', 'c3'),
    type: fc.constantFrom('', '对公', '零售'),
    cents: fc.integer({ min: 0, max: 1_000_000 }),
    loanClass: fc.constantFrom('正常', '关注', '次级', '可疑', '损失', ''),
    days: fc.constantFrom(0, 1, 30, 90, 91, 270, 271, 360, 361),
    allowance: fc.integer({ min: 0, max: 1000 }),
    branch: fc.constantFrom('', '东', '西'),
  });
/** The same loans at two dates, some only at one. */
const years = fc.array(fc.record({ before: fc.boolean(), after: fc.boolean() }), { minLength: 1, maxLength: 12 }).chain((loans) =>
  fc.record({
    before: fc.tuple(...loans.map((_, i) => row(`L${i}`))).map((rows) => rows.filter((_, i) => loans[i]?.before)),
    after: fc.tuple(...loans.map((_, i) => row(`L${i}`))).map((rows) => rows.filter((_, i) => loans[i]?.after)),
  }),
);

function measureYears(before: readonly Row[], after: readonly Row[]): Measured {
  const base = textOf('2018-12-31', before);
  return measureBook({
    now: textOf('2019-12-31', after),
    since: [base],
    locks: [base],
    events: 'date,loan_id,kind,principal\n',
    by: ['branch', 'borrowerType'],
  });
}

/** Every figure as text, loans by key instead of by place. */
function shown({ figures, month }: Measured): string {
  const overdue = figures.overdue.map(({ loans, ...rest }) => ({
    ...rest,
    loans: loans.map((loan) => textAt(month.portfolio.keys, loan)),
  }));
  const { segments } = figures;
  // The lock's hash holds that of its source, whose rows stand in another order.
  const unlocked = segments && { ...segments, lock: segments.lock.loans };
  return JSON.stringify({ ...figures, overdue, segments: unlocked }, (_, value) => (typeof value === 'bigint' ? `${value}` : value));
}

const ratios = ({ nplRatio, specialMentionRatio, provision, attribution, doubleReduction }: ReportFigures) => ({
  plain: [nplRatio, specialMentionRatio, provision?.coverage, provision?.provisionRatio],
  changes: [attribution?.change, attribution?.numerator.total, attribution?.denominator].map((value) => value?.toFixed(30)),
  verdict: doubleReduction?.verdict,
});

/** A hundred runs of the whole way, beside other tests. */
const PATIENCE = { timeout: 120_000 };

describe('on any ledger', PATIENCE, () => {
  it('parts sum to totals', () => {
    fc.assert(
      fc.property(years, ({ before, after }) => {
        const { loans, classes, npl, by, segments, declared, notDeclared, movement } = measureYears(before, after).figures;
        const sum = (parts: readonly { count: number; balance: bigint }[] | undefined) =>
          (parts ?? []).reduce((total, part) => ({ count: total.count + part.count, balance: total.balance + part.balance }), {
            count: 0,
            balance: 0n,
          });
        const expected = after.reduce((total, one) => total + BigInt(one.cents), 0n);
        expect(loans).toEqual({ count: after.length, balance: expected });
        expect(sum(classes)).toEqual(loans);
        expect(sum(classes.slice(2))).toEqual(npl);
        expect(sum(by?.map((one) => one.loans))).toEqual(loans);
        expect(sum(by?.map((one) => one.npl))).toEqual(npl);
        expect(sum(by?.flatMap((one) => [one.old ?? one.npl, one.new ?? one.npl]))).toEqual(npl);
        if (segments !== undefined) {
          expect(sum([segments.old, segments.new])).toEqual(npl);
          expect(sum([segments.formed, segments.originated, segments.originUnknown])).toEqual(segments.new);
          expect(sum(segments.layers.map((layer) => layer.tally))).toEqual(segments.new);
          expect(segments.bridge.opening).toBe(segments.lock.total.balance);
        }
        if (declared !== undefined) expect(sum([...declared, notDeclared])).toEqual(loans);
        expect(movement?.closing).toBe(npl.balance);
      }),
    );
  });

  it('the order of rows is irrelevant', () => {
    fc.assert(
      fc.property(
        years.chain((one) =>
          fc.record({
            one: fc.constant(one),
            before: fc.shuffledSubarray(one.before, { minLength: one.before.length }),
            after: fc.shuffledSubarray(one.after, { minLength: one.after.length }),
          }),
        ),
        ({ one, before, after }) => {
          expect(shown(measureYears(before, after))).toBe(shown(measureYears(one.before, one.after)));
        },
      ),
    );
  });

  it('amounts k times as large leave every ratio', () => {
    fc.assert(
      fc.property(years, fc.integer({ min: 2, max: 1000 }), ({ before, after }, k) => {
        const scaled = (rows: readonly Row[]) => rows.map((one) => ({ ...one, cents: one.cents * k, allowance: one.allowance * k }));
        const [plain, larger] = [ratios(measureYears(before, after).figures), ratios(measureYears(scaled(before), scaled(after)).figures)];
        const times = plain.plain.map((ratio) =>
          ratio === undefined ? undefined : { numerator: ratio.numerator * BigInt(k), denominator: ratio.denominator * BigInt(k) },
        );
        expect(larger.plain).toEqual(times);
        expect([larger.changes, larger.verdict]).toEqual([plain.changes, plain.verdict]);
      }),
    );
  });

  it('more days never make a better class, of the loan or of another', () => {
    fc.assert(
      fc.property(
        fc.tuple(row('A'), row('B'), row('C'), row('D')),
        fc.integer({ min: 0, max: 3 }),
        fc.integer({ min: 1, max: 400 }),
        (rows, which, more) => {
          const later = rows.map((one, i) => (i === which ? { ...one, days: one.days + more } : one));
          const [before, after] = [monthOf(textOf('2019-12-31', rows)), monthOf(textOf('2019-12-31', later))];
          for (const column of ['used', 'computed'] as const) {
            const better = after.classified[column].some((code, i) => code < (before.classified[column][i] as number));
            expect(better).toBe(false);
          }
        },
      ),
    );
  });
});

describe('a lock', PATIENCE, () => {
  const locked = years.map(({ before }) => textOf('2018-12-31', before));
  it('comes back from its file as it was', () => {
    fc.assert(
      fc.property(locked, (text) => {
        const portfolio = portfolioOf(text);
        const made = makeLock(portfolio, classify(portfolio, { policy: CN_2023, basis: 'stricter' }), CN_2023);
        const { hash, ...read } = parseLockFile(Buffer.from(lockFileText(made)), 'base.lock.json');
        expect(read).toEqual(made);
        expect(lockFileText({ ...read })).toBe(lockFileText(made));
        expect(lockOf(text).hash).toBe(hash);
      }),
    );
  });

  it('with any byte changed, lost or added is refused', () => {
    const text = textOf('2018-12-31', [
      { id: 'A', borrower: 'c1', type: '对公', cents: 12345, loanClass: '次级', days: 100, allowance: 5, branch: '东' },
    ]);
    const portfolio = portfolioOf(text);
    const bytes = Buffer.from(lockFileText(makeLock(portfolio, monthOf(text).classified, CN_2023)));
    // Every byte of the file, one after the other.
    for (let at = 0; at < bytes.length; at++) {
      const changed = Buffer.from(bytes);
      changed[at] = (bytes[at] as number) ^ 1;
      expect(() => parseLockFile(changed, 'base.lock.json'), `byte ${at}`).toThrow('E_LOCK_DAMAGED');
    }
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const longer = Buffer.concat([bytes.subarray(0, at), Buffer.from([byte]), bytes.subarray(at)]);
        expect(() => parseLockFile(longer, 'base.lock.json')).toThrow('E_LOCK_DAMAGED');
        expect(() => parseLockFile(bytes.subarray(0, at), 'base.lock.json')).toThrow('E_LOCK_DAMAGED');
      }),
    );
  });
});
