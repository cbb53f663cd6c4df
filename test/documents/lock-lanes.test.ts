import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UserError } from '../../src/diagnostics/diagnostic.js';
import { lockFileText, parseLockFile } from '../../src/documents/lock-file.js';
import type { BaseLock, LockedClaim, LockedLoan, OffBookBase } from '../../src/model/base-lock.js';
import { claimTotal } from '../../src/model/claim-total.js';
import { lockColumns, lockedKeys, textIn } from '../../src/model/lock-columns.js';
import { sumOf } from '../../src/model/money.js';

/**
 * A lock that is written as lockFileText writes it is read from its bytes, any other from its JSON. The second is the oracle of the first:
 * one more space before the list is the same JSON, and not what lockFileText writes.
 */
const ROWS = { read: 2, loans: 2, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 };

function lockOf(loans: readonly LockedLoan[]): Omit<BaseLock, 'hash'> {
  return {
    lockDate: 19_358,
    basis: 'stricter',
    keyParts: 'loan',
    currency: 'CNY',
    policy: { id: 'cn-2023', hash: 'a1' },
    sources: [{ name: '台账.csv', sha256: 'b2', bytes: 300, loans: 2 }],
    rows: ROWS,
    total: { count: loans.length, balance: sumOf(loans, ({ balance }) => balance) },
    loans,
  };
}

const text = fc.oneof(
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'AZ09张\u001f"\\\n😀\uff21', '\ud800') }) },
  { weight: 30, arbitrary: fc.constantFrom('JK1', 'JK2', 'JK3', 'JK', '借1', '\uff21', '😀', '') },
);
const amount = fc.oneof(fc.bigInt(-200n, 200n), fc.constantFrom(2n ** 53n - 1n, 2n ** 53n, -(2n ** 60n)));
const code = fc.integer({ min: 0, max: 4 });
const loan = fc.record(
  {
    key: text,
    borrower: text,
    branch: text,
    firstResponsible: text,
    officer: text,
    issueDate: fc.integer({ min: -3, max: 40_000 }),
    balance: amount,
    declared: code,
    computed: code,
    class: code,
  },
  { requiredKeys: ['key', 'balance', 'class'] },
) as fc.Arbitrary<LockedLoan>;
const loans = fc.array(loan, { maxLength: 6 }).chain((list) =>
  fc.constantFrom(
    list,
    list.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)),
  ),
);

const claim = fc
  .record(
    {
      key: text,
      borrower: text,
      branch: text,
      officer: text,
      writtenOffOn: fc.integer({ min: -3, max: 40_000 }),
      collected: fc.bigInt(0n, 200n),
      left: fc.bigInt(0n, 200n),
    },
    { requiredKeys: ['key', 'writtenOffOn', 'collected', 'left'] },
  )
  .map((one) => ({ ...one, principal: one.collected + one.left }) as LockedClaim);
/** Some with a claim of which nothing is left, or a loan twice: then the file is damaged by either lane. */
const offBook = fc.record(
  {
    registers: fc.array(fc.record({ register: fc.constant('write-offs'), name: text, sha256: text, entries: fc.nat() }), { maxLength: 2 }),
    target: fc.bigInt(0n, 200n),
    claims: fc.array(claim, { maxLength: 4 }),
  },
  { requiredKeys: ['registers', 'claims'] },
);
const section = fc.option(offBook, { nil: undefined });

/** A lock, with an off-book section where there is one. */
function lockWith(list: readonly LockedLoan[], given: Omit<OffBookBase, 'total'> | undefined): Omit<BaseLock, 'hash'> {
  return given === undefined ? lockOf(list) : { ...lockOf(list), offBook: { ...given, total: claimTotal(given.claims) } };
}

/** A file of these bytes before its hash. */
function signed(body: Buffer): Buffer {
  const hash = createHash('sha256').update(body).digest('hex');
  return Buffer.concat([body, Buffer.from(`  "hash": "${hash}"\n}\n`)]);
}

function bodyOf(lock: Omit<BaseLock, 'hash'>): Buffer {
  const written = lockFileText(lock);
  return Buffer.from(written.slice(0, written.lastIndexOf('  "hash": ')));
}

/** Where the line that begins the list does. */
function listAt(body: Buffer): number {
  return body.indexOf('\n  "loans"') + 1;
}

/** The same JSON in other bytes. */
function otherwise(body: Buffer): Buffer {
  const at = listAt(body);
  return Buffer.concat([body.subarray(0, at), Buffer.from(' '), body.subarray(at)]);
}

function outcome(bytes: Buffer): unknown {
  try {
    const lock = parseLockFile(bytes, 'base.lock.json');
    const { keys, borrowers, balanceOf, classOf, count } = lockColumns(lock);
    const columns = Array.from({ length: count }, (_, i) => [textIn(keys, i), textIn(borrowers, i), balanceOf(i), classOf(i)]);
    return { ...lock, hash: '', columns };
  } catch (error) {
    return (error as UserError).diagnostics ?? error;
  }
}

