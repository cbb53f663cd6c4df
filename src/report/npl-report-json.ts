import { CHANNELS_IN, CHANNELS_OUT, type RollForward, type RollForwardLine } from '../measure/roll-forward.js';
import type { SegmentFigures } from '../measure/segment-figures.js';
import type { WriteOffSum } from '../measure/write-offs.js';
import { isoDate } from '../model/civil-date.js';
import { className } from '../model/loan-class.js';
import { type Cents, yuan } from '../model/money.js';
import { type SourceFile, shownKey } from '../model/portfolio.js';
import type { SuspectedRenewal } from '../model/suspected-renewal.js';
import { textAt } from '../model/text-index.js';
import { classesJson, decimalText, ratioJson, tallyJson } from './json-values.js';
import type { NplReport } from './npl-report-content.js';
import { isOutsideForce, type Provenance } from './provenance.js';
import { qualityFigures } from './recovery/quality-figures.js';
import { unitBridgeJson } from './unit-bridge-json.js';

export { classesJson, decimalText, ratioJson, tallyJson } from './json-values.js';

/**
 * The npl.report/1 contract: money as decimal strings in yuan, ratios with numerator, denominator and the unrounded value
 * as a string, absent figures absent. Additions are fine; a change of meaning raises the number.
 */
export function nplReportJson(report: NplReport): object {
  const { figures, portfolio, classified, provenance } = report;
  const { doubleReduction: reduction, attribution, restored } = figures;
  return {
    schema: 'npl.report/1',
    asOf: isoDate(portfolio.asOf),
    currency: portfolio.currency,
    basis: classified.basis,
    incomplete: report.incomplete,
    loans: tallyJson(figures.loans),
    ...(figures.ratioBase === figures.loans.balance ? {} : { loansTotal: yuan(figures.ratioBase) }),
    classes: classesJson(figures.classes),
    declared: figures.declared && classesJson(figures.declared),
    ...(figures.declared === undefined ? {} : { notDeclared: tallyJson(figures.notDeclared) }),
    computed: figures.computed && classesJson(figures.computed),
    withoutOverrides: figures.withoutOverrides && classesJson(figures.withoutOverrides),
    npl: tallyJson(figures.npl),
    nplRatio: ratioJson(figures.nplRatio),
    specialMentionRatio: ratioJson(figures.specialMentionRatio),
    deviation: figures.deviation && {
      milder: tallyJson(figures.deviation.milder),
      milderAcrossNpl: tallyJson(figures.deviation.milderAcrossNpl),
      stricter: tallyJson(figures.deviation.stricter),
    },
    overdue: figures.overdue.map((one) => ({
      days: one.days,
      ...tallyJson(one.overdue),
      gap: yuan(one.gap),
      ratio: ratioJson(one.ratio),
      notNpl: { ...tallyJson(one.notNpl), loans: one.loans.map((loan) => shownKey(textAt(portfolio.keys, loan))) },
    })),
    segments: figures.segments && segmentsJson(figures.segments),
    doubleReduction: reduction && {
      against: isoDate(reduction.against),
      balance: {
        from: yuan(reduction.balance.from),
        to: yuan(reduction.balance.to),
        change: yuan(reduction.balance.change),
        down: reduction.balance.down,
      },
      ratio: reduction.ratio && {
        from: ratioJson(reduction.ratio.from),
        to: ratioJson(reduction.ratio.to),
        change: decimalText(reduction.ratio.change),
        down: reduction.ratio.down,
      },
      verdict: reduction.verdict,
      achieved: reduction.achieved,
      streak: reduction.streak,
      toDate: reduction.toDate,
      period: reduction.period,
    },
    rollForward: figures.movement && rollForwardJson(figures.movement),
    attribution: attribution && {
      change: decimalText(attribution.change),
      numerator: {
        total: decimalText(attribution.numerator.total),
        channels: Object.fromEntries(
          Object.entries(attribution.numerator.channels)
            .filter(([channel, value]) => channel !== 'suspectedRenewal' || !value.isZero())
            .map(([channel, value]) => [channel, decimalText(value)]),
        ),
      },
      denominator: decimalText(attribution.denominator),
      restoredRatio: restored && ratioJson(restored.ratio),
    },
    restoredRatio: restored && ratioJson(restored.ratio),
    quality: qualityFigures(report.quality),
    writeOffs: figures.writeOffs && {
      month: writeOffJson(figures.writeOffs.month),
      yearToDate: writeOffJson(figures.writeOffs.yearToDate),
      sinceLock: figures.writeOffs.sinceLock && writeOffJson(figures.writeOffs.sinceLock),
      recovered: { principal: yuan(figures.writeOffs.recovered.principal), interest: yuan(figures.writeOffs.recovered.interest) },
      recoveredMonth: {
        principal: yuan(figures.writeOffs.recoveredMonth.principal),
        interest: yuan(figures.writeOffs.recoveredMonth.interest),
      },
    },
    suspectedRenewals: figures.suspected.length === 0 ? undefined : figures.suspected.map(suspectedJson),
    provision: provisionJson(report),
    largest: figures.largest.map((borrower) => ({
      institution: borrower.institution,
      borrower: borrower.id,
      name: borrower.name,
      count: borrower.loans,
      balance: yuan(borrower.balance),
      worst: className(borrower.worst),
      shareOfNpl: ratioJson(borrower.shareOfNpl),
    })),
    by: figures.by?.map((row) => ({
      key: row.key,
      loans: tallyJson(row.loans),
      specialMention: tallyJson(row.specialMention),
      npl: tallyJson(row.npl),
      nplRatio: ratioJson(row.nplRatio),
      old: row.old && tallyJson(row.old),
      new: row.new && tallyJson(row.new),
    })),
    branchBridges: report.branches?.map(({ unit, ...own }) => ({ branch: unit, ...unitBridgeJson(own) })),
    offBook: tallyJson(portfolio.offBook),
    ...(portfolio.negative.count === 0 ? {} : { negative: tallyJson(portfolio.negative) }),
    rows: portfolio.rows,
    notes: classified.notes,
    notAssessed: classified.notAssessed,
    unverifiedRules: provenance.policy.rules.filter((rule) => !rule.verified).map((rule) => rule.id),
    provenance: provenanceJson(provenance),
  };
}

