import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock, LockedLoan, Restatement } from '../model/base-lock.js';
import { isoDate } from '../model/civil-date.js';
import { type ClassCode, className } from '../model/loan-class.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { BASES, type Tally } from '../model/portfolio.js';
import { cents, count, day, listOf, OtherShape, objectOf, oneOf, rowCounts, tally, text } from './json-shape.js';
import { lockedLoan, lockedLoans } from './locked-loans.js';
import { isAddedUp, offBookShape, offBookText } from './off-book-section.js';
import { writtenLoans } from './written-loans.js';

const SCHEMA = 'npl.lock/1';

/**
 * The bytes of a lock file: JSON that a person can read, one loan a line, whose last member is the SHA-256 of every byte
 * before it. The same lock always gives the same bytes.
 */
export function lockFileText(lock: Omit<BaseLock, 'hash'>): string {
  const { loans, offBook, ...head } = lock;
  const written = {
    schema: SCHEMA,
    lockDate: isoDate(head.lockDate),
    basis: head.basis,
    keyParts: head.keyParts,
    currency: head.currency,
    policy: head.policy,
    sources: head.sources,
    rows: head.rows,
    total: writtenTally(head.total),
    ...(head.supersedes === undefined ? {} : { supersedes: writtenRestatement(head.supersedes) }),
  };
  const opening = JSON.stringify(written, undefined, 2).replace(/\n}$/, ',\n');
  const list = loans.map((loan) => `    ${JSON.stringify(writtenLoan(loan))}`).join(',\n');
  const section = offBook === undefined ? '' : offBookText(offBook);
  const body = `${opening}${section}  "loans": [\n${list}${list === '' ? '' : '\n'}  ],\n`;
  return `${body}${hashLine(sha256(Buffer.from(body, 'utf8')))}`;
}

function hashLine(hash: string): string {
  return `  "hash": "${hash}"\n}\n`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const HASH_LINE_BYTES = hashLine('0'.repeat(64)).length;

const HASH_LINE = /^ {2}"hash": "([0-9a-f]{64})"\n}\n$/m;

/** True when the end of a file is that of a lock, whole or damaged: such a file is not written over. */
export function looksLikeLock(end: Buffer): boolean {
  return HASH_LINE.test(end.toString('latin1'));
}

/** Reads a lock file. The bytes are hashed before they are parsed, so any change is found. Errors: E_LOCK_DAMAGED (exit 4). */
export function parseLockFile(bytes: Buffer, file: string): BaseLock {
  const damaged = (en: string, zh: string) => new UserError({ code: 'E_LOCK_DAMAGED', file, params: { reason: { en, zh } } });
  const body = bytes.subarray(0, Math.max(0, bytes.length - HASH_LINE_BYTES));
  const tail = bytes.subarray(body.length).toString('utf8');
  const stated = HASH_LINE.exec(tail)?.[1];
  if (stated === undefined) throw damaged('it does not end in its hash', '文件末尾不是其哈希');
  if (sha256(body) !== stated) throw damaged('its bytes do not give the hash it states', '文件内容与其哈希不符');
  const asWritten = writtenLock(bytes, body.length);
  if (asWritten !== undefined) return asWritten;
  const parsed = lockIn(bytes.toString('utf8'));
  const loans = parsed && lockedLoans(parsed.loans);
  if (parsed === undefined || loans === undefined) throw damaged('it is not of this program', '不是本程序生成的文件');
  const { schema: _, ...head } = parsed;
  const lock = { ...head, loans };
  if (listsTwice(loans)) throw damaged('it lists a loan twice', '有借据重复列示');
  if (lock.total.count !== lock.loans.length || lock.total.balance !== sumOf(lock.loans, ({ balance }) => balance))
    throw damaged('its total is not the sum of its loans', '合计与明细不符');
  if (parsed.offBook !== undefined && !isAddedUp(parsed.offBook))
    throw damaged('its off-book claims do not give their total', '表外锁定明细与合计不符');
  return { ...lock, hash: stated } as BaseLock;
}

