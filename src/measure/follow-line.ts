import type { LoanEvent } from '../model/events.js';
import { type Cents, sumOf } from '../model/money.js';
import type { StockLines } from '../model/segmented.js';
import { CHANNEL_OF, CHANNELS_IN, type Channel, type ChannelAmounts, EXITS, newChannels } from './channels.js';
import type { ClosingLoan, LedgerBetween, RollForwardInput, StockLine } from './stock-line.js';

/** What an entry moved a line by. */
export interface Step {
  readonly event: LoanEvent;
  readonly channel: Channel;
}

/** One loan's (or line's) way from opening to closing: opening + in - out - unexplained = closing. */
export interface RollForwardLine {
  /** Key of the loan, or of the first of those that took each other's place. */
  readonly family: string;
  /** True for a line that was NPL at the start. */
  readonly opened: boolean;
  readonly opening: Cents;
  readonly channels: ChannelAmounts;
  readonly closing: Cents;
  /** What events do not explain: positive for a fall, negative for a rise. */
  readonly unexplained: Cents;
  /**
   * Channels that no event states and the ledgers themselves show: a new NPL's formation, a loan performing again, one NPL
   * again after an upgrade, a renewal's excess.
   */
  readonly inferred: readonly Channel[];
  /** What the channels hold by entries, in the order in which these were taken; the rest of them is inferred. */
  readonly steps: readonly Step[];
  /** All loans of the line, NPL or not. */
  readonly members: readonly string[];
  /** The loan it ends in: the largest at the end, else that of its last entry, else the one it is shown by. */
  readonly endsIn: string;
}

/** What events so far say of a loan; 'never' where they know of no NPL. */
type Standing = 'npl' | 'performing' | 'never';

interface Way {
  readonly line: StockLine;
  readonly input: RollForwardInput;
  readonly stock: StockLines;
  readonly channels: Record<Channel, Cents>;
  /** What should still be non-performing after all that the channels hold. */
  rest: Cents;
  readonly steps: Step[];
  /** True where the line must have been NPL before its first event, and nothing says since when. */
  readonly startUnstated: boolean;
  /** True where the line may hold new money beside what it carries on. */
  readonly mayGrow: boolean;
  /** What cash and other exits took from each loan; asked of lines that may grow. */
  takenFrom: Map<string, Cents> | undefined;
  /** Standing of loans that were upgraded, formed or relapsed. */
  stated: Map<string, Standing> | undefined;
  /** The write-off, sale or other exit that took all that was left: money that still comes is none of the NPL's. */
  leftBy: Channel | undefined;
  /** What the first ledger between that holds a renewed or merged note shows of new money in it; undefined where none does. */
  shownGrowth: Cents | undefined;
}

/** Follows one line; an event that hits a loan when it is not NPL goes to `ignored`. Undefined for a line where nothing moved. */
export function followLine(line: StockLine, stock: StockLines, input: RollForwardInput, ignored: LoanEvent[]): RollForwardLine | undefined {
  if (isPerformingThroughout(line)) {
    for (const event of line.events) ignored.push(event);
    return undefined;
  }
  const startUnstated = !line.opened && !line.events.some(isEntry);
  const way: Way = {
    line,
    input,
    stock,
    channels: newChannels(),
    rest: line.opening,
    steps: [],
    startUnstated,
    mayGrow: hasCarriedNote(line, input),
    takenFrom: undefined,
    stated: undefined,
    leftBy: undefined,
    shownGrowth: undefined,
  };
  const shown = way.mayGrow ? input.between?.find((ledger) => notesOn(ledger, way).length > 0) : undefined;
  const events = line.events.toSorted((a, b) => a.date - b.date);
  for (let from = 0, to = 0; from < events.length; from = to) {
    const { date } = events[from] as LoanEvent;
    while (events[to]?.date === date) to++;
    if (shown !== undefined && date > shown.asOf) way.shownGrowth ??= growthOn(shown, way);
    if (to === from + 1) takeOrIgnore(events[from] as LoanEvent, way, ignored);
    else for (const event of inOrder(events.slice(from, to), way)) takeOrIgnore(event, way, ignored);
  }
  if (shown !== undefined) way.shownGrowth ??= growthOn(shown, way);
  const closing = sumOf(line.closing, (loan) => loan.balance);
  const inferred = inferChannels(way, closing);
  const { name: family, opened, opening } = line;
  const moved = opened || line.closing.length > 0 || Object.values(way.channels).some((amount) => amount !== 0n);
  if (!moved) return undefined;
  const { channels, steps } = way;
  const unexplained = way.rest - closing;
  const { members } = line;
  return { family, opened, opening, channels, closing, unexplained, inferred, steps, members, endsIn: endOf(line, steps) };
}

