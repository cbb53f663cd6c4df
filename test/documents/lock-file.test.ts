import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseLockFile } from '../../src/documents/lock-file.js';

const LOAN = {
  key: 'A',
  borrower: 'c1',
  branch: '东支行',
  firstResponsible: '马国栋',
  officer: '周志远',
  issueDate: '2017-03-01',
  balance: '100.00',
  declared: 'normal',
  computed: 'loss',
  class: 'loss',
};
const ROWS = { read: 1, loans: 1, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 };
const LOCK = {
  schema: 'npl.lock/1',
  lockDate: '2018-12-31',
  basis: 'stricter',
  keyParts: 'loan',
  currency: 'CNY',
  policy: { id: 'cn-2023', hash: 'h' },
  sources: [{ name: 'a.csv', sha256: 's', bytes: 1, loans: 1 }],
  rows: ROWS,
  total: { count: 1, balance: '100.00' },
  loans: [LOAN] as unknown,
};

/** The lock in a form that is not lockFileText's, under a hash that fits. */
function read(lock: object) {
  const body = `${JSON.stringify(lock).slice(0, -1)},\n`;
  const hash = createHash('sha256').update(body).digest('hex');
  return parseLockFile(Buffer.from(`${body}  "hash": "${hash}"\n}\n`), 'base.lock.json');
}

const withLoan = (changed: object) => ({ ...LOCK, loans: [{ ...LOAN, ...changed }] });
const withBalance = (balance: string) => ({ ...withLoan({ balance }), total: { count: 1, balance } });

describe('the loans of a lock file', () => {
  it('are read whatever the file looks like, and members of a later program passed over', () => {
    // 2017-03-01 is 47 years of 365 days after 1970-01-01, 12 leap days and 31 + 28 days: 17155 + 12 + 59 = 17226.
    const loan = { ...LOAN, issueDate: 17226, balance: 10000n, declared: 0, computed: 4, class: 4 };
    expect(read(withLoan({ collateral: 'house' })).loans).toStrictEqual([loan]);
    expect(read({ ...LOCK, loans: [{ key: 'A', balance: '100.00', class: 'doubtful' }] }).loans).toStrictEqual([
      { key: 'A', balance: 10000n, class: 3 },
    ]);
  });

  it.each([
    ['-100.00', -10000n],
    ['0.00', 0n],
    ['-0.05', -5n],
    ['90071992547409.91', 9007199254740991n],
    ['90071992547409.93', 9007199254740993n],
    ['-123456789012345678.90', -12345678901234567890n],
  ])('hold %s yuan to the cent', (written, cents) => {
    expect(read(withBalance(written)).loans[0]?.balance).toBe(cents);
  });

  const unlike: readonly (readonly [string, unknown])[] = [
    ['a text', 'A'],
    ['a list', ['A']],
    ['null', null],
    ['a key that is a number', { ...LOAN, key: 7 }],
    ['no key', { ...LOAN, key: undefined }],
    ['a borrower that is a number', { ...LOAN, borrower: 7 }],
    ['a branch that is null', { ...LOAN, branch: null }],
    ['a person that is a list', { ...LOAN, firstResponsible: ['x'] }],
    ['an officer that is a group', { ...LOAN, officer: {} }],
    ...[
      '2017-3-1',
      '2017-02-29',
      '2017-13-01',
      '2017-00-01',
      '2017-01-00',
      '0000-01-01',
      '2017/03/01',
      '2017-03-01 ',
      '２０17-03-01',
      '',
    ].map((issueDate) => [`issued on "${issueDate}"`, { ...LOAN, issueDate }] as const),
    ['issued on a number', { ...LOAN, issueDate: 17226 }],
    ...['100', '100.0', '100.000', '.00', '-.00', '+1.00', '1 0.00', '1,0.00', '1.0a', 'a.00', '1-0.00', '', '１.00'].map(
      (balance) => [`a balance of "${balance}"`, { ...LOAN, balance }] as const,
    ),
    ['a balance that is a number', { ...LOAN, balance: 100 }],
    ['no balance', { ...LOAN, balance: undefined }],
    ['a declared class that there is not', { ...LOAN, declared: 'bad' }],
    ['a computed class that is null', { ...LOAN, computed: null }],
    ['a class that is a code', { ...LOAN, class: 4 }],
    ['no class', { ...LOAN, class: undefined }],
  ];
  it.each(unlike)('%s: not of this program', (_, loan) => {
    expect(() => read({ ...LOCK, loans: [LOAN, loan] })).toThrow(
      expect.objectContaining({
        diagnostics: [
          expect.objectContaining({
            code: 'E_LOCK_DAMAGED',
            params: { reason: expect.objectContaining({ en: 'it is not of this program' }) },
          }),
        ],
      }),
    );
  });

  it.each([[{ ...LOCK, loans: undefined }], [{ ...LOCK, loans: {} }], [{ ...LOCK, loans: 'A' }]])('are a list', (lock) => {
    expect(() => read(lock)).toThrow('E_LOCK_DAMAGED');
  });

  it('stand there once each, side by side or apart', () => {
    const total = { count: 3, balance: '300.00' };
    const listed = (...keys: string[]) => ({ ...LOCK, total, loans: keys.map((key) => ({ ...LOAN, key })) });
    expect(() => read(listed('A', 'A', 'B'))).toThrow('E_LOCK_DAMAGED');
    expect(() => read(listed('B', 'A', 'B'))).toThrow('E_LOCK_DAMAGED');
    expect(read(listed('B', 'A', 'C')).loans.map(({ key }) => key)).toEqual(['B', 'A', 'C']);
  });
});