function segmentsJson(segments: SegmentFigures): object {
  const { lock, bridge, newBridge } = segments;
  return {
    lock: { date: isoDate(lock.lockDate), hash: lock.hash, ...tallyJson(lock.total) },
    old: tallyJson(segments.old),
    new: {
      ...tallyJson(segments.new),
      formed: tallyJson(segments.formed),
      originated: tallyJson(segments.originated),
      ...(segments.originUnknown.count === 0 ? {} : { originUnknown: tallyJson(segments.originUnknown) }),
      ofLockedBorrowers: tallyJson(segments.newOfLockedBorrowers),
    },
    ...(segments.layers.length < 2
      ? {}
      : {
          layers: segments.layers.map(({ lockDate, tally }) => ({
            lock: lockDate === undefined ? undefined : isoDate(lockDate),
            ...tallyJson(tally),
          })),
        }),
    bridge: {
      locked: yuan(bridge.opening),
      ...channelsJson(bridge, ['increase', 'relapse', ...CHANNELS_OUT]),
      unexplained: yuan(bridge.unexplained),
      unexplainedFalls: yuan(bridge.unexplainedFalls),
      unexplainedRises: yuan(bridge.unexplainedRises),
      old: yuan(bridge.closing),
    },
    newBridge: {
      ...channelsJson(newBridge, [...CHANNELS_IN, ...CHANNELS_OUT]),
      unexplained: yuan(newBridge.unexplained),
      new: yuan(newBridge.closing),
    },
    unexplained: segments.unexplained.map((line) => ({
      loan: shownKey(line.family),
      opening: yuan(line.opening),
      closing: yuan(line.closing),
      unexplained: yuan(line.unexplained),
    })),
    breaches: segments.breaches.map((line) => shownKey(line.family)),
    inferred: inferredJson([...bridge.lines, ...newBridge.lines].filter((line) => line.inferred.length > 0)),
  };
}

