import { newRandom, type RandomBook, yuanOf } from './random-book.js';

/** A year's books as text: a ledger at its end and at its start, and a register for each matter. */
export interface RegisterBook {
  readonly now: { readonly date: string; readonly csv: string };
  readonly since: readonly { readonly date: string; readonly csv: string }[];
  readonly locks: readonly { readonly date: string; readonly csv: string }[];
  readonly events: string;
  readonly writeOffs: string;
  readonly recoveries: string;
  readonly disposals: string;
}

/**
 * The random books' movements, handed over in the registers that they belong to, with entries that were booked by mistake and
 * taken back, and money that came in after write-offs. What each sum must be is kept here, as the rows are written.
 */
export interface Registers {
  readonly book: RegisterBook;
  /** What was written off, lost by selling, and collected after: of the year, in cents. */
  readonly written: number;
  readonly lost: number;
  readonly after: number;
  readonly interestAfter: number;
  /** The same, loan by loan. */
  readonly collectedAfter: readonly { readonly loan: string; readonly date: string; readonly cents: number; readonly interest: number }[];
}

const DISPOSALS: Readonly<Record<string, string>> = {
  transfer: '转让',
  foreclosure: '抵债',
  'debt-to-equity': '债转股',
  securitisation: '证券化',
};

export function registersOf(random: RandomBook, seed: number): Registers {
  const pick = newRandom(seed * 7919 + 1);
  const rows: Record<'events' | 'writeOffs' | 'recoveries' | 'disposals', string[]> = {
    events: [],
    writeOffs: [],
    recoveries: [],
    disposals: [],
  };
  const sums = { written: 0, lost: 0, after: 0, interestAfter: 0 };
  const collectedAfter: { loan: string; date: string; cents: number; interest: number }[] = [];
  for (const { row, loan, kind, cents } of random.events) {
    const [date = '', , , , newLoan = ''] = row.split(',');
    const amount = yuanOf(cents);
    if (kind === 'write-off') {
      sums.written += cents;
      // In the write-offs register, or in the events, or in both; a loan's always in the same.
      const where = loan.charCodeAt(loan.length - 1) % 3;
      if (where !== 1) rows.writeOffs.push(`${date},${loan},${amount},`);
      if (where !== 0) rows.events.push(`${date},${loan},write-off,${amount},,`);
      if (pick(2) === 0 && cents > 0) {
        const back = pick(cents + 1);
        const interest = pick(10_000);
        sums.after += back;
        sums.interestAfter += interest;
        collectedAfter.push({ loan, date: '2019-12-31', cents: back, interest });
        rows.recoveries.push(`2019-12-31,${loan},${yuanOf(back)},${yuanOf(interest)},已核销,`);
      }
    } else if (kind === 'cash' && pick(2) === 0) {
      rows.recoveries.push(`${date},${loan},${amount},,表内,`);
    } else if (kind in DISPOSALS) {
      const loss = kind === 'transfer' ? pick(cents + 1) : 0;
      sums.lost += loss;
      rows.disposals.push(`${date},${loan},${DISPOSALS[kind]},${amount},${kind === 'transfer' ? yuanOf(cents - loss) : ''},`);
    } else {
      rows.events.push(`${date},${loan},${kind},${amount},${newLoan},`);
    }
  }
  addMistakes(random, rows, pick);
  const register = (header: string, own: readonly string[]) => [header, ...own, ''].join('\n');
  const base = { date: '2018-12-31', csv: random.lockLedger };
  return {
    ...sums,
    collectedAfter,
    book: {
      now: { date: '2019-12-31', csv: random.finalLedger },
      since: [base],
      locks: [base],
      events: register('date,loan_id,kind,principal,new_loan_id,reverses', rows.events),
      writeOffs: register('date,loan_id,principal,reverses', rows.writeOffs),
      recoveries: register('date,loan_id,principal,interest_off_book,claim,reverses', rows.recoveries),
      disposals: register('date,loan_id,kind,principal,price,reverses', rows.disposals),
    },
  };
}

/** Entries on locked loans that were never so, each taken back on its day or later. Amounts no real entry has. */
function addMistakes(random: RandomBook, rows: Record<string, string[]>, pick: (below: number) => number): void {
  const locked = [...random.lineOf].filter(([loan, line]) => loan === line).map(([loan]) => loan);
  for (let n = pick(4); n > 0; n--) {
    const loan = locked[pick(locked.length)] as string;
    const amount = yuanOf(900_000_000_000 + pick(1_000_000));
    const month = 1 + pick(11);
    const dated = (day: number) => `2019-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
    const [first, second] = [dated(1 + pick(14)), dated(15 + pick(14))];
    const kinds = [
      ['events', (date: string, back: string) => `${date},${loan},upgrade,${amount},,${back}`],
      ['writeOffs', (date: string, back: string) => `${date},${loan},${amount},${back}`],
      ['recoveries', (date: string, back: string) => `${date},${loan},${amount},,表内,${back}`],
      ['disposals', (date: string, back: string) => `${date},${loan},转让,${amount},1.00,${back}`],
    ] as const;
    const [name, row] = kinds[pick(kinds.length)] as (typeof kinds)[number];
    // Write-offs of one loan that only one register states, on days of their own, are refused where the other states some too.
    if (name === 'writeOffs' && rows.events?.some((one) => one.includes(`${loan},write-off`))) continue;
    rows[name]?.push(row(first, ''), row(second, first));
  }
}
