import { isoDate } from '../model/civil-date.js';
import { LOAN_CLASSES } from '../model/loan-class.js';
import { yuan } from '../model/money.js';
import type { MonthFigures, Movement, OldAndNew } from '../model/month-figures.js';
import { movementTexts } from '../model/movement-texts.js';
import { BASES, type ClassTallies, type Tally } from '../model/portfolio.js';
import type { WriteOffFigures, WriteOffSum } from '../model/write-off-figures.js';
import { cents, count, day, listOf, OtherShape, objectOf, oneOf, other, type Shape, text } from './json-shape.js';

const SCHEMA = 'npl.month/1';

/** A month's figures as JSON: money as decimal strings in yuan, dates as YYYY-MM-DD; a figure that is absent has no member. */
export function monthFiguresJson(figures: MonthFigures): object {
  const { asOf, allowance, segments, movement, writeOffs } = figures;
  return {
    schema: SCHEMA,
    asOf: isoDate(asOf),
    currency: figures.currency,
    basis: figures.basis,
    policy: { id: figures.policy.id, hash: figures.policy.hash },
    loans: tallyJson(figures.loans),
    classes: Object.fromEntries(LOAN_CLASSES.map((name, code) => [name, tallyJson(figures.classes[code] as Tally)])),
    npl: tallyJson(figures.npl),
    ...(allowance === undefined ? {} : { allowance: { ...allowance, held: yuan(allowance.held) } }),
    overdue: figures.overdue.map(({ days, overdue, notNpl }) => ({ days, overdue: tallyJson(overdue), notNpl: tallyJson(notNpl) })),
    ...(segments === undefined
      ? {}
      : {
          segments: {
            lock: {
              date: isoDate(segments.lock.date),
              hash: segments.lock.hash,
              count: segments.lock.count,
              balance: yuan(segments.lock.balance),
            },
            old: tallyJson(segments.old),
            new: tallyJson(segments.new),
            formed: tallyJson(segments.formed),
            originated: tallyJson(segments.originated),
            originUnknown: tallyJson(segments.originUnknown),
            newOfLockedBorrowers: tallyJson(segments.newOfLockedBorrowers),
            sinceLock: { old: movementTexts(segments.sinceLock.old), new: movementTexts(segments.sinceLock.new) },
          },
        }),
    ...(movement === undefined
      ? {}
      : {
          movement: {
            from: isoDate(movement.from),
            total: movementTexts(movement.total),
            ...(movement.acrossRules === undefined ? {} : { acrossRules: true }),
            ...(movement.old === undefined ? {} : { old: movementTexts(movement.old) }),
            ...(movement.new === undefined ? {} : { new: movementTexts(movement.new) }),
          },
        }),
    ...(writeOffs === undefined ? {} : { writeOffs: writeOffsJson(writeOffs) }),
  };
}

function tallyJson({ count: loans, balance }: Tally): object {
  return { count: loans, balance: yuan(balance) };
}

function writeOffsJson({ month, yearToDate, sinceLock, recovered, recoveredMonth }: WriteOffFigures): object {
  const sum = ({ count: loans, principal, interest, transferLoss }: WriteOffSum) => ({
    count: loans,
    principal: yuan(principal),
    interest: yuan(interest),
    transferLoss: { count: transferLoss.count, principal: yuan(transferLoss.principal) },
  });
  const collected = (one: typeof recovered) => ({ principal: yuan(one.principal), interest: yuan(one.interest) });
  return {
    month: sum(month),
    yearToDate: sum(yearToDate),
    ...(sinceLock === undefined ? {} : { sinceLock: sum(sinceLock) }),
    recovered: collected(recovered),
    recoveredMonth: collected(recoveredMonth),
  };
}

/**
 * Reads what monthFiguresJson wrote, back to the same figures. Undefined for anything else: a member that is missing, unknown
 * or of another form, money that is not written as yuan writes it, and figures that do not add up.
 */
export function parseMonthFigures(value: unknown): MonthFigures | undefined {
  try {
    const { schema: _, ...figures } = month(value);
    return addsUp(figures) ? figures : undefined;
  } catch (error) {
    if (error instanceof OtherShape) return undefined;
    throw error;
  }
}

/** objectOf without members that nobody has asked for. */
function exactly<Must extends Readonly<Record<string, Shape<unknown>>>, May extends Readonly<Record<string, Shape<unknown>>>>(
  must: Must,
  may?: May,
): ReturnType<typeof objectOf<Must, May>> {
  const known = new Set([...Object.keys(must), ...Object.keys(may ?? {})]);
  const shape = objectOf(must, may);
  return (value) => {
    const taken = shape(value);
    return Object.keys(value as object).every((name) => known.has(name)) ? taken : other();
  };
}

const tally: Shape<Tally> = exactly({ count, balance: cents });
const classes = exactly({ normal: tally, 'special-mention': tally, substandard: tally, doubtful: tally, loss: tally });
const classTallies: Shape<ClassTallies> = (value) => {
  const taken = classes(value);
  return LOAN_CLASSES.map((name) => taken[name]);
};
const channels = exactly({
  formation: cents,
  increase: cents,
  relapse: cents,
  cash: cents,
  upgrade: cents,
  writeOff: cents,
  transfer: cents,
  foreclosure: cents,
  debtToEquity: cents,
  securitisation: cents,
  other: cents,
  suspectedRenewal: cents,
});
const movement: Shape<Movement> = exactly({
  opening: cents,
  channels,
  unexplained: cents,
  unexplainedFalls: cents,
  unexplainedRises: cents,
  reclassified: cents,
  closing: cents,
});
const oldAndNew: Shape<OldAndNew> = exactly({ old: movement, new: movement });
const writeOffSum: Shape<WriteOffSum> = exactly({
  count,
  principal: cents,
  interest: cents,
  transferLoss: exactly({ count, principal: cents }),
});
const recovered = exactly({ principal: cents, interest: cents });

const onlyTrue: Shape<true> = (value) => (value === true ? value : other());

const month = exactly(
  {
    schema: oneOf([SCHEMA]),
    asOf: day,
    currency: text,
    basis: oneOf(BASES),
    policy: exactly({ id: text, hash: text }),
    loans: tally,
    classes: classTallies,
    npl: tally,
    overdue: listOf(exactly({ days: count, overdue: tally, notNpl: tally })),
  },
  {
    allowance: exactly({ held: cents, notStated: count, nplNotStated: count }),
    segments: exactly({
      lock: exactly({ date: day, hash: text, count, balance: cents }),
      old: tally,
      new: tally,
      formed: tally,
      originated: tally,
      originUnknown: tally,
      newOfLockedBorrowers: tally,
      sinceLock: oldAndNew,
    }),
    movement: exactly({ from: day, total: movement }, { old: movement, new: movement, acrossRules: onlyTrue }),
    writeOffs: exactly({ month: writeOffSum, yearToDate: writeOffSum, recovered, recoveredMonth: recovered }, { sinceLock: writeOffSum }),
  },
);

/** The sums that hold in every month. */
function addsUp({ loans, classes: byClass, npl, segments }: MonthFigures): boolean {
  const sum = (tallies: readonly Tally[], of: Tally) =>
    tallies.reduce((total, one) => total + one.count, 0) === of.count &&
    tallies.reduce((total, one) => total + one.balance, 0n) === of.balance;
  if (!sum(byClass, loans) || !sum(byClass.slice(2), npl)) return false;
  if (segments === undefined) return true;
  const { old, new: fresh, formed, originated, originUnknown } = segments;
  return sum([old, fresh], npl) && sum([formed, originated, originUnknown], fresh);
}
