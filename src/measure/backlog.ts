import type { Eligible } from '../model/eligible.js';
import type { Month, NotAssessed, Portfolio, Tally } from '../model/portfolio.js';
import { textAt } from '../model/text-index.js';
import type { EligibilityRule, EligibilityTable, EvidenceItem } from '../policy/policy.js';
import type { EvidenceOnFile } from './evidence-on-file.js';
import { addLoan, newGroups, tallyAt } from './tallies.js';

/** A loan that is to be written off: the rules it meets, and what the file lacks for the one that is nearest to complete. */
export interface BacklogLoan {
  readonly loan: number;
  readonly rules: readonly EligibilityRule[];
  readonly missing: readonly EvidenceItem[];
}

/** What meets the eligibility table and is still on the book (应核尽核). */
export interface Backlog {
  readonly table: EligibilityTable;
  /** Largest first, equal ones by key. */
  readonly loans: readonly BacklogLoan[];
  readonly tally: Tally;
  /** Of those, what lacks no evidence. */
  readonly ready: Tally;
  /** How much meets each rule, in the table's order; a loan may meet several. */
  readonly byRule: readonly { readonly rule: EligibilityRule; readonly tally: Tally }[];
  readonly notAssessed: readonly NotAssessed[];
  readonly evidenceGiven: boolean;
}

const ALL = 0;
const READY = 1;

export function measureBacklog({ portfolio }: Month, table: EligibilityTable, eligible: Eligible, onFile: EvidenceOnFile): Backlog {
  const groups = newGroups(2);
  const ofRules = newGroups(table.rules.length);
  const loans = eligible.loans.map(({ loan, rules }): BacklogLoan => {
    const key = textAt(portfolio.keys, loan);
    const met = rules.map((index) => table.rules[index] as EligibilityRule);
    const missing = met.map(({ evidence }) => evidence.filter(({ id }) => !onFile.has(key, id)));
    const least = missing.reduce((best, one) => (one.length < best.length ? one : best));
    const cents = portfolio.balance[loan] as number;
    addLoan(groups, ALL, cents);
    if (least.length === 0) addLoan(groups, READY, cents);
    for (const index of rules) addLoan(ofRules, index, cents);
    return { loan, rules: met, missing: least };
  });
  return {
    table,
    loans: loans.sort((a, b) => largestFirst(portfolio, a.loan, b.loan)),
    tally: tallyAt(groups, ALL),
    ready: tallyAt(groups, READY),
    byRule: table.rules.map((rule, index) => ({ rule, tally: tallyAt(ofRules, index) })),
    notAssessed: eligible.notAssessed,
    evidenceGiven: onFile.isGiven,
  };
}

function largestFirst({ balance, keys }: Portfolio, a: number, b: number): number {
  return (balance[b] as number) - (balance[a] as number) || (textAt(keys, a) < textAt(keys, b) ? -1 : 1);
}
