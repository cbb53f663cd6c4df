/**
 * Writes a year of random books and keeps the sums that a bank's own ledger of movements would give: what was locked, every
 * amount as it is booked, what is left. It imports nothing of the program, so that both cannot share a mistake.
 * Amounts are whole cents.
 */

export interface RandomBook {
  readonly lockLedger: string;
  readonly finalLedger: string;
  readonly events: readonly BookedEvent[];
  /** New money in renewed notes that is in no row because the ledgers show it. */
  readonly unstated: readonly BookedEvent[];
  /** Every loan there ever was, in the order in which they came: what it took the place of, if anything, and since when it is there. */
  readonly notes: readonly Note[];
  readonly old: Sums;
  readonly fresh: Sums;
  /** Loans by the line they are followed in: the first of those that took each other's place. */
  readonly lineOf: ReadonlyMap<string, string>;
}

export interface Note {
  readonly loan: string;
  readonly line: string;
  readonly parent?: string;
  readonly since: string;
}

export interface Sums {
  opening: number;
  closing: number;
  readonly channels: Record<string, number>;
}

export interface BookedEvent {
  readonly row: string;
  readonly loan: string;
  readonly line: string;
  readonly kind: string;
  readonly cents: number;
  /** What is missing on its line when this row is lost; undefined where the ledgers themselves would show it. */
  missing?: number;
  /** New money in a renewed note. */
  isNewMoney?: true;
}

interface Loan {
  id: string;
  readonly line: string;
  readonly isOld: boolean;
  balance: number;
  isNpl: boolean;
  wasNpl: boolean;
  /** NPL only because what it replaced was: the ledger itself may call it performing. */
  carried: boolean;
  replaces: string;
  readonly issued: string;
  paid: number;
  isRenewed: boolean;
  hasPartialWriteOff: boolean;
}

