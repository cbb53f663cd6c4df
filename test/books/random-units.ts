import { type BookedEvent, type Note, newRandom, type RandomBook, yuanOf } from './random-book.js';
import { type RegisterBook, registersOf } from './random-registers.js';

/**
 * Random books in which loans belong to branches and officers and go over from one to another, and what each of these must come to:
 * kept from the bookings themselves. Like the books it imports nothing of the program. Amounts are whole cents.
 */
export interface UnitBook {
  readonly book: RegisterBook & { readonly internalTransfers: string; readonly assignments: string; readonly targets: string };
  readonly branch: Readonly<Record<string, UnitSums>>;
  readonly officer: Readonly<Record<string, UnitSums>>;
  /** What the whole bank lost by selling, and what came in after write-off with its interest. */
  readonly after: number;
}

export interface UnitSums {
  opening: number;
  closing: number;
  transferredIn: number;
  transferredOut: number;
  readonly channels: Record<string, number>;
  /** Of the year, of December, and until the end of November. */
  readonly cash: { year: number; month: number; before: number };
  after: number;
  afterInterest: number;
  /** Of the year's cash; undefined where there is none. */
  target?: number;
}

const BRANCHES = ['东', '西', '南'];
const OFFICERS = ['赵', '钱', '孙', '李'];
const DECEMBER = '2019-12-01';

/** A loan's going over: from that day on. */
interface Change {
  readonly loan: string;
  readonly date: string;
  readonly from: string;
  readonly to: string;
}

/** Who has each loan: as the ledgers print it, and as it changes. */
interface Homes {
  readonly first: ReadonlyMap<string, string>;
  readonly changes: readonly Change[];
}

export function writeUnitBook(random: RandomBook, seed: number): UnitBook {
  const pick = newRandom(seed * 104_729 + 7);
  const stated = { ...random, events: [...random.events, ...random.unstated] };
  const known = knownLoans(random);
  const branches = homesOf(stated, BRANCHES, known, pick);
  const officers = homesOf(stated, OFFICERS, known, pick);
  const registers = registersOf(stated, seed);
  const branch = sumsBy(stated, registers.collectedAfter, branches, known);
  const officer = sumsBy(stated, registers.collectedAfter, officers, known);
  const targets = [...targetsOf('branch', branch, BRANCHES, pick), ...targetsOf('officer', officer, OFFICERS, pick)];
  const [start, now] = [
    ledgerOf(random.lockLedger, branches, officers, '2018-12-31'),
    ledgerOf(random.finalLedger, branches, officers, '2019-12-31'),
  ];
  const base = { date: '2018-12-31', csv: start };
  return {
    after: registers.after,
    branch,
    officer,
    book: {
      ...registers.book,
      now: { date: '2019-12-31', csv: now },
      since: [base],
      locks: [base],
      internalTransfers: text(
        'date,loan_id,from_branch,to_branch',
        branches.changes.map(({ loan, date, from, to }) => [date, loan, from, to]),
      ),
      assignments: text('loan_id,since,managing,collecting', assignmentRows(officers, pick)),
      targets: text('unit_kind,unit,period,measure,amount', targets),
    },
  };
}

function text(header: string, rows: readonly (readonly string[])[]): string {
  return `${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`;
}

/** Everyone's first home, and up to three lines in five that go over, once or twice. A note begins where what it replaced was. */
function homesOf(
  { notes, lockLedger }: RandomBook,
  units: readonly string[],
  known: ReadonlySet<string>,
  pick: (below: number) => number,
): Homes {
  const isAtStart = new Set(lockLedger.split('\n').map((row) => row.split(',')[0] as string));
  const first = new Map<string, string>();
  const changes: Change[] = [];
  for (const [line, own] of linesOf(notes)) {
    let home = units[pick(units.length)] as string;
    const days = pick(5) < 3 && (isAtStart.has(line) || (own.length === 1 && known.has(line))) ? daysFor(own[0] as Note, pick) : [];
    for (const note of own) {
      first.set(note.loan, home);
      const next = own[own.indexOf(note) + 1]?.since ?? '2020-01-01';
      for (const date of days) {
        if (date < note.since || date >= next) continue;
        const to = units[pick(units.length)] as string;
        if (to === home) continue;
        changes.push({ loan: note.loan, date, from: home, to });
        home = to;
      }
    }
  }
  return { first, changes };
}

function linesOf(notes: readonly Note[]): Map<string, Note[]> {
  const lines = new Map<string, Note[]>();
  for (const note of notes) lines.set(note.line, [...(lines.get(note.line) ?? []), note]);
  return lines;
}

/** One or two days of the year on which the line's first loan was there. */
function daysFor({ since }: Note, pick: (below: number) => number): string[] {
  const dated = () => `2019-${String(1 + pick(12)).padStart(2, '0')}-${String(1 + pick(28)).padStart(2, '0')}`;
  const days = new Set(Array.from({ length: 1 + pick(2) }, dated));
  return [...days].filter((date) => date > since).sort();
}

function homeOn({ first, changes }: Homes, loan: string, date: string): string {
  return changes.findLast((change) => change.loan === loan && change.date <= date)?.to ?? (first.get(loan) as string);
}

/** The ledger with branch and officer: who has the loan on its day; an officer as the ledger of the start, or the renewal, had it. */
function ledgerOf(csv: string, branches: Homes, officers: Homes, date: string): string {
  const [header, ...rows] = csv.trimEnd().split('\n') as [string, ...string[]];
  const more = rows.map((row) => {
    const loan = row.split(',')[0] as string;
    return `${row},${homeOn(branches, loan, date)},${officers.first.get(loan)}`;
  });
  return `${[`${header},branch,officer`, ...more].join('\n')}\n`;
}

