import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Month, Portfolio, Tally } from '../model/portfolio.js';
import { FORMED, OLD, ORIGIN_UNKNOWN, ORIGINATED, SEGMENTS, type SegmentCode, type Segmented } from '../model/segmented.js';
import { findText } from '../model/text-index.js';
import { followStock } from './follow-stock.js';
import { stockOfLock } from './npl-stock.js';
import { byName, type Period, type RollForward, type RollForwardLine } from './roll-forward.js';
import type { Reversals } from './settle-reversals.js';
import { addLoan, addTallies, newGroups, talliesOf } from './tallies.js';

export interface SegmentFigures {
  readonly lock: BaseLock;
  readonly old: Tally;
  readonly new: Tally;
  readonly formed: Tally;
  readonly originated: Tally;
  readonly originUnknown: Tally;
  /** New NPLs by the first later lock that lists them; the last entry is what no lock lists. */
  readonly layers: readonly { readonly lockDate?: DayNumber; readonly tally: Tally }[];
  readonly newOfLockedBorrowers: Tally;
  /** The locked stock's way from the lock to now. */
  readonly bridge: RollForward;
  /** The new NPLs' way since the lock, gross: what formed and left again is in it. */
  readonly newBridge: RollForward;
  /** Lines of the locked stock whose balance rose without a stated reason. */
  readonly breaches: readonly RollForwardLine[];
  readonly unexplained: readonly RollForwardLine[];
  /** Events since the lock that hit a loan when it was not NPL: in no bridge. */
  readonly ignored: readonly LoanEvent[];
}

/** What is booked, and what was taken back. */
export interface Booked {
  readonly events: readonly LoanEvent[];
  readonly reversals: Reversals;
  /** Ledgers before the month, where any are known. */
  readonly earlier?: readonly Month[];
}

/** Old and new NPLs of a segmented ledger, and how both came from the lock to now. */
export function measureSegments(
  month: Month,
  npl: readonly number[],
  segmented: Segmented,
  { events, reversals, earlier = [] }: Booked,
  isSuspected?: Period['isSuspected'],
): SegmentFigures {
  const { lock, laterLocks, families, becameNew } = segmented;
  const { bySegment, layers } = tallySegments(month.portfolio, npl, segmented);
  const of = (code: number) => bySegment[code] as Tally;
  const [from, to] = [lock.lockDate, month.portfolio.asOf];
  const between = earlier
    .filter(({ portfolio: { asOf } }) => asOf > from && asOf < to)
    .map((one) => ({ asOf: one.portfolio.asOf, nplOf: (loan: string) => nplBalance(one, loan) }))
    .sort((a, b) => a.asOf - b.asOf);
  const period = { from, to, families, events, reversals: reversals.events, becameNew, isSuspected, between };
  const { opened: bridge, fresh: newBridge, ignored } = followStock(stockOfLock(segmented), month, npl, period);
  const fresh = addTallies([of(FORMED), of(ORIGINATED), of(ORIGIN_UNKNOWN)]);
  assertInvariant(bridge.closing === of(OLD).balance, 'the bridge does not end in the old NPLs');
  assertInvariant(newBridge.closing === fresh.balance, 'the bridge of the new NPLs does not end in them');
  return {
    lock,
    old: of(OLD),
    new: fresh,
    formed: of(FORMED),
    originated: of(ORIGINATED),
    originUnknown: of(ORIGIN_UNKNOWN),
    layers: [...laterLocks.map((later, k) => ({ lockDate: later.lockDate, tally: layers[k + 1] as Tally })), { tally: layers[0] as Tally }],
    newOfLockedBorrowers: segmented.newOfLockedBorrowers,
    bridge,
    newBridge,
    breaches: bridge.lines.filter((line) => line.unexplained < 0n),
    unexplained: byName([...bridge.lines, ...newBridge.lines].filter((line) => line.unexplained !== 0n)),
    ignored,
  };
}

function nplBalance({ portfolio, classified }: Month, key: string): Cents | undefined {
  const loan = findText(portfolio.keys, key);
  return loan < 0 || !isNpl(classified.used[loan] as ClassCode) ? undefined : BigInt(portfolio.balance[loan] as number);
}

/** By segment, without the performing; and the new NPLs by layer. */
function tallySegments({ balance }: Portfolio, npl: readonly number[], { segment, layer, laterLocks }: Segmented) {
  const bySegment = newGroups(SEGMENTS.length);
  const layers = newGroups(laterLocks.length + 1);
  for (let k = 0; k < npl.length; k++) {
    const loan = npl[k] as number;
    const code = segment[loan] as SegmentCode;
    addLoan(bySegment, code, balance[loan] as number);
    if (code !== OLD) addLoan(layers, layer[loan] as number, balance[loan] as number);
  }
  return { bySegment: talliesOf(bySegment), layers: talliesOf(layers) };
}