/** Both loans, and what was kept out of cash. */
export function suspectedJson(one: SuspectedRenewal): object {
  return {
    oldLoan: shownKey(one.oldLoan),
    oldBalance: yuan(one.oldBalance),
    leftOn: one.leftOn === undefined ? undefined : isoDate(one.leftOn),
    newLoan: shownKey(one.newLoan),
    newBalance: yuan(one.newBalance),
    issuedOn: isoDate(one.issuedOn),
    by: one.by,
    cash: yuan(one.cash),
  };
}

const INFERRED_LISTED = 100;

function inferredJson(lines: readonly RollForwardLine[]): object {
  const loans = lines.slice(0, INFERRED_LISTED).map((line) => ({ loan: shownKey(line.family), channels: line.inferred }));
  return { count: lines.length, loans };
}

function rollForwardJson(movement: RollForward): object {
  return {
    opening: yuan(movement.opening),
    ...channelsJson(movement, [...CHANNELS_IN, ...CHANNELS_OUT]),
    unexplained: yuan(movement.unexplained),
    closing: yuan(movement.closing),
  };
}

function channelsJson(movement: RollForward, channels: readonly (keyof RollForward['channels'])[]): Record<string, string> {
  // What is only suspected has a member where there is any.
  const shown = channels.filter((channel) => channel !== 'suspectedRenewal' || movement.channels[channel] !== 0n);
  return Object.fromEntries(shown.map((channel) => [channel, yuan(movement.channels[channel])]));
}

function provisionJson(report: NplReport): object | undefined {
  const { provision } = report.figures;
  if (provision === undefined) return undefined;
  const money = (cents: Cents | undefined) => (cents === undefined ? undefined : yuan(cents));
  return {
    general: yuan(provision.general),
    specific: yuan(provision.specific),
    needed: yuan(provision.needed),
    held: money(provision.held),
    gap: money(provision.gap),
    coverage: ratioJson(provision.coverage),
    provisionRatio: ratioJson(provision.provisionRatio),
    netNpl: money(provision.netNpl),
    minimum: {
      byCoverage: yuan(provision.minimum.byCoverage),
      byProvisionRatio: yuan(provision.minimum.byProvisionRatio),
      need: yuan(provision.minimum.need),
      binding: provision.minimum.binding,
    },
    verified: provision.verified,
    notStated: provision.notStated,
    nplNotStated: provision.nplNotStated,
  };
}

/** What a result was made from: files with their SHA-256, policy and its sources, locks, program. */
export function provenanceJson(provenance: Provenance): object {
  const { policy, locks, sources, earlier, registers, program, asOf, head, settings, selection } = provenance;
  const source = ({ name, sha256, bytes, encoding, delimiter, rows }: SourceFile) => ({ name, sha256, bytes, encoding, delimiter, rows });
  return {
    program,
    policy: {
      id: policy.id,
      hash: policy.hash,
      effectiveFrom: policy.effectiveFrom === undefined ? undefined : isoDate(policy.effectiveFrom),
      effectiveTo: policy.effectiveTo === undefined ? undefined : isoDate(policy.effectiveTo),
      outsideForce: isOutsideForce(policy, asOf),
    },
    sources: sources.map(source),
    earlier: earlier.map(source),
    registers,
    locks: locks.map((lock) => ({ date: isoDate(lock.lockDate), hash: lock.hash })),
    ...(selection === undefined ? {} : { selection: selection.map(({ column, field, value }) => ({ column, field, equals: value })) }),
    ...(settings === undefined ? {} : { settings }),
    ...(head === undefined ? {} : { head }),
  };
}

/** Loans, principal and interest written off, as decimal strings in yuan; losses on transfer apart. */
export function writeOffJson(sum: WriteOffSum): object {
  const { count, principal, interest, transferLoss } = sum;
  return {
    count,
    amount: yuan(principal),
    interest: yuan(interest),
    transferLoss: { count: transferLoss.count, amount: yuan(transferLoss.principal) },
  };
}
