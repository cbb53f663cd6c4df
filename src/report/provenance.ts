import type { BaseLock } from '../model/base-lock.js';
import { type DayNumber, isoDate } from '../model/civil-date.js';
import type { SourceFile } from '../model/portfolio.js';
import type { StatedSetting } from '../model/stated-setting.js';
import type { Policy } from '../policy/policy.js';
import { columnsOf, count, label, table, text } from './cells.js';
import type { Row, Section } from './document.js';
import { CONFIG_WORDS } from './words/config-words.js';
import type { Words } from './words/words.js';

/** Where every figure of a report comes from. */
export interface Provenance {
  /** "npl 0.1.0". */
  readonly program: string;
  readonly asOf: DayNumber;
  readonly policy: Policy;
  readonly locks: readonly BaseLock[];
  readonly sources: readonly SourceFile[];
  readonly earlier: readonly SourceFile[];
  /** Settings that were not typed and change a figure. */
  readonly settings?: readonly StatedSetting[];
  readonly registers: readonly { readonly register: string; readonly name: string; readonly sha256: string; readonly entries: number }[];
  /** Head of the journal of the book, where the figures come from one. */
  readonly head?: string;
}

type InForce = Pick<Policy, 'effectiveFrom' | 'effectiveTo'>;

/** True when the policy's effective dates do not hold the data date. */
export function isOutsideForce(policy: InForce, asOf: DayNumber): boolean {
  return (
    (policy.effectiveFrom !== undefined && asOf < policy.effectiveFrom) || (policy.effectiveTo !== undefined && asOf > policy.effectiveTo)
  );
}

/** When a policy holds: "in force from 2023-07-01", "in force to 2023-06-30"; empty when it does not say. */
export function inForce(words: Words, policy: InForce): string {
  const from = policy.effectiveFrom === undefined ? undefined : isoDate(policy.effectiveFrom);
  const to = policy.effectiveTo === undefined ? undefined : isoDate(policy.effectiveTo);
  if (from !== undefined) return words.inForceFrom(from, to);
  return to === undefined ? '' : words.inForceTo(to);
}

/** "policy cn-2023 (in force from 2023-07-01, applied here outside that)". */
export function policyWords(words: Words, policy: Policy, asOf: DayNumber): string {
  const period = inForce(words, policy);
  const outside = isOutsideForce(policy, asOf) ? `${words.comma}${words.outsideForce}` : '';
  return `${words.policy} ${policy.id}${period === '' ? '' : words.inBrackets(period + outside)}`;
}

/** Tables that figures are judged by beside the policy. */
const JUDGING: ReadonlySet<string> = new Set(['eligibility', 'limitation', 'bands']);

export function provenanceSection(words: Words, provenance: Provenance): Section {
  const file = (id: string, item: string, one: { name: string; sha256: string }, rows: number): Row => ({
    id,
    cells: [label(item), text(one.name), count(rows), text(one.sha256)],
  });
  const { item } = words;
  const { head } = provenance;
  const rows: Row[] = [
    ...provenance.sources.map((source) => file('ledger', item.ledger, source, source.rows.read)),
    ...provenance.earlier.map((source) => file('earlier-ledger', item.earlierLedger, source, source.rows.read)),
    ...provenance.registers.map((one) =>
      JUDGING.has(one.register)
        ? file('judging-table', item.judgingTable, one, one.entries)
        : file('register', item.register, one, one.entries),
    ),
    ...provenance.locks.map((lock) => file('lock', item.lock, { name: isoDate(lock.lockDate), sha256: lock.hash }, lock.total.count)),
    ...(provenance.settings ?? []).map(
      ({ key, value, source, sha256 }): Row => ({
        id: `setting-${key}`,
        cells: [label(CONFIG_WORDS[words.lang].inForce), text(`${key}: ${value} (${source})`), label(''), text(sha256 ?? '')],
      }),
    ),
    {
      id: 'policy',
      cells: [label(item.policy), text(provenance.policy.id), label(''), text(provenance.policy.hash)],
    },
    ...(head === undefined ? [] : [{ id: 'book-head', cells: [label(item.bookHead), label(''), label(''), text(head)] }]),
    { id: 'program', cells: [label(item.program), text(provenance.program), label(''), label('')] },
  ];
  return {
    id: 'provenance',
    heading: words.heading.provenance,
    blocks: [table('provenance', columnsOf(words, ['item', 'file', 'rows', 'hash']), rows)],
  };
}
