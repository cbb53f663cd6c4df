import { isNpl } from '../model/loan-class.js';
import type { Month } from '../model/portfolio.js';
import { newChannels } from './channels.js';
import type { ClassMovement } from './class-movement.js';
import { type MonthMovement, nplBySegment, type SegmentedMonth } from './month-movement.js';
import { movementOf } from './movement.js';
import { tallyClasses } from './tallies.js';

/**
 * The way into a month that was classified by other rules than the one before it. What the change of rules moved cannot be
 * told from what borrowers did, so all of it is reclassified and none of it in a channel.
 */
export function moveAcrossRules(before: SegmentedMonth, after: SegmentedMonth): MonthMovement {
  const [opening, closing] = [nplBySegment(before), nplBySegment(after)];
  const of = (segment: 'old' | 'new') => movementOf([], opening[segment], closing[segment]);
  return {
    from: before.month.portfolio.asOf,
    to: after.month.portfolio.asOf,
    total: movementOf([], opening.old + opening.new, closing.old + closing.new),
    ...(before.segmented === undefined ? {} : { segments: { old: of('old'), new: of('new') } }),
    acrossRules: true,
    lines: [],
    ignored: [],
    suspected: [],
  };
}

/** The same by class: what a class became more or less is what came from other classes, or went to them. */
export function classesAcrossRules(before: Month, after: Month): ClassMovement[] {
  const [opening, closing] = [before, after].map(({ portfolio, classified }) => tallyClasses(portfolio, classified.used));
  return (opening ?? []).flatMap((one, code): ClassMovement[] => {
    if (!isNpl(code)) return [];
    const [from, to] = [one.balance, closing?.[code]?.balance ?? 0n];
    const over = { fromOthers: to > from ? to - from : 0n, toOthers: from > to ? from - to : 0n };
    return [{ class: code, opening: from, channels: newChannels(), unexplainedFalls: 0n, unexplainedRises: 0n, ...over, closing: to }];
  });
}