export function newRandom(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const EXITS = [
  ['write-off', 'writeOff'],
  ['transfer', 'transfer'],
  ['foreclosure', 'foreclosure'],
  ['debt-to-equity', 'debtToEquity'],
  ['securitisation', 'securitisation'],
  ['other', 'other'],
] as const;
const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

export function writeRandomBook(seed: number): RandomBook {
  const random = newRandom(seed);
  const books = openBooks(random);
  for (let day = 1; day <= 365; day += 1 + random(4)) {
    // One thing a day and loan: what comes first on a day is for the hand-worked books.
    const touched = new Set<string>();
    for (let n = random(3); n >= 0; n--) {
      const loan = books.loans[random(books.loans.length)];
      if (loan === undefined || touched.has(loan.line)) continue;
      touched.add(loan.line);
      happen(books, loan, dateOf(day), random);
    }
  }
  return closeBooks(books, random);
}

interface Books {
  loans: Loan[];
  nextId: number;
  readonly lockLedger: string;
  events: BookedEvent[];
  readonly renewals: { readonly loan: Loan; readonly id: string; readonly date: string }[];
  readonly old: Sums;
  readonly fresh: Sums;
  readonly lineOf: Map<string, string>;
  readonly notes: Note[];
}

const HEADER = 'loan_id,borrower_id,balance,class,issue_date,replaces';

function openBooks(random: (below: number) => number): Books {
  const [old, fresh]: [Sums, Sums] = [newSums(), newSums()];
  const loans: Loan[] = [];
  const rows: string[] = [];
  const lineOf = new Map<string, string>();
  const notes: Note[] = [];
  const count = 6 + random(20);
  for (let i = 1; i <= count; i++) {
    const loan = newLoan(idOf(i), random(2) === 0, 1 + random(100_000_000), '2017-05-06');
    loans.push(loan);
    lineOf.set(loan.id, loan.line);
    notes.push({ loan: loan.id, line: loan.line, since: loan.issued });
    if (loan.isNpl) old.opening += loan.balance;
    rows.push(rowOf(loan, loan.isNpl ? ['次级', '可疑', '损失'][random(3)] : '正常'));
  }
  return { loans, nextId: count + 1, lockLedger: `${[HEADER, ...rows].join('\n')}\n`, events: [], renewals: [], old, fresh, lineOf, notes };
}

function newLoan(id: string, isNpl: boolean, balance: number, issued: string): Loan {
  return {
    id,
    line: id,
    isOld: isNpl,
    balance,
    isNpl,
    wasNpl: isNpl,
    carried: false,
    replaces: '',
    issued,
    paid: 0,
    isRenewed: false,
    hasPartialWriteOff: false,
  };
}

function newSums(): Sums {
  const names = ['formation', 'increase', 'relapse', 'cash', 'upgrade', ...EXITS.map(([, name]) => name)];
  return { opening: 0, closing: 0, channels: Object.fromEntries(names.map((name) => [name, 0])) };
}

function idOf(n: number): string {
  return `L${String(n).padStart(5, '0')}`;
}

function dateOf(day: number): string {
  let rest = day;
  let month = 0;
  while (rest > (DAYS_IN_MONTH[month] as number)) rest -= DAYS_IN_MONTH[month++] as number;
  return `2019-${String(month + 1).padStart(2, '0')}-${String(rest).padStart(2, '0')}`;
}

export function yuanOf(cents: number): string {
  const digits = String(cents).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function rowOf(loan: Loan, loanClass: string | undefined): string {
  return `${loan.id},c${loan.line},${yuanOf(loan.balance)},${loanClass},${loan.issued},${loan.replaces}`;
}

function happen(books: Books, loan: Loan, date: string, random: (below: number) => number): void {
  if (loan.isNpl) happenToNpl(books, loan, date, random);
  else happenToPerforming(books, loan, date, random);
  books.loans = books.loans.filter((one) => one.balance > 0);
}

function book(books: Books, loan: Loan, date: string, kind: string, channel: string, cents: number, newLoan = ''): BookedEvent {
  const event = { row: `${date},${loan.id},${kind},${yuanOf(cents)},${newLoan}`, loan: loan.id, line: loan.line, kind, cents };
  books.events.push(event);
  const sums = loan.isOld ? books.old : books.fresh;
  if (channel !== '') sums.channels[channel] = (sums.channels[channel] as number) + cents;
  return event;
}

function happenToNpl(books: Books, loan: Loan, date: string, random: (below: number) => number): void {
  const part = 1 + random(loan.balance);
  switch (random(8)) {
    case 0:
    case 1:
      book(books, loan, date, 'cash', 'cash', part);
      loan.balance -= part;
      loan.paid += part;
      break;
    case 2: {
      const fee = 1 + random(1_000_000);
      book(books, loan, date, 'increase', 'increase', fee);
      loan.balance += fee;
      break;
    }
    case 3: {
      if (loan.paid === 0) return;
      const back = 1 + random(loan.paid);
      book(books, loan, date, 'reversal', 'increase', back);
      loan.balance += back;
      loan.paid -= back;
      break;
    }
    case 4: {
      const [kind, channel] = EXITS[random(EXITS.length)] as (typeof EXITS)[number];
      const whole = kind !== 'write-off' || random(2) === 0;
      book(books, loan, date, kind, channel, whole ? loan.balance : part);
      if (!whole && part < loan.balance) loan.hasPartialWriteOff = true;
      loan.balance -= whole ? loan.balance : part;
      break;
    }
    case 5:
    case 6:
      book(books, loan, date, 'upgrade', 'upgrade', loan.balance);
      Object.assign(loan, { isNpl: false, carried: false, paid: 0 });
      break;
    default:
      renew(books, loan, date, random);
  }
}

function happenToPerforming(books: Books, loan: Loan, date: string, random: (below: number) => number): void {
  switch (random(6)) {
    case 0:
    case 1:
      book(books, loan, date, loan.wasNpl ? 'relapse' : 'formation', loan.wasNpl ? 'relapse' : 'formation', loan.balance);
      Object.assign(loan, { isNpl: true, wasNpl: true, carried: false });
      break;
    case 2:
      // Paid as a performing loan: in no register of NPL events.
      loan.balance -= 1 + random(loan.balance);
      break;
    case 3: {
      const lent = newLoan(idOf(books.nextId++), false, 1 + random(50_000_000), date);
      books.loans.push(lent);
      books.lineOf.set(lent.id, lent.line);
      books.notes.push({ loan: lent.id, line: lent.line, since: date });
      break;
    }
    case 4:
      renew(books, loan, date, random);
      break;
    default:
  }
}

/** A new note takes the loan's place, now and then for more. */
function renew(books: Books, loan: Loan, date: string, random: (below: number) => number): void {
  const id = idOf(books.nextId++);
  const extra = loan.isNpl && random(4) === 0 ? 1 + random(1_000_000) : 0;
  books.renewals.push({ loan, id, date });
  const note = { ...loan, id, balance: loan.balance + extra, carried: loan.isNpl, issued: date, paid: 0, isRenewed: true };
  books.lineOf.set(id, loan.line);
  books.notes.push({ loan: id, line: loan.line, parent: loan.id, since: date });
  books.loans = books.loans.map((one) => (one === loan ? note : one));
  if (extra > 0) book(books, note, date, 'increase', 'increase', extra).isNewMoney = true;
}

/** A column says it where the final ledger shows the new note; an event says what no ledger shows, and half of the others. */
function writeRenewals(books: Books, random: (below: number) => number): void {
  for (const { loan, id, date } of books.renewals) {
    const note = books.loans.find((one) => one.id === id);
    if (note !== undefined && random(2) === 0) note.replaces = loan.id;
    else book(books, loan, date, 'renewal', '', loan.balance, id);
  }
}

function closeBooks(books: Books, random: (below: number) => number): RandomBook {
  writeRenewals(books, random);
  const unstated = books.events.filter((event) => event.isNewMoney && !hasLeft(books, event.line));
  books.events = books.events.filter((event) => !unstated.includes(event));
  const left = new Map(books.loans.map((loan) => [loan.line, loan]));
  const rows = books.loans.map((loan) => rowOf(loan, loan.isNpl && !(loan.carried && random(2) === 0) ? '次级' : '正常'));
  for (const loan of books.loans) if (loan.isNpl) (loan.isOld ? books.old : books.fresh).closing += loan.balance;
  for (const event of books.events) {
    const missing = missingWithout(event, books.events, left.get(event.line));
    if (missing !== undefined) event.missing = missing;
  }
  const finalLedger = `${[HEADER, ...rows].join('\n')}\n`;
  const { lockLedger, events, old, fresh, lineOf, notes } = books;
  return { lockLedger, finalLedger, events, unstated, notes, old, fresh, lineOf };
}

/** Where money came in, new money in a note must be stated, else the one may be the other; elsewhere the ledgers show it. */
function hasLeft({ events }: Books, line: string): boolean {
  const kinds = ['cash', ...EXITS.map(([kind]) => kind)];
  return events.some((one) => one.line === line && kinds.includes(one.kind));
}

/** What a reader of the ledgers and the other rows must find missing; only where nothing else can tell. */
function missingWithout(event: BookedEvent, all: readonly BookedEvent[], left: Loan | undefined): number | undefined {
  const line = all.filter((one) => one.line === event.line);
  const isRenewed = left?.isRenewed === true || line.some((one) => one.kind === 'renewal');
  const behind = line.slice(line.indexOf(event) + 1);
  switch (event.kind) {
    case 'formation':
    case 'relapse':
    case 'renewal':
      return undefined;
    case 'upgrade':
      return !isRenewed && behind.some((one) => one.kind === 'relapse') ? event.cents : undefined;
    case 'increase':
    case 'reversal':
      return isRenewed || left === undefined || left.hasPartialWriteOff ? undefined : -event.cents;
    default:
      // A new note for more hides as much as it adds.
      return isRenewed ? undefined : event.cents;
  }
}
