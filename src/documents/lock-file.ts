import { createHash } from 'node:crypto';
import { UserError } from '../diagnostics/diagnostic.js';
import type { BaseLock, LockedLoan, Restatement } from '../model/base-lock.js';
import { isoDate, parseIsoDate } from '../model/civil-date.js';
import { type ClassCode, classCode, className, LOAN_CLASSES } from '../model/loan-class.js';
import { type Cents, sumOf, yuan } from '../model/money.js';
import { BASES, type Tally } from '../model/portfolio.js';
import { z } from './schema.js';

const SCHEMA = 'npl.lock/1';

/**
 * The bytes of a lock file: JSON that a person can read, one loan a line, whose last member is the SHA-256 of every byte
 * before it. The same lock always gives the same bytes.
 */
export function lockFileText(lock: Omit<BaseLock, 'hash'>): string {
  const { loans, ...head } = lock;
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
  const body = `${opening}  "loans": [\n${list}${list === '' ? '' : '\n'}  ],\n`;
  return `${body}${hashLine(body)}`;
}

function hashLine(body: string): string {
  return `  "hash": "${sha256(Buffer.from(body, 'utf8'))}"\n}\n`;
}

function sha256(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}

const HASH_LINE_BYTES = Buffer.byteLength(hashLine(''));

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
  const parsed = LOCK.safeParse(jsonOf(bytes));
  if (!parsed.success) throw damaged('it is not of this program', '不是本程序生成的文件');
  const { schema: _, ...lock } = parsed.data;
  if (new Set(lock.loans.map(({ key }) => key)).size < lock.loans.length) throw damaged('it lists a loan twice', '有借据重复列示');
  if (lock.total.count !== lock.loans.length || lock.total.balance !== sumOf(lock.loans, ({ balance }) => balance))
    throw damaged('its total is not the sum of its loans', '合计与明细不符');
  return { ...lock, hash: stated } as BaseLock;
}

/** Undefined for what is no JSON: a hash can be put under anything. */
function jsonOf(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
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

const CENTS = z
  .string()
  .regex(/^-?\d+\.\d\d$/)
  .transform((text) => BigInt(text.replace('.', '')));
const DAY = z.string().transform((text, context) => {
  const day = parseIsoDate(text);
  if (day === undefined) context.addIssue('not a date');
  return day ?? 0;
});
const CLASS = z.enum(LOAN_CLASSES).transform(classCode);
const COUNT = z.number().int().nonnegative();
const TALLY = z.object({ count: COUNT, balance: CENTS });
const ENTRY = z.object({ key: z.string(), balance: CENTS });
const ROWS = z.object({
  read: COUNT,
  loans: COUNT,
  offBook: COUNT,
  rejected: COUNT,
  notSelected: COUNT,
  blank: COUNT,
  repeatedHeader: COUNT,
  totals: COUNT,
});

const LOCK = z.object({
  schema: z.literal(SCHEMA),
  lockDate: DAY,
  basis: z.enum(BASES),
  keyParts: z.enum(['loan', 'institution+loan']),
  currency: z.string(),
  policy: z.object({ id: z.string(), hash: z.string() }),
  sources: z.array(z.object({ name: z.string(), sha256: z.string(), bytes: COUNT, loans: COUNT })),
  rows: ROWS,
  total: TALLY,
  supersedes: z
    .object({
      hash: z.string(),
      lockDate: DAY,
      reason: z.string(),
      original: TALLY,
      added: z.array(ENTRY),
      removed: z.array(ENTRY),
      changed: z.array(z.object({ key: z.string(), from: CENTS, to: CENTS })),
    })
    .optional(),
  loans: z.array(
    z.object({
      key: z.string(),
      borrower: z.string().optional(),
      branch: z.string().optional(),
      firstResponsible: z.string().optional(),
      officer: z.string().optional(),
      issueDate: DAY.optional(),
      balance: CENTS,
      declared: CLASS.optional(),
      computed: CLASS.optional(),
      class: CLASS,
    }),
  ),
  hash: z.string(),
});