/** Some say who collects, some who manages where nobody collects yet; the ledgers' officers stay as they were. */
function assignmentRows({ changes }: Homes, pick: (below: number) => number): string[][] {
  const collected = new Set<string>();
  return changes.map(({ loan, date, to }) => {
    if (!collected.has(loan) && pick(2) === 0) return [loan, date, to, ''];
    collected.add(loan);
    return [loan, date, pick(2) === 0 ? '别人' : '', to];
  });
}

/** Loans whose home a ledger shows, or shows of a loan that they replaced or that took their place: of others nobody can know it. */
function knownLoans({ lockLedger, finalLedger, notes }: RandomBook): ReadonlySet<string> {
  const onLedgers = new Set([...lockLedger.split('\n'), ...finalLedger.split('\n')].map((row) => row.split(',')[0] as string));
  const known = new Set<string>();
  for (const own of linesOf(notes).values()) if (own.some(({ loan }) => onLedgers.has(loan))) for (const { loan } of own) known.add(loan);
  return known;
}

function newSums(): UnitSums {
  return {
    ...{ opening: 0, closing: 0, transferredIn: 0, transferredOut: 0, channels: {}, after: 0, afterInterest: 0 },
    cash: { year: 0, month: 0, before: 0 },
  };
}

const CHANNEL: Readonly<Record<string, string>> = {
  ...{ formation: 'formation', relapse: 'relapse', increase: 'increase', reversal: 'increase', cash: 'cash', upgrade: 'upgrade' },
  ...{ 'write-off': 'writeOff', transfer: 'transfer', foreclosure: 'foreclosure', 'debt-to-equity': 'debtToEquity' },
  ...{ securitisation: 'securitisation', other: 'other' },
};
const INTO: ReadonlySet<string> = new Set(['formation', 'relapse', 'increase', 'reversal']);

function sumsBy(
  { lockLedger, finalLedger, notes, events }: RandomBook,
  collected: readonly { readonly loan: string; readonly date: string; readonly cents: number; readonly interest: number }[],
  homes: Homes,
  known: ReadonlySet<string>,
): Record<string, UnitSums> {
  const units: Record<string, UnitSums> = {};
  const of = (unit: string): UnitSums => {
    units[unit] ??= newSums();
    return units[unit] as UnitSums;
  };
  const at = (loan: string, date: string) => of(known.has(loan) ? homeOn(homes, loan, date) : '');
  const opening = nplOf(lockLedger);
  for (const [loan, cents] of opening) at(loan, '2018-12-31').opening += cents;
  for (const [loan, cents] of closingOf(opening, finalLedger, notes, events)) at(loan, '2019-12-31').closing += cents;
  for (const event of events) {
    const channel = CHANNEL[event.kind];
    if (channel === undefined) continue;
    const date = dateOf(event);
    const sums = at(event.loan, date);
    sums.channels[channel] = (sums.channels[channel] ?? 0) + event.cents;
    if (event.kind !== 'cash') continue;
    sums.cash.year += event.cents;
    sums.cash[date < DECEMBER ? 'before' : 'month'] += event.cents;
  }
  for (const { loan, date, cents, interest } of collected) {
    at(loan, date).after += cents;
    at(loan, date).afterInterest += interest;
  }
  const lineOf = new Map(notes.map(({ loan, line }) => [loan, line]));
  for (const { loan, date, from, to } of homes.changes) {
    const line = lineOf.get(loan) as string;
    const before = events.filter((event) => event.line === line && dateOf(event) < date);
    const npl = (opening.get(line) ?? 0) + before.reduce((sum, event) => sum + signed(event), 0);
    of(from).transferredOut += npl;
    of(to).transferredIn += npl;
  }
  return units;
}

function dateOf({ row }: BookedEvent): string {
  return row.slice(0, 10);
}

function signed({ kind, cents }: BookedEvent): number {
  return CHANNEL[kind] === undefined ? 0 : INTO.has(kind) ? cents : -cents;
}

/** NPL balances of the ledger at the start, in cents. */
function nplOf(csv: string): Map<string, number> {
  const rows = csv.trimEnd().split('\n').slice(1);
  return new Map(
    rows.flatMap((row) => {
      const [loan = '', , balance = '', loanClass] = row.split(',');
      return loanClass === '正常' ? [] : [[loan, Number(balance.replace('.', ''))] as const];
    }),
  );
}

/** What is left of each line by its bookings, on the note that stands for it at the end. */
function closingOf(
  opening: ReadonlyMap<string, number>,
  finalLedger: string,
  notes: readonly Note[],
  events: readonly BookedEvent[],
): Map<string, number> {
  const standing = new Set(finalLedger.split('\n').map((row) => row.split(',')[0]));
  const found = new Map<string, number>();
  for (const [line, own] of linesOf(notes)) {
    const last = own.findLast(({ loan }) => standing.has(loan));
    const left = (opening.get(line) ?? 0) + events.filter((event) => event.line === line).reduce((sum, event) => sum + signed(event), 0);
    if (last !== undefined && left !== 0) found.set(last.loan, left);
  }
  return found;
}

/** Two units in three are to collect something; by the cash of the year, more or less. */
function targetsOf(kind: string, sums: Record<string, UnitSums>, units: readonly string[], pick: (below: number) => number): string[][] {
  return units.flatMap((unit) => {
    if (pick(3) === 0) return [];
    const own = sums[unit] ?? newSums();
    sums[unit] = own;
    own.target = 1 + pick(2 * own.cash.year + 1000);
    return [[kind, unit, '2019', '清收本金', yuanOf(own.target)]];
  });
}
