import type { ClassCode } from '../model/loan-class.js';
import { borrowerOf, loanText } from '../model/loan-facts.js';
import { addCents, type CentSums, type Cents, newSums, sumAt } from '../model/money.js';
import { institutionPrefix, type Portfolio, type Tally, type TextColumn } from '../model/portfolio.js';
import { type Ratio, ratioOf } from '../model/ratio.js';
import { internBytes, NO_TEXT, newTextIndex, type TextIndex, textAt } from '../model/text-index.js';
import { copyBytes, type TextList } from '../model/text-list.js';

/** One borrower's non-performing loans together. */
export interface NplBorrower {
  /** Borrower id, or name, or the loan's own id where the ledger states neither. */
  readonly id: string;
  /** Where the ledger has more than one: ids are unique within an institution only. */
  readonly institution?: string;
  readonly name?: string;
  readonly loans: number;
  readonly balance: Cents;
  readonly worst: ClassCode;
  readonly shareOfNpl?: Ratio;
}

/**
 * The `most` borrowers with the largest NPL balance, largest first, equal ones by institution and id. `loans` are the
 * non-performing ones, and `npl` is their balance.
 */
export function largestNplBorrowers(
  portfolio: Portfolio,
  classes: ArrayLike<ClassCode>,
  loans: readonly number[],
  npl: Cents,
  most: number,
): NplBorrower[] {
  const borrowers = nplBorrowers(portfolio, loans);
  const { sums, groups } = borrowers;
  const isLarger = (a: number, b: number): boolean => {
    const [left, right] = [sumAt(sums, a), sumAt(sums, b)];
    return left === right ? textAt(groups, a) < textAt(groups, b) : left > right;
  };
  const largest: number[] = [];
  const { near, spilled } = sums;
  // Most are smaller than the least listed, and that is seen without exact sums.
  let leastListed = Number.NEGATIVE_INFINITY;
  for (let group = 0; group < groups.size; group++) {
    if ((near[group] as number) < leastListed) continue;
    const at = largest.findIndex((other) => isLarger(group, other));
    largest.splice(at < 0 ? largest.length : at, 0, group);
    largest.length = Math.min(largest.length, most);
    const least = largest[most - 1];
    if (least !== undefined && spilled.size === 0) leastListed = near[least] as number;
  }
  const isQualified = areSeveral(portfolio.texts.institution, portfolio.count);
  return largest.map((group) => {
    const own = loansOf(borrowers, group);
    const balance = sumAt(sums, group);
    const shareOfNpl = ratioOf(balance, npl);
    const name = leastName(portfolio, own);
    const first = own[0] as number;
    const institution = isQualified ? loanText(portfolio, 'institution', first) : undefined;
    return {
      id: borrowerOf(portfolio, first) ?? idIn(textAt(portfolio.keys, first)),
      ...(institution === undefined ? {} : { institution }),
      ...(name === undefined ? {} : { name }),
      loans: own.length,
      balance,
      worst: own.reduce((worst, loan) => Math.max(worst, classes[loan] as ClassCode), 0),
      ...(shareOfNpl === undefined ? {} : { shareOfNpl }),
    };
  });
}

function areSeveral(column: TextColumn | undefined, count: number): boolean {
  if (column === undefined) return false;
  // Listed texts are compared by nobody, so that they are not put together.
  if ('list' in column) return true;
  for (let loan = 1; loan < count; loan++) if (column.codes[loan] !== column.codes[0]) return true;
  return false;
}

/** The borrower as people read it: "institution/id" where there are several institutions. */
export function shownBorrower({ id, institution }: Pick<NplBorrower, 'id' | 'institution'>): string {
  return institution === undefined ? id : `${institution}/${id}`;
}

function idIn(key: string): string {
  return key.slice(institutionPrefix(key).length);
}

/** What each borrower owes on some loans: how many, and how much. In no order. */
export function borrowerDebts(portfolio: Portfolio, loans: readonly number[]): Tally[] {
  const { groupOf, groups, sums } = nplBorrowers(portfolio, loans);
  const counts = new Uint32Array(groups.size);
  for (const group of groupOf) counts[group] = (counts[group] as number) + 1;
  return Array.from(counts, (count, group) => ({ count, balance: sumAt(sums, group) }));
}