describe('a lock read from its bytes', () => {
  test('is what its JSON says, whatever its loans are', () => {
    fc.assert(
      fc.property(loans, section, (list, given) => {
        const body = bodyOf(lockWith(list, given));
        expect(outcome(signed(body))).toStrictEqual(outcome(signed(otherwise(body))));
      }),
      { numRuns: 1000 },
    );
  });

  test('is what its JSON says, whatever bytes have been changed under a hash that was made right again', () => {
    const bytes = [0x20, 0x22, 0x2c, 0x2d, 0x2e, 0x30, 0x39, 0x5c, 0x7b, 0x7d, 0x0a, 0x01, 0xe5, 0xff];
    const change = fc.tuple(fc.nat(), fc.constantFrom(...bytes), fc.constantFrom<'set' | 'insert' | 'remove'>('set', 'insert', 'remove'));
    fc.assert(
      fc.property(loans, section, fc.array(change, { minLength: 1, maxLength: 2 }), (list, given, changes) => {
        let body = bodyOf(lockWith(list, given));
        for (const [where, byte, how] of changes) {
          // Behind the head, where the loans are, or in the off-book section before them.
          const offBookAt = body.indexOf('"offBook"');
          const head = given !== undefined && offBookAt > 0 && where % 2 === 0 ? offBookAt : listAt(body) + '  "loans"'.length;
          const at = head + (where % (body.length - head));
          const put = how === 'remove' ? [] : [byte];
          body = Buffer.concat([body.subarray(0, at), Buffer.from(put), body.subarray(how === 'insert' ? at : at + 1)]);
        }
        expect(outcome(signed(body))).toStrictEqual(outcome(signed(otherwise(body))));
      }),
      { numRuns: 3000 },
    );
  });

  const LOAN: LockedLoan = {
    key: 'A',
    borrower: 'C1',
    branch: '东支行',
    firstResponsible: '王',
    officer: '李',
    issueDate: 17_226,
    balance: 10_000n,
    declared: 0,
    computed: 4,
    class: 4,
  };
  test.each<[string, string]>([
    ['2017-03-01', '2017-02-29'],
    ['2017-03-01', '2017-03-1x'],
    ['2017-03-01', '2017/03/01'],
    ['2017-03-01', '2017-03-012'],
    ['"100.00"', '"1x0.00"'],
    ['"100.00"', '"100.x0"'],
    ['"100.00"', '"100.0"'],
    ['"100.00"', '"100.000"'],
    ['"100.00"', '"+100.00"'],
    ['"100.00"', '"-"'],
    ['"class":"loss"', '"class":"losses"'],
    ['"class":"loss"', '"class":"los"'],
    ['"computed":"loss"', '"computed":"lost"'],
    ['"declared":"normal"', '"declared":"Normal"'],
    ['"class"', '"klass"'],
    ['"key"', '"kez"'],
    ['"balance"', '"balanse"'],
    ['东支行', '东\t支行'],
    ['"C1"', '"C1'],
    ['"C1"', '7'],
    ['}', '},'],
    ['}', ''],
    ['{', ''],
  ])('with %s as %s is not of this program', (from, to) => {
    const written = bodyOf(lockOf([LOAN, { ...LOAN, key: 'B' }])).toString();
    const list = written.indexOf('\n  "loans"');
    const changed = written.slice(0, list) + written.slice(list).replace(from, to);
    expect(changed).not.toBe(written);
    const [diagnostic] = outcome(signed(Buffer.from(changed))) as UserError['diagnostics'];
    expect(diagnostic?.params?.reason).toEqual(expect.objectContaining({ en: 'it is not of this program' }));
  });

  test('has its columns without an object for each loan, and gives both the same', () => {
    const list: LockedLoan[] = [
      { key: 'A', borrower: 'C1', branch: '东支行', issueDate: 17226, balance: 10_000n, declared: 0, computed: 4, class: 4 },
      { key: '借2', balance: -5n, class: 2 },
    ];
    const lock = parseLockFile(signed(bodyOf(lockOf(list))), 'base.lock.json');
    expect(lock.columns?.count).toBe(2);
    expect(lockedKeys(lock)).toEqual(['A', '借2']);
    expect(lock.loans).toStrictEqual(list);
    expect(Object.keys(lock)).not.toContain('columns');
    expect(parseLockFile(signed(otherwise(bodyOf(lockOf(list)))), 'base.lock.json').columns).toBeUndefined();
  });

  test('that says it holds more loans than it has bytes is damaged, and asks for no memory', () => {
    const body = bodyOf({ ...lockOf([{ key: 'A', balance: 1n, class: 2 }]), total: { count: 2 ** 52, balance: 1n } });
    expect(() => parseLockFile(signed(body), 'base.lock.json')).toThrow('E_LOCK_DAMAGED');
  });
});