/** A file whose loans stand there as they are written, each once, and give its total. Of any other it is for its JSON to say what it is. */
function writtenLock(bytes: Buffer, bodyBytes: number): BaseLock | undefined {
  const opening = bytes.indexOf(LIST_BEGINS);
  const closing = bodyBytes - LIST_ENDS.length;
  if (opening < 0 || !isUtf8(bytes) || bytes.compare(LIST_ENDS, 0, LIST_ENDS.length, closing, bodyBytes) !== 0) return undefined;
  const first = opening + LIST_BEGINS.length;
  const parsed = lockIn(bytes.toString('utf8', 0, first) + bytes.toString('utf8', closing));
  if (parsed === undefined || parsed.total.count > bytes.length) return undefined;
  if (parsed.offBook !== undefined && !isAddedUp(parsed.offBook)) return undefined;
  const { schema: _, loans: __, ...head } = parsed;
  const columns = writtenLoans(bytes, first, closing, head.total.count);
  if (columns === undefined || columns.count !== head.total.count || columns.balance !== head.total.balance) return undefined;
  const loanAt = (_: unknown, index: number) => lockedLoan(JSON.parse(columns.lineOf(index))) as LockedLoan;
  let made: readonly LockedLoan[] | undefined;
  const lock = {
    ...head,
    get loans() {
      made ??= Array.from({ length: columns.count }, loanAt);
      return made;
    },
  };
  // Not among the members that a copy or a comparison sees: it says what `loans` says.
  return Object.defineProperty(lock as BaseLock, 'columns', { value: columns });
}

const LIST_BEGINS = Buffer.from('\n  "loans": [\n');
const LIST_ENDS = Buffer.from('  ],\n');

/** In key order, as they are written, loans that stand there twice stand side by side. */
function listsTwice(loans: readonly LockedLoan[]): boolean {
  const isSorted = loans.every(({ key }, i) => i === 0 || (loans[i - 1] as LockedLoan).key < key);
  return !isSorted && new Set(loans.map(({ key }) => key)).size < loans.length;
}

/** Undefined for what is no JSON, or not a lock: a hash can be put under anything. */
function lockIn(written: string): ReturnType<typeof lockShape> | undefined {
  const json = jsonOf(written);
  try {
    return lockShape(json);
  } catch (error) {
    if (error instanceof OtherShape) return undefined;
    throw error;
  }
}

function jsonOf(written: string): unknown {
  try {
    return JSON.parse(written);
  } catch {
    return undefined;
  }
}

function writtenTally(tally: Tally) {
  return { count: tally.count, balance: yuan(tally.balance) };
}

function writtenLoan(loan: LockedLoan) {
  const name = (code: ClassCode | undefined) => (code === undefined ? undefined : className(code));
  return {
    key: loan.key,
    borrower: loan.borrower,
    branch: loan.branch,
    firstResponsible: loan.firstResponsible,
    officer: loan.officer,
    issueDate: loan.issueDate === undefined ? undefined : isoDate(loan.issueDate),
    balance: yuan(loan.balance),
    declared: name(loan.declared),
    computed: name(loan.computed),
    class: className(loan.class),
  };
}

function writtenRestatement(restatement: Restatement) {
  const withYuan = (entry: { key: string; balance: Cents }) => ({ key: entry.key, balance: yuan(entry.balance) });
  return {
    hash: restatement.hash,
    lockDate: isoDate(restatement.lockDate),
    reason: restatement.reason,
    original: writtenTally(restatement.original),
    added: restatement.added.map(withYuan),
    removed: restatement.removed.map(withYuan),
    changed: restatement.changed.map(({ key, from, to }) => ({ key, from: yuan(from), to: yuan(to) })),
  };
}

const entry = objectOf({ key: text, balance: cents });

const lockShape = objectOf(
  {
    schema: oneOf([SCHEMA]),
    lockDate: day,
    basis: oneOf(BASES),
    keyParts: oneOf(['loan', 'institution+loan']),
    currency: text,
    policy: objectOf({ id: text, hash: text }),
    sources: listOf(objectOf({ name: text, sha256: text, bytes: count, loans: count })),
    rows: rowCounts,
    total: tally,
    // Read by lockedLoans.
    loans: listOf((one) => one),
    hash: text,
  },
  {
    offBook: offBookShape,
    supersedes: objectOf({
      hash: text,
      lockDate: day,
      reason: text,
      original: tally,
      added: listOf(entry),
      removed: listOf(entry),
      changed: listOf(objectOf({ key: text, from: cents, to: cents })),
    }),
  },
);