function endOf({ name, closing }: StockLine, steps: readonly Step[]): string {
  if (closing.length === 1) return (closing[0] as ClosingLoan).loan;
  const [largest] = closing.toSorted((a, b) => (a.balance === b.balance ? (a.loan < b.loan ? -1 : 1) : a.balance > b.balance ? -1 : 1));
  return largest?.loan ?? steps.at(-1)?.event.loan ?? name;
}

function isEntry({ kind }: LoanEvent): boolean {
  return kind === 'formation' || kind === 'relapse';
}

/** Cash and advances on a loan that nothing says was ever NPL: only an upgrade, a write-off or another exit would show it. */
function isPerformingThroughout(line: StockLine): boolean {
  if (line.opened || line.closing.length > 0) return false;
  return line.events.every((event) => CHANNEL_OF[event.kind] === 'cash' || CHANNEL_OF[event.kind] === 'increase');
}

/**
 * The order of one day's events does not hang on the order of rows: a loan enters before anything else happens to it, cash
 * comes before exits and an upgrade last; a loan that was NPL in the morning can only enter after its upgrade.
 */
function inOrder(day: readonly LoanEvent[], way: Way): readonly LoanEvent[] {
  const rank = (event: LoanEvent): number => {
    const channel = CHANNEL_OF[event.kind] as Channel;
    if (isEntry(event)) return standingOf(event.loan, way) === 'npl' ? 5 : 0;
    return channel === 'increase' ? 1 : channel === 'cash' ? 2 : channel === 'upgrade' ? 4 : 3;
  };
  return day
    .map((event) => ({ event, rank: rank(event) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ event }) => event);
}

function takeOrIgnore(event: LoanEvent, way: Way, ignored: LoanEvent[]): void {
  if (!take(event, way)) ignored.push(event);
}

/** False for an event that does not belong to the NPL stock. */
function take(event: LoanEvent, way: Way): boolean {
  const { line, stock } = way;
  const channel = way.input.isSuspected?.(event) === true ? 'suspectedRenewal' : (CHANNEL_OF[event.kind] as Channel);
  if (isEntry(event)) {
    // In the line of a locked loan nothing forms: the loan comes back, or another NPL was merged into it.
    const within = stock.isOld(event.loan) ? 'relapse' : 'increase';
    add(event, line.opened ? within : channel, way);
    state(event.loan, 'npl', way);
    way.leftBy = undefined;
    return true;
  }
  if (standingOf(event.loan, way) !== 'npl' || hasLeft(channel, way)) return false;
  add(event, channel, way);
  if (channel === 'upgrade') state(event.loan, 'performing', way);
  if (channel === 'increase') way.leftBy = undefined;
  if (way.mayGrow && (event.kind === 'cash' || EXITS.has(channel))) noteTaken(event, way);
  if (EXITS.has(channel) && line.closing.length === 0 && way.rest <= 0n && !way.mayGrow) way.leftBy = channel;
  return true;
}

function state(loan: string, standing: Standing, way: Way): void {
  way.stated ??= new Map();
  way.stated.set(loan, standing);
}

function noteTaken({ loan, principal }: LoanEvent, way: Way): void {
  way.takenFrom ??= new Map();
  way.takenFrom.set(loan, (way.takenFrom.get(loan) ?? 0n) + principal);
}

function add(event: LoanEvent, channel: Channel, way: Way): void {
  move(way, channel, event.principal);
  way.steps.push({ event, channel });
}

function move(way: Way, channel: Channel, amount: Cents): void {
  // Most entries are of interest alone.
  if (amount === 0n) return;
  way.channels[channel] += amount;
  way.rest += INTO.has(channel) ? amount : -amount;
}

const INTO: ReadonlySet<Channel> = new Set(CHANNELS_IN);

/**
 * True where all has left and the event is none of the NPL's. A loan that is written off a second time must have been back:
 * it counts as it does in the write-offs, and its coming back is unexplained.
 */
function hasLeft(channel: Channel, { leftBy }: Way): boolean {
  return leftBy !== undefined && channel !== 'increase' && !(channel === 'writeOff' && leftBy === 'writeOff');
}

