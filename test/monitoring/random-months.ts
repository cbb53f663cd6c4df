/**
 * Writes half a year of random months and keeps the sums that a bank's own ledger of movements would give, old and new apart.
 * It imports nothing of the program, so that both cannot share a mistake. Amounts are whole cents.
 */

export interface RandomMonths {
  readonly ledgers: readonly { readonly date: string; readonly csv: string }[];
  readonly events: string;
  /** By month but the first, which is the lock's. */
  readonly moved: readonly { readonly old: Sums; readonly fresh: Sums }[];
  /** What was done to loans, so that a test can see that all was. */
  readonly done: ReadonlySet<string>;
}

export interface Sums {
  opening: number;
  closing: number;
  unexplained: number;
  readonly channels: Record<string, number>;
}

interface Loan {
  readonly id: string;
  readonly isLocked: boolean;
  readonly issued: string;
  balance: number;
  isNpl: boolean;
  wasNpl: boolean;
  /** Off the book, and by a write-off. */
  isGone: boolean;
  isWrittenOff: boolean;
}

function newRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const DATES = ['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2024-05-31', '2024-06-30'] as const;
const EXITS = [
  ['write-off', 'writeOff'],
  ['transfer', 'transfer'],
  ['foreclosure', 'foreclosure'],
  ['debt-to-equity', 'debtToEquity'],
  ['securitisation', 'securitisation'],
  ['other', 'other'],
] as const;

export function writeRandomMonths(seed: number): RandomMonths {
  const random = newRandom(seed);
  const done = new Set<string>();
  const rows: string[] = [];
  const loans: Loan[] = [];
  const lend = (month: string, isNpl: boolean): void => {
    const issued = `${month.slice(0, 8)}01`;
    const balance = 1 + random(9_000_000);
    loans.push({ id: `L${loans.length}`, isLocked: isNpl, issued, balance, isNpl, wasNpl: isNpl, isGone: false, isWrittenOff: false });
  };
  for (let n = 0; n < 12; n++) lend(DATES[0], n % 2 === 0);
  const ledgers = [ledgerOf(DATES[0], loans)];
  const moved: { old: Sums; fresh: Sums }[] = [];
  for (const date of DATES.slice(1)) {
    const sums = { old: newSums(loans, true), fresh: newSums(loans, false) };
    const count = loans.length;
    for (let n = random(3); n > 0; n--) lend(date, false);
    for (const loan of loans.slice(0, count)) {
      const book = booking(loan, date, loan.isLocked ? sums.old : sums.fresh, rows, done);
      happen(loan, random, book, done);
      if (loan.isNpl) loan.wasNpl = true;
    }
    sums.old.closing = standing(loans, true);
    sums.fresh.closing = standing(loans, false);
    moved.push(sums);
    ledgers.push(ledgerOf(date, loans));
  }
  return { ledgers, events: `${['date,loan_id,kind,principal', ...rows].join('\n')}\n`, moved, done };
}

type Book = ReturnType<typeof booking>;

function booking(loan: Loan, date: string, sums: Sums, rows: string[], done: Set<string>) {
  let day = 3;
  return {
    /** A row of the register, where it is stated, and the sum in any case. */
    book: (kind: string, channel: string, cents: number, isStated = true): void => {
      sums.channels[channel] = (sums.channels[channel] ?? 0) + cents;
      done.add(`${isStated ? 'stated' : 'silent'} ${channel}`);
      if (!isStated) return;
      rows.push(`${date.slice(0, 8)}${String(day).padStart(2, '0')},${loan.id},${kind},${yuan(cents)}`);
      day += 5;
    },
    unexplained: (cents: number): void => {
      sums.unexplained += cents;
      done.add(cents > 0 ? 'vanished' : 'returned');
    },
  };
}

/** What one month does to a loan. */
function happen(loan: Loan, random: (below: number) => number, book: Book, done: Set<string>): void {
  if (loan.isGone) comeBack(loan, random, book);
  else if (loan.isNpl) leaveOrPay(loan, random, book);
  else if (random(3) === 0) fall(loan, random, book, done);
}

function comeBack(loan: Loan, random: (below: number) => number, { book, unexplained }: Book): void {
  if (!loan.isWrittenOff || random(3) > 0) return;
  loan.balance = 1 + random(900_000);
  loan.isGone = false;
  loan.isNpl = true;
  if (random(2) === 0) book('reversal', 'increase', loan.balance);
  else unexplained(-loan.balance);
}

function fall(loan: Loan, random: (below: number) => number, { book }: Book, done: Set<string>): void {
  const isAgain = loan.wasNpl;
  const isStated = random(2) === 0;
  loan.isNpl = true;
  book(isAgain ? 'relapse' : 'formation', isAgain ? 'relapse' : 'formation', loan.balance, isStated);
  if (random(3) === 0 && loan.balance > 1) {
    const paid = 1 + random(loan.balance - 1);
    book('cash', 'cash', paid);
    loan.balance -= paid;
    done.add('paid in the month it fell');
  } else if (isStated && random(4) === 0) {
    book('write-off', 'writeOff', loan.balance);
    Object.assign(loan, { isNpl: false, wasNpl: true, isGone: true, isWrittenOff: true, balance: 0 });
    done.add('left in the month it fell');
  }
}

function leaveOrPay(loan: Loan, random: (below: number) => number, { book, unexplained }: Book): void {
  switch (random(9)) {
    case 0:
    case 1: {
      if (loan.balance < 2) return;
      const paid = 1 + random(loan.balance - 1);
      book('cash', 'cash', paid);
      loan.balance -= paid;
      return;
    }
    case 2:
      book('upgrade', 'upgrade', loan.balance, random(2) === 0);
      loan.isNpl = false;
      return;
    case 3:
    case 4: {
      const [kind, channel] = EXITS[random(2) === 0 ? 0 : random(EXITS.length)] as readonly [string, string];
      book(kind, channel, loan.balance);
      Object.assign(loan, { isNpl: false, isGone: true, isWrittenOff: kind === 'write-off', balance: 0 });
      return;
    }
    case 5: {
      const more = 1 + random(100_000);
      book('increase', 'increase', more);
      loan.balance += more;
      return;
    }
    case 6:
      unexplained(loan.balance);
      Object.assign(loan, { isNpl: false, isGone: true, isWrittenOff: false, balance: 0 });
      return;
    default:
  }
}

function newSums(loans: readonly Loan[], isOld: boolean): Sums {
  return { opening: standing(loans, isOld), closing: 0, unexplained: 0, channels: {} };
}

function standing(loans: readonly Loan[], isOld: boolean): number {
  return loans.filter((loan) => loan.isNpl && loan.isLocked === isOld).reduce((sum, loan) => sum + loan.balance, 0);
}

function ledgerOf(date: string, loans: readonly Loan[]): { date: string; csv: string } {
  const rows = loans
    .filter((loan) => !loan.isGone)
    .map((loan) => `${loan.id},${yuan(loan.balance)},${loan.isNpl ? 'substandard' : 'normal'},${loan.issued}`);
  return { date, csv: `${['loan_id,balance,class,issue_date', ...rows].join('\n')}\n` };
}

function yuan(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
