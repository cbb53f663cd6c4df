import { type DayNumber, isoDate } from '../model/civil-date.js';

/** The names in a book's folder. A person reads them; nothing that is published under one is ever moved or changed. */
export const JOURNAL = 'journal.jsonl';
export const MONTHS = 'months';
export const LOCKS = 'locks';
export const POLICIES = 'policies';
export const FOLDERS = [MONTHS, LOCKS, POLICIES] as const;

/** Files of a month's folder. */
export const MANIFEST = 'manifest.json';
export const LOANS = 'loans.csv';
export const WATCHED = 'watched.csv';
export const FIGURES = 'figures.json';
export const LINEAGE = 'lineage.json';
export const REGISTERS = 'registers';
export const REGISTER_ROWS = 'registers.json';

/** Who writes in the book now: there only while somebody does, or after somebody was killed. */
export const HELD = '.held';
/** Where a writer makes what it is about to publish. */
export const STAGING = '.staging';
export const TAKEOVER = '.takeover-';

/** What a writer may leave at the top of the folder when it is killed: no part of the book. */
export function isTransient(name: string): boolean {
  return name === STAGING || name === HELD || name.startsWith(`${HELD}-`) || name.startsWith(TAKEOVER);
}

/** `2018-07-31`, and `2018-07-31.2` for what restates it. */
function versioned(asOf: DayNumber, version: number): string {
  return version === 1 ? isoDate(asOf) : `${isoDate(asOf)}.${version}`;
}

/** `months/2018-07-31`: of the first version. */
export function monthFolder(asOf: DayNumber, version: number): string {
  return `${MONTHS}/${versioned(asOf, version)}`;
}

/** `locks/2018-06-30.lock.json`; versions as of months. */
export function lockPath(asOf: DayNumber, version: number): string {
  return `${LOCKS}/${versioned(asOf, version)}.lock.json`;
}

/** `book.json`, and `book.2.json` for what was set later. */
export function configPath(version: number): string {
  return version === 1 ? 'book.json' : `book.${version}.json`;
}

const SHORT_HASH = 8;

/** `policies/cn-2023-b9fd9d3b.yaml`. */
export function policyPath(policy: { readonly id: string; readonly hash: string }): string {
  return `${POLICIES}/${policy.id}-${policy.hash.slice(0, SHORT_HASH)}.yaml`;
}
