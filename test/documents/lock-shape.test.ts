import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { UserError } from '../../src/diagnostics/diagnostic.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { lockFileText, parseLockFile } from '../../src/documents/lock-file.js';
import type { BaseLock } from '../../src/model/base-lock.js';

const LOCK: Omit<BaseLock, 'hash'> = {
  lockDate: 19_358,
  basis: 'stricter',
  keyParts: 'loan',
  currency: 'CNY',
  policy: { id: 'cn-2023', hash: 'a1' },
  sources: [{ name: '台账.csv', sha256: 'b2', bytes: 300, loans: 2 }],
  rows: { read: 2, loans: 2, offBook: 0, rejected: 0, notSelected: 0, blank: 0, repeatedHeader: 0, totals: 0 },
  total: { count: 2, balance: 300n },
  supersedes: {
    hash: 'c3',
    lockDate: 19_300,
    reason: 'an omission',
    original: { count: 1, balance: 100n },
    added: [{ key: 'B', balance: 200n }],
    removed: [],
    changed: [{ key: 'A', from: 100n, to: 100n }],
  },
  offBook: {
    registers: [{ register: 'write-offs', name: '核销.csv', sha256: 'd4', entries: 3 }],
    total: { count: 2, principal: 900n, collected: 150n, left: 750n },
    target: 300n,
    claims: [
      {
        ...{ key: 'W', borrower: 'C-2', branch: '营业部', officer: '李' },
        ...{ writtenOffOn: 19_000, principal: 700n, collected: 150n, left: 550n },
      },
      { key: 'X', writtenOffOn: -3, principal: 200n, collected: 0n, left: 200n },
    ],
  },
  loans: [
    {
      key: 'A',
      borrower: 'C-1',
      branch: '营业部',
      firstResponsible: '王',
      officer: '李',
      issueDate: -3,
      balance: 100n,
      declared: 1,
      computed: 2,
      class: 2,
    },
    { key: 'B', balance: 200n, class: 4 },
  ],
};

type Path = readonly (string | number)[];

/** The lock with one value of its JSON changed, or taken out where `value` is undefined, and its hash made right again. */
function changed(path: Path, value: unknown): Buffer {
  const json = JSON.parse(lockFileText(LOCK)) as Record<string, unknown>;
  delete json.hash;
  const holder = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Record<string, unknown>)[step], json);
  (holder as Record<string, unknown>)[path.at(-1) as string] = value;
  const body = JSON.stringify(json, undefined, 2).replace(/\n}$/, ',\n');
  return Buffer.from(`${body}  "hash": "${createHash('sha256').update(body).digest('hex')}"\n}\n`);
}

function refusal(bytes: Buffer): string {
  try {
    parseLockFile(bytes, 'base.lock.json');
    return 'none';
  } catch (error) {
    const { diagnostics } = error as UserError;
    return diagnostics.map((one) => formatDiagnostic(one, 'en', false)).join('\n');
  }
}

describe('what stands above the loans of a lock file', () => {
  test('gives what was written, and leaves out what it does not know', () => {
    const { hash, ...lock } = parseLockFile(Buffer.from(lockFileText(LOCK)), 'base.lock.json');
    expect(lock).toEqual(LOCK);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    for (const path of [['remark'], ['loans', 0, 'remark'], ['rows', 'remark'], ['offBook', 'remark'], ['offBook', 'claims', 0, 'remark']])
      expect({ ...parseLockFile(changed(path, 'x'), 'base.lock.json'), hash: '' }).toEqual({ ...LOCK, hash: '' });
  });

  // The hash is right in each: who can forge it can write anything.
  test.each<[string, Path, unknown]>([
    ['a schema of another version', ['schema'], 'npl.lock/2'],
    ['a member that is not there', ['currency'], undefined],
    ['an amount that is a number', ['total', 'balance'], 3],
    ['an amount with one decimal', ['total', 'balance'], '3.0'],
    ['a day that is none', ['lockDate'], '2023-02-29'],
    ['a number for a text', ['currency'], 7],
    ['null for a text', ['policy', 'id'], null],
    ['a list for a group', ['policy'], ['cn-2023', 'a1']],
    ['a group for a list', ['sources'], { name: 'a.csv' }],
    ['a count below zero', ['rows', 'read'], -1],
    ['a count with a fraction', ['rows', 'read'], 1.5],
    ['a count beyond what JSON holds', ['rows', 'read'], 2 ** 53],
    ['a basis that is none', ['basis'], 'milder'],
    ['a claim without the day of its write-off', ['offBook', 'claims', 0, 'writtenOffOn'], undefined],
    ['an off-book section without its total', ['offBook', 'total'], undefined],
    ['a target that is a number', ['offBook', 'target'], 3],
    ['a restatement without its reason', ['supersedes', 'reason'], undefined],
  ])('%s is not of this program', (_, path, value) => {
    expect(refusal(changed(path, value))).toMatch(/E_LOCK_DAMAGED .*it is not of this program/);
  });

  test.each<[string, Path, unknown, string]>([
    ['a loan twice', ['loans', 1, 'key'], 'A', 'it lists a loan twice'],
    ['another total', ['total', 'balance'], '3.01', 'its total is not the sum of its loans'],
    ['another count', ['total', 'count'], 3, 'its total is not the sum of its loans'],
    ['another sum of claims', ['offBook', 'total', 'left'], '7.51', 'its off-book claims do not give their total'],
    ['a claim with more left than was not collected', ['offBook', 'claims', 0, 'left'], '5.51', 'its off-book claims'],
    ['a claim of which nothing is left', ['offBook', 'claims', 1, 'collected'], '2.00', 'its off-book claims'],
    ['a claim twice', ['offBook', 'claims', 1, 'key'], 'W', 'its off-book claims do not give their total'],
  ])('%s is told', (_, path, value, says) => {
    expect(refusal(changed(path, value))).toContain(says);
  });
});

test('a lock without an off-book section has no such member: what was locked before there were any is the same bytes', () => {
  const { offBook: _, ...others } = LOCK;
  const written = lockFileText(others);
  expect(written).not.toContain('"offBook": {');
  expect(Object.keys(parseLockFile(Buffer.from(written), 'base.lock.json'))).not.toContain('offBook');
});

test('an off-book section is written one claim a line, and any byte of it that is changed is found', () => {
  const written = lockFileText(LOCK);
  expect(written).toContain(
    '\n      {"key":"X","writtenOffOn":"1969-12-29","principal":"2.00","collected":"0.00","left":"2.00"}\n    ]\n  },\n  "loans": [\n',
  );
  const bytes = Buffer.from(written);
  const [from, to] = [bytes.indexOf('"offBook"'), bytes.indexOf('\n  "loans"')];
  for (let at = from; at < to; at++) {
    const damaged = Buffer.from(bytes);
    damaged[at] = (damaged[at] as number) ^ 1;
    expect(refusal(damaged)).toContain('E_LOCK_DAMAGED');
  }
});
