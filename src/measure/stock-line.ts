import type { DayNumber } from '../model/civil-date.js';
import { entryColumns, kindColumn } from '../model/entry-columns.js';
import type { LoanEvent, Reversal } from '../model/events.js';
import type { Cents } from '../model/money.js';
import type { Families, FreshStart, StockLines } from '../model/segmented.js';
import { MOVES } from './channels.js';

/** What is known of the time between two dates. */
export interface Period {
  /** Events after `from` up to and including `to` count. */
  readonly from: DayNumber;
  readonly to: DayNumber;
  readonly families: Families;
  readonly events: readonly LoanEvent[];
  /** Entries that are not among the events because a reversing entry took them back. */
  readonly reversals?: readonly Reversal<LoanEvent>[];
  /** Loans that count as new from a day on, although they carry the opening stock on. */
  readonly becameNew: ReadonlyMap<string, FreshStart>;
  /** Cash that a new loan seems to have paid: it is kept out of cash recovery. */
  readonly isSuspected?: ((event: LoanEvent) => boolean) | undefined;
  /** What ledgers between `from` and `to` hold, by date. */
  readonly between?: readonly LedgerBetween[];
}

/** NPL balances of a ledger between the two dates of a period. */
export interface LedgerBetween {
  readonly asOf: DayNumber;
  /** Undefined for a loan that is not on it, or performs there. */
  readonly nplOf: (loan: string) => Cents | undefined;
}

export interface RollForwardInput extends Period {
  /** NPL balance at `from` and `to` by loan; a loan that is in neither has none. */
  readonly opening: ReadonlyMap<string, Cents>;
  readonly closing: ReadonlyMap<string, Cents>;
  /** Balance at `to` of a loan that is performing then. */
  readonly performing: (loan: string) => Cents;
}

/** A loan's balance when the period ends. */
export interface ClosingLoan {
  readonly loan: string;
  readonly balance: Cents;
}

/** Everything about one line of loans that stand for each other: what is to be followed from the start to the end. */
export interface StockLine {
  /** The key it is shown by. */
  readonly name: string;
  /** True for a line that was NPL at the start. */
  readonly opened: boolean;
  opening: Cents;
  readonly closing: ClosingLoan[];
  readonly events: LoanEvent[];
  /** All its loans, NPL or not. */
  readonly members: readonly string[];
}

/** The lines of everything that was NPL at the start, is at the end, or has an event between; by name, an opened one first. */
export function gatherLines(input: RollForwardInput): { readonly lines: readonly StockLine[]; readonly stock: StockLines } {
  const stock = input.families.linesFrom(input.opening.keys());
  const [old, turned] = [new Map<string, StockLine>(), new Map<string, StockLine>()];
  const lineOf = (loan: string, date: DayNumber): StockLine => {
    const fresh = input.becameNew.get(loan);
    const isFresh = fresh !== undefined && date >= fresh.from;
    const name = isFresh ? fresh.root : absorbing(stock, stock.of(loan), input.closing);
    // A line that became new bears the name of the old one that it left.
    const lines = isFresh ? turned : old;
    const held = lines.get(name);
    if (held !== undefined) return held;
    const members = isFresh ? [name, ...input.families.descendantsOf(name)] : stock.members(name);
    const line = { name, opened: !isFresh && stock.isOld(name), opening: 0n, closing: [], events: [], members };
    lines.set(name, line);
    return line;
  };
  for (const [loan, balance] of input.opening) lineOf(loan, input.from).opening += balance;
  for (const [loan, balance] of input.closing) lineOf(loan, input.to).closing.push({ loan, balance });
  const { numbers, loans, dates } = entryColumns(input.events);
  const kinds = kindColumn(input.events);
  // A loan has many events, and one line where no day makes it new: that is looked up once.
  const ofLoan = new Array<StockLine | undefined>(loans.length).fill(undefined);
  for (let i = 0; i < numbers.length; i++) {
    const number = numbers[i] as number;
    const date = dates[i] as number;
    if (date <= input.from || date > input.to || MOVES[kinds[i] as number] === false) continue;
    let line = ofLoan[number];
    if (line === undefined) {
      const loan = loans[number] as string;
      line = lineOf(loan, date);
      if (!input.becameNew.has(loan)) ofLoan[number] = line;
    }
    line.events.push(input.events[i] as LoanEvent);
  }
  const sorted = [...old.values(), ...turned.values()].sort((a, b) =>
    a.name === b.name ? Number(b.opened) - Number(a.opened) : a.name < b.name ? -1 : 1,
  );
  return { lines: sorted, stock };
}

/** A new NPL merged into an old one moves that one's line, unless it is still there by itself. */
function absorbing(stock: StockLines, line: string, closing: ReadonlyMap<string, Cents>): string {
  const into = stock.absorbedBy(line);
  return into === undefined || stock.members(line).some((loan) => closing.has(loan)) ? line : into;
}
