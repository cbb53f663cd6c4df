import { assertInvariant } from '../diagnostics/diagnostic.js';
import type { BaseLock } from '../model/base-lock.js';
import type { DayNumber } from '../model/civil-date.js';
import type { LoanEvent } from '../model/events.js';
import { type ClassCode, isNpl } from '../model/loan-class.js';
import type { Cents } from '../model/money.js';
import type { Month, Tally } from '../model/portfolio.js';
import { FORMED, OLD, ORIGIN_UNKNOWN, ORIGINATED, type Segmented } from '../model/segmented.js';
import { findText, textAt } from '../model/text-index.js';
import { type RollForward, type RollForwardLine, rollForward, sumLines } from './roll-forward.js';
import { addTallies, tallyBy } from './tallies.js';

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

/** Old and new NPLs of a segmented ledger, and how both came from the lock to now. */
export function measureSegments(month: Month, segmented: Segmented, events: readonly LoanEvent[]): SegmentFigures {
  const { portfolio } = month;
  const { lock, laterLocks } = segmented;
  const bySegment = tallyBy(portfolio, 5, (loan) => segmented.segment[loan] as number);
  const of = (code: number) => bySegment[code] as Tally;
  const layers = tallyBy(portfolio, laterLocks.length + 1, (loan) =>
    (segmented.segment[loan] as number) < FORMED ? -1 : (segmented.layer[loan] as number),
  );
  const { lines, ignored } = rollForwardSinceLock(month, segmented, events);
  const bridge = sumLines(lines.filter((line) => line.opened));
  const newBridge = sumLines(lines.filter((line) => !line.opened));
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
    unexplained: lines.filter((line) => line.unexplained !== 0n),
    ignored,
  };
}

function rollForwardSinceLock(month: Month, segmented: Segmented, events: readonly LoanEvent[]) {
  return rollForward({
    from: segmented.lock.lockDate,
    to: month.portfolio.asOf,
    opening: new Map(segmented.lock.loans.map((loan) => [loan.key, loan.balance])),
    ...closingFacts(month),
    families: segmented.families,
    events,
    becameNew: segmented.becameNew,
  });
}

/** What a roll-forward needs to know of the ledger it ends with. */
export function closingFacts(month: Month) {
  return { closing: nplByLoan(month), performing: (loan: string) => performingBalance(month, loan) };
}

/** NPL balance by loan; a loan that is performing is not in it. */
export function nplByLoan({ portfolio, classified }: Month): Map<string, Cents> {
  const balances = new Map<string, Cents>();
  for (let i = 0; i < portfolio.count; i++) {
    if (isNpl(classified.used[i] as ClassCode)) balances.set(textAt(portfolio.keys, i), BigInt(portfolio.balance[i] as number));
  }
  return balances;
}

/** 0 for a loan that is NPL or not on the ledger. */
function performingBalance({ portfolio, classified }: Month, key: string): Cents {
  const loan = findText(portfolio.keys, key);
  return loan < 0 || isNpl(classified.used[loan] as ClassCode) ? 0n : BigInt(portfolio.balance[loan] as number);
}