/** A loan stands as was last stated of it, else as the worst of the loans whose place it took. */
function standingOf(loan: string, way: Way): Standing {
  const knownOf = (key: string) => way.stated?.get(key) ?? (way.line.opened && way.input.opening.has(key) ? 'npl' : undefined);
  const own = knownOf(loan);
  if (own !== undefined) return own;
  let standing: Standing = way.startUnstated ? 'npl' : 'never';
  const waiting = new Set(way.input.families.parentsOf(loan));
  for (const key of waiting) {
    const known = knownOf(key);
    if (known === 'npl') return 'npl';
    if (known !== undefined) standing = known;
    else for (const parent of way.input.families.parentsOf(key)) waiting.add(parent);
  }
  return standing;
}

/** What the ledgers show and no event states. The amounts are added to the way's channels. */
function inferChannels(way: Way, closing: Cents): Channel[] {
  // Most lines are explained by their entries: what else could explain them is looked for in the others alone.
  if (way.rest === closing) return [];
  const inferred = new Set<Channel>();
  const infer = (channel: Channel, wanted: Cents, most: (wanted: Cents) => Cents): void => {
    if (wanted <= 0n) return;
    const found = most(wanted);
    const amount = found < wanted ? found : wanted;
    if (amount <= 0n) return;
    move(way, channel, amount);
    inferred.add(channel);
  };
  const thatStand = (standing: Standing) => () =>
    sumOf(way.line.closing, ({ loan, balance }) => (standingOf(loan, way) === standing ? balance : 0n));
  const excess = () => closing - way.rest;
  if (way.startUnstated) infer('formation', excess(), (wanted) => wanted);
  infer('upgrade', -excess(), () => performingAgain(way));
  infer('relapse', excess(), thatStand('performing'));
  infer('formation', excess(), thatStand('never'));
  // A successor is old up to what it replaced; the rest is new money in it. But what "left" its predecessors, or itself, and
  // stands in it again was refinanced, not collected: that part stays unexplained, as does a rise since a ledger that shows it.
  const shown = () => way.line.closing.map(({ loan }) => loan);
  if (way.mayGrow) infer('increase', excess(), (wanted) => way.shownGrowth ?? wanted - takenAndStanding(way, shown()));
  return [...inferred];
}

/** What cash and other exits took from loans whose place a renewed or merged note took, and from notes that still stand. */
function takenAndStanding({ line, input, takenFrom }: Way, standing: readonly string[]): Cents {
  const notes = [...standing, ...line.events.map(({ loan }) => loan)].filter((loan) => isNote(loan, input));
  const taken = new Set(notes.flatMap((note) => input.families.parentsOf(note)));
  for (const loan of taken) for (const parent of input.families.parentsOf(loan)) taken.add(parent);
  for (const loan of standing) if (isNote(loan, input)) taken.add(loan);
  return sumOf(taken, (loan) => takenFrom?.get(loan) ?? 0n);
}

function notesOn({ nplOf }: LedgerBetween, { line, input }: Way): string[] {
  return line.members.filter((loan) => isNote(loan, input) && nplOf(loan) !== undefined);
}

/** New money in the line's notes as a ledger shows it, after all that was stated until its date. */
function growthOn(ledger: LedgerBetween, way: Way): Cents {
  const held = sumOf(way.line.members, (loan) => ledger.nplOf(loan) ?? 0n);
  return held - way.rest - takenAndStanding(way, notesOn(ledger, way));
}

/** True where a renewed or merged note is NPL because what it replaced was: its first event is not its own fall. */
function hasCarriedNote(line: StockLine, input: RollForwardInput): boolean {
  if (!input.families.areAny) return false;
  const first = new Map<string, LoanEvent>();
  for (const event of line.events) if (event.date < (first.get(event.loan)?.date ?? Number.POSITIVE_INFINITY)) first.set(event.loan, event);
  return (
    line.closing.some(({ loan }) => isNote(loan, input) && !first.has(loan)) ||
    [...first.values()].some((event) => isNote(event.loan, input) && !isEntry(event))
  );
}

function isNote(loan: string, { opening, families }: RollForwardInput): boolean {
  return !opening.has(loan) && families.mayHoldNewMoney(loan);
}

/** Balance of the line's loans that are performing on the ledger although nothing says that they were upgraded. */
function performingAgain(way: Way): Cents {
  return sumOf(way.line.members, (loan) => {
    const balance = way.input.performing(loan);
    return balance > 0n && standingOf(loan, way) === 'npl' ? balance : 0n;
  });
}