/** The non-performing loans, and the borrower of each as a number. */
interface NplBorrowers {
  readonly loans: readonly number[];
  readonly groupOf: Uint32Array;
  /** What identifies the borrower, behind institution and a separator where loans have one: ids are unique within an institution only. */
  readonly groups: TextIndex;
  readonly sums: CentSums;
}

/** By bytes: of all these borrowers only the largest are ever read as text. */
function nplBorrowers(portfolio: Portfolio, loans: readonly number[]): NplBorrowers {
  const groupOf = new Uint32Array(loans.length);
  const groups = newTextIndex(loans.length);
  const sums = newSums(loans.length);
  const { keys, texts, balance } = portfolio;
  const names = [texts.borrowerId, texts.borrowerName].flatMap((column) => (column === undefined ? [] : [textsOf(column)]));
  const places = [...names, { arena: keys.arena, starts: keys.starts, codes: undefined }];
  const branches = texts.institution === undefined ? undefined : textsOf(texts.institution);
  const whole: Bytes = { held: new Uint8Array(256), length: 0 };
  for (let k = 0; k < loans.length; k++) {
    const loan = loans[k] as number;
    let own = places[0] as Texts;
    let at = codeAt(own, loan);
    // Blank in one column, the borrower is known by the next; every loan has a key.
    for (let next = 1; at < 0; next++) {
      own = places[next] as Texts;
      at = codeAt(own, loan);
    }
    let group: number;
    if (branches === undefined) group = internBytes(groups, own.arena, own.starts[at] as number, own.starts[at + 1] as number);
    else {
      whole.length = 0;
      const branch = codeAt(branches, loan);
      if (branch >= 0) putText(whole, branches, branch);
      putByte(whole, SEPARATOR);
      putText(whole, own, at);
      group = internBytes(groups, whole.held, 0, whole.length);
    }
    groupOf[k] = group;
    addCents(sums, group, balance[loan] as number);
  }
  return { loans, groupOf, groups, sums };
}

const SEPARATOR = 0x1f;

/** Where the texts of a column stand; without codes each loan has its own. */
interface Texts extends Pick<TextList, 'arena' | 'starts'> {
  readonly codes: Uint32Array | undefined;
}

function textsOf(column: TextColumn): Texts {
  const { arena, starts } = 'list' in column ? column.list : column.dictionary;
  return { arena, starts, codes: 'list' in column ? undefined : column.codes };
}

/** The code of a loan's text; -1 where its cell is blank. */
function codeAt({ starts, codes }: Texts, loan: number): number {
  const code = codes === undefined ? loan : (codes[loan] as number);
  return code === NO_TEXT || starts[code] === starts[code + 1] ? -1 : code;
}

/** Bytes that are put together; the array grows as they need. */
interface Bytes {
  held: Uint8Array;
  length: number;
}

function putText(bytes: Bytes, { arena, starts }: Texts, code: number): void {
  const [start, end] = [starts[code] as number, starts[code + 1] as number];
  makeRoom(bytes, end - start);
  copyBytes(bytes.held, bytes.length, arena, start, end);
  bytes.length += end - start;
}

function putByte(bytes: Bytes, byte: number): void {
  makeRoom(bytes, 1);
  bytes.held[bytes.length++] = byte;
}

function makeRoom(bytes: Bytes, more: number): void {
  if (bytes.length + more <= bytes.held.length) return;
  const held = new Uint8Array((bytes.length + more) * 2);
  held.set(bytes.held);
  bytes.held = held;
}

function loansOf({ loans, groupOf }: NplBorrowers, group: number): number[] {
  const own: number[] = [];
  for (let k = 0; k < loans.length; k++) if (groupOf[k] === group) own.push(loans[k] as number);
  return own;
}

/** Written in several ways, the least stands for all: whichever row comes first. */
function leastName(portfolio: Portfolio, loans: readonly number[]): string | undefined {
  let least: string | undefined;
  for (const loan of loans) {
    const name = loanText(portfolio, 'borrowerName', loan);
    if (name !== undefined && (least === undefined || name < least)) least = name;
  }
  return least;
}
