import type { LockedClaim, OffBookBase } from '../model/base-lock.js';
import { isoDate } from '../model/civil-date.js';
import { claimTotal } from '../model/claim-total.js';
import { yuan } from '../model/money.js';
import { cents, count, day, listOf, objectOf, text } from './json-shape.js';

/** The off-book section as a member of a lock file, one claim a line. */
export function offBookText({ registers, total, target, claims }: OffBookBase): string {
  const members = [
    `"registers": ${lines(registers)}`,
    `"total": ${JSON.stringify({ count: total.count, principal: yuan(total.principal), collected: yuan(total.collected), left: yuan(total.left) })}`,
    ...(target === undefined ? [] : [`"target": "${yuan(target)}"`]),
    `"claims": ${lines(claims.map(writtenClaim))}`,
  ];
  return `  "offBook": {\n${members.map((member) => `    ${member}`).join(',\n')}\n  },\n`;
}

function lines(items: readonly object[]): string {
  return items.length === 0 ? '[]' : `[\n${items.map((item) => `      ${JSON.stringify(item)}`).join(',\n')}\n    ]`;
}

function writtenClaim({ key, borrower, branch, officer, writtenOffOn, principal, collected, left }: LockedClaim): object {
  return {
    ...{ key, borrower, branch, officer, writtenOffOn: isoDate(writtenOffOn) },
    ...{ principal: yuan(principal), collected: yuan(collected), left: yuan(left) },
  };
}

const amounts = { principal: cents, collected: cents, left: cents };

export const offBookShape = objectOf(
  {
    registers: listOf(objectOf({ register: text, name: text, sha256: text, entries: count })),
    total: objectOf({ count, ...amounts }),
    claims: listOf(objectOf({ key: text, writtenOffOn: day, ...amounts }, { borrower: text, branch: text, officer: text })),
  },
  { target: cents },
);

/** True where each claim stands once, something is left of it, and all give the total. */
export function isAddedUp({ total, claims }: Pick<OffBookBase, 'total' | 'claims'>): boolean {
  const sum = claimTotal(claims);
  const isTotal =
    sum.count === total.count && sum.principal === total.principal && sum.collected === total.collected && sum.left === total.left;
  const isEach = claims.every(({ principal, collected, left }) => left > 0n && left === principal - collected);
  return isTotal && isEach && new Set(claims.map(({ key }) => key)).size === claims.length;
}
