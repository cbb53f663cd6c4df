import { UserError } from '../diagnostics/diagnostic.js';
import type { ReportInput } from '../measure/npl-report.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, yuan } from '../model/money.js';
import { type Opened, segmentMonth } from './reading/open-months.js';
import { type HistoryOptions, registersGiven } from './reading/read-background.js';

interface AskedFor extends HistoryOptions {
  readonly by: readonly Dimension[];
  readonly loansTotal?: Cents;
  /** Days within which a new loan makes a payment suspicious. */
  readonly renewalDays?: number;
}

/** What the figures of a report are made from. Errors: E_LOANS_TOTAL. */
export function reportInput(opened: Opened, options: AskedFor): ReportInput {
  checkLoansTotal(options.loansTotal, opened.current.portfolio.balance);
  const { background, month, before, lineage } = opened;
  const segmented = segmentMonth(opened);
  return {
    current: month,
    earlier: before,
    families: lineage.families,
    policy: background.policy,
    events: background.events,
    writeOffs: background.writeOffs,
    reversals: background.reversals,
    registersGiven: registersGiven(options),
    dimensions: options.by,
    ...(options.renewalDays === undefined ? {} : { renewalDays: options.renewalDays }),
    ...(segmented === undefined ? {} : { segmented }),
    ...(options.loansTotal === undefined ? {} : { loansTotal: options.loansTotal }),
  };
}

function checkLoansTotal(total: Cents | undefined, balance: Float64Array): void {
  if (total === undefined) return;
  let found = 0n;
  for (const cents of balance) found += BigInt(cents);
  if (total < found) throw new UserError({ code: 'E_LOANS_TOTAL', params: { total: yuan(total), found: yuan(found) } });
}
