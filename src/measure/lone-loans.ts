import { entryColumns, kindColumn } from '../model/entry-columns.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import { addCents, type CentSums, newSums, sumAt } from '../model/money.js';
import type { Month } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import { type Channel, MOVES, newChannels } from './channels.js';
import type { NplStock } from './npl-stock.js';
import type { RollForward, RollForwardLine } from './roll-forward.js';
import type { Period } from './stock-line.js';

/** Loans that stand for themselves, followed; and the others, which are to be followed line by line. */
export interface Parted {
  /** Of the opening stock. All that is inferred is an upgrade: the loan is on the ledger and performs. */
  readonly opened: RollForward;
  /** NPLs that the opening stock does not have. All that is inferred is their formation. */
  readonly fresh: RollForward;
  /** Indexes into the opening stock, and loans of the last ledger. */
  readonly others: { readonly opening: readonly number[]; readonly closing: readonly number[] };
}

/**
 * Follows the loans that no event hits and that no other loan stands for: nearly all. What followLine would say of each is
 * plain, so it is added up without a line of its own; lines are made of those that something is to be told of.
 */
export function followLoneLoans(stock: NplStock, { portfolio, classified }: Month, npl: readonly number[], period: Period): Parted {
  const { balance, keys, count } = portfolio;
  const isOther = entangled(period);
  const others = { opening: [] as number[], closing: [] as number[] };
  const opened = newFollowed();
  const fresh = newFollowed();
  const isTaken = new Uint8Array(count);
  for (let index = 0; index < stock.count; index++) {
    const loan = stock.loanOf(index);
    const isNow = loan >= 0 && isNpl(classified.used[loan] as ClassCode);
    if (isNow) isTaken[loan] = 1;
    const opening = stock.nearOf(index);
    const closing = isNow ? (balance[loan] as number) : 0;
    const fall = opening - closing;
    // A lock may hold more than one cell of a ledger can: followLine sums without a limit.
    if (!Number.isSafeInteger(opening) || !Number.isSafeInteger(fall) || isOther?.(stock.keyOf(index)) === true) {
      others.opening.push(index);
      if (isNow) others.closing.push(loan);
      continue;
    }
    // Nearly all: as much as it was, so that there is nothing to explain or to tell.
    if (fall === 0) {
      addCents(opened.sums, UNCHANGED, opening);
      continue;
    }
    const performing = loan >= 0 && !isNow ? (balance[loan] as number) : 0;
    const upgraded = Math.max(0, Math.min(performing, fall));
    addLone(opened, opening, closing, upgraded, fall - upgraded);
    opened.lines.push(lineOf(stock.keyOf(index), 'upgrade', opening, closing, upgraded, fall - upgraded));
  }
  for (let k = 0; k < npl.length; k++) {
    const loan = npl[k] as number;
    if (isTaken[loan] === 1) continue;
    if (isOther?.(textAt(keys, loan)) === true) {
      others.closing.push(loan);
      continue;
    }
    const closing = balance[loan] as number;
    const formed = Math.max(0, closing);
    addLone(fresh, 0, closing, formed, formed - closing);
    if (closing !== 0) fresh.lines.push(lineOf(textAt(keys, loan), 'formation', 0, closing, formed, formed - closing));
  }
  return { opened: movementOf(opened, 'upgrade'), fresh: movementOf(fresh, 'formation'), others };
}

/** True for a loan that belongs to a line or has an event. Undefined where there is none, so that no key is looked at. */
function entangled({ families, events, becameNew, from, to }: Period): ((key: string) => boolean) | undefined {
  const moved = new Set<string>();
  const { numbers, loans, dates } = entryColumns(events);
  const kinds = kindColumn(events);
  const isMoved = new Uint8Array(loans.length);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    if (isMoved[number] === 1 || MOVES[kinds[i] as number] === false || (dates[i] as number) <= from || (dates[i] as number) > to) continue;
    isMoved[number] = 1;
    moved.add(loans[number] as string);
  }
  if (!families.areAny && moved.size === 0 && becameNew.size === 0) return undefined;
  return (key) => moved.has(key) || becameNew.has(key) || families.isLinked(key);
}

/** Sums by the places below, and the lines that are told. */
interface Followed {
  readonly sums: CentSums;
  readonly lines: RollForwardLine[];
}

const OPENING = 0;
const CLOSING = 1;
const INFERRED = 2;
const FALLS = 3;
const RISES = 4;
/** In opening and closing alike. */
const UNCHANGED = 5;

function newFollowed(): Followed {
  return { sums: newSums(UNCHANGED + 1), lines: [] };
}

function addLone({ sums }: Followed, opening: number, closing: number, inferred: number, unexplained: number): void {
  addCents(sums, OPENING, opening);
  addCents(sums, CLOSING, closing);
  addCents(sums, INFERRED, inferred);
  if (unexplained > 0) addCents(sums, FALLS, unexplained);
  else addCents(sums, RISES, -unexplained);
}

function lineOf(
  family: string,
  channel: 'upgrade' | 'formation',
  opening: number,
  closing: number,
  inferred: number,
  unexplained: number,
): RollForwardLine {
  const channels = newChannels();
  channels[channel] = BigInt(inferred);
  return {
    family,
    opened: channel === 'upgrade',
    opening: BigInt(opening),
    channels,
    closing: BigInt(closing),
    unexplained: BigInt(unexplained),
    inferred: inferred > 0 ? [channel] : [],
    steps: [],
    members: [family],
    endsIn: family,
  };
}

function movementOf({ sums, lines }: Followed, inferred: Channel): RollForward {
  const [unexplainedFalls, unexplainedRises, unchanged] = [sumAt(sums, FALLS), sumAt(sums, RISES), sumAt(sums, UNCHANGED)];
  return {
    opening: sumAt(sums, OPENING) + unchanged,
    channels: { ...newChannels(), [inferred]: sumAt(sums, INFERRED) },
    closing: sumAt(sums, CLOSING) + unchanged,
    unexplained: unexplainedFalls - unexplainedRises,
    unexplainedFalls,
    unexplainedRises,
    lines,
  };
}
