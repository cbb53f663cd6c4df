import type { ClaimSince, ClaimsSinceLock } from '../../measure/claims-since-lock.js';
import type { ClaimTotal } from '../../model/base-lock.js';
import { isoDate } from '../../model/civil-date.js';
import { yuan } from '../../model/money.js';
import { shownKey } from '../../model/portfolio.js';
import { ratioJson } from '../json-values.js';
import type { LockedOffBook } from './off-book.js';

/** The off-book section of a lock and what became of it. Without registers there is no more than what was locked. */
export function offBookJson({ lock, since }: LockedOffBook): object {
  const { total, target } = lock.offBook;
  return {
    lock: { date: isoDate(lock.lockDate), hash: lock.hash },
    locked: { count: total.count, ...sumsJson(total) },
    target: target === undefined ? undefined : yuan(target),
    ...(since === undefined ? {} : sinceJson(since)),
  };
}

function sinceJson(since: ClaimsSinceLock): object {
  const { fresh, toCollect } = since;
  return {
    writtenBack: yuan(since.writtenBack),
    collected: yuan(since.collected),
    interest: yuan(since.interest),
    left: { count: since.leftCount, principal: yuan(since.left) },
    completion: ratioJson(since.completion),
    toCollect: toCollect === undefined ? undefined : yuan(toCollect),
    writtenOffSince: {
      count: fresh.count,
      principal: yuan(fresh.writtenOff),
      collected: yuan(fresh.collected),
      left: yuan(fresh.left),
    },
    reopened: yuan(since.other),
    difference: yuan(since.difference),
    closing: yuan(since.closing),
    claims: since.claims.map(claimJson),
    differences: since.differences.map(({ loan, locked, stated }) => ({
      loan: shownKey(loan),
      locked: locked && sumsJson(locked),
      stated: stated && sumsJson(stated),
    })),
  };
}

function claimJson({ locked, collected, interest, writtenBack, left }: ClaimSince): object {
  const { key, borrower, branch, officer, writtenOffOn } = locked;
  return {
    loan: shownKey(key),
    ...{ borrower, branch, officer, writtenOffOn: isoDate(writtenOffOn) },
    locked: sumsJson(locked),
    writtenBack: yuan(writtenBack),
    collected: yuan(collected),
    interest: yuan(interest),
    left: yuan(left),
  };
}

function sumsJson({ principal, collected, left }: Omit<ClaimTotal, 'count'>): object {
  return { principal: yuan(principal), collected: yuan(collected), left: yuan(left) };
}
