import { UserError } from '../diagnostics/diagnostic.js';
import { measureNplReport, type ReportFigures, type ReportInput } from '../measure/npl-report.js';
import type { Dimension } from '../model/loan-fields.js';
import { type Cents, yuan } from '../model/money.js';
import { onceOf } from '../model/once.js';
import { stated } from '../model/stated.js';
import { RENEWAL_DAYS } from '../model/suspected-renewal.js';
import type { Opened } from './reading/open-months.js';

interface AskedFor {
  readonly by: readonly Dimension[];
  readonly loansTotal?: Cents;
  /** Days within which a new loan makes a payment suspicious. */
  readonly renewalDays?: number;
}

/** What the figures of a report are made from. Errors: E_LOANS_TOTAL. */
export function reportInput(opened: Opened, options: AskedFor): ReportInput {
  checkLoansTotal(options.loansTotal, opened.current.portfolio.balance);
  const { background, month, before, lineage, registersGiven, segmented, knownOnce } = opened;
  return {
    current: month,
    earlier: before,
    families: lineage.families,
    policy: background.policy,
    events: background.events,
    writeOffs: background.writeOffs,
    reversals: background.reversals,
    registersGiven,
    dimensions: options.by,
    ...stated({ renewalDays: options.renewalDays, segmented, loansTotal: options.loansTotal, knownOnce }),
  };
}

/** The figures of the report without a split, measured once for all who ask it of a month. Errors: E_LOANS_TOTAL. */
export function reportFigures(opened: Opened, { loansTotal, renewalDays = RENEWAL_DAYS }: Omit<AskedFor, 'by'>): ReportFigures {
  return onceOf(opened, `report ${loansTotal} ${renewalDays}`, () =>
    measureNplReport(reportInput(opened, { by: [], renewalDays, ...stated({ loansTotal }) })),
  );
}

/** Refuses a total of all loans below what the ledger holds. Errors: E_LOANS_TOTAL. */
export function checkLoansTotal(total: Cents | undefined, balance: Float64Array): void {
  if (total === undefined) return;
  let found = 0n;
  for (const cents of balance) found += BigInt(cents);
  if (total < found) throw new UserError({ code: 'E_LOANS_TOTAL', params: { total: yuan(total), found: yuan(found) } });
}
