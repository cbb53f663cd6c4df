import type { Backlog } from '../../measure/backlog.js';
import type { ProvisionRow } from '../../measure/provision-by.js';
import type { ProvisionReport, ProvisionView } from '../../measure/provision-report.js';
import { addTallies } from '../../measure/tallies.js';
import { className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import type { Cents } from '../../model/money.js';
import { type Ratio, ratioOfRate, ratioValue } from '../../model/ratio.js';
import { ABSENT, count, label, longest, money, moneyChange, ofGoal, points, ratio, table, withChart } from '../cells.js';
import { provisionChart } from '../charts/provision-chart.js';
import type { Block, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { provisionCover } from './covers.js';
import { eligibilityWords, isVerified } from './eligibility.js';
import { type RecoveryFrame, recoveryDocument } from './frame.js';
import { provisionBySection } from './provision-by.js';

/** What the provision report is made from. */
export interface ProvisionContent extends RecoveryFrame {
  /** Absent where the policy states no rates. */
  readonly figures?: ProvisionReport;
  readonly backlog: Backlog;
  readonly dimensions: readonly Dimension[];
  /** Absent without dimensions, and without rates. */
  readonly by?: readonly ProvisionRow[];
}

/** Provision needed and held, both minimums, and what writing off the backlog would do. */
export function provisionDocument(content: ProvisionContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures, backlog, by, dimensions } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.recovery.provisionTitle,
    judgedBy: [eligibilityWords(words, backlog.table, content.portfolio.asOf)],
    ...(figures === undefined ? {} : { cover: provisionCover(words, figures) }),
    sections:
      figures === undefined
        ? [{ id: 'classes', heading: words.recovery.provision.byClass, blocks: [sentence('note', words.recovery.provision.noRates)] }]
        : [
            classSection(words, figures),
            totalSection(words, figures),
            ...(by === undefined ? [] : [provisionBySection(words, figures, by, dimensions)]),
            minimumSection(words, figures),
            effectSection(words, figures, isVerified(backlog.table)),
          ],
  }));
}

const left = (id: string, header = ''): Column => ({ id, header, align: 'left' });
const right = (id: string, header: string): Column => ({ id, header, align: 'right' });

function classSection(words: Words, { classes, rounding, total }: ProvisionReport): Section {
  const said = words.recovery.provision;
  const rows: Row[] = classes.map(({ tally, rate, needed, held }, code) => ({
    id: className(code),
    cells: [
      ...[label(words.class[className(code)]), count(tally.count), money(tally.balance), ratio(ratioOfRate(rate))],
      ...[money(needed), money(held)],
    ],
  }));
  const blanks = [label(''), label(''), label('')];
  if (rounding !== 0n) rows.push({ id: 'rounding', cells: [label(said.rounding), ...blanks, money(rounding), label('')] });
  const all = addTallies(classes.map(({ tally }) => tally));
  rows.push({
    id: 'total',
    tone: 'total',
    cells: [...[label(words.item.total), count(all.count), money(all.balance), label('')], ...[money(total.specific), money(total.held)]],
  });
  const columns = [
    left('class'),
    right('count', words.column.count),
    right('balance', words.column.balance),
    right('rate', said.rate),
    right('needed', said.needed),
    right('held', said.heldColumn),
  ];
  const isHeldKnown = classes.some(({ held }) => held !== undefined);
  const chart = provisionChart(
    words,
    said.byClass,
    // Beside what is held for classes that need nothing specific, the others would be lines.
    classes.flatMap(({ needed, held }, code) =>
      needed === 0n ? [] : [{ label: words.class[className(code)], goal: needed, reached: held }],
    ),
  );
  const blocks: Block[] = [withChart(table('classes', columns, rows), chart, isHeldKnown ? ofGoal('held', 'needed') : longest('needed'))];
  if (!total.verified) blocks.push(sentence('note', words.say.unverifiedRates));
  return { id: 'classes', heading: said.byClass, blocks };
}

function totalSection(words: Words, { rates, total }: ProvisionReport): Section {
  const { item, recovery } = words;
  const rows: Row[] = [
    { id: 'general', cells: [label(item.general), ratio(ratioOfRate(rates.general)), money(total.general)] },
    { id: 'specific', cells: [label(item.specific), label(''), money(total.specific)] },
    { id: 'needed', tone: 'total', cells: [label(item.needed), label(''), money(total.needed)] },
    { id: 'held', cells: [label(item.held), label(''), money(total.held)] },
    { id: 'gap', cells: [label(item.gap), label(''), money(total.gap)] },
    { id: 'net-npl', cells: [label(words.say.netNpl), label(''), money(total.netNpl)] },
  ];
  const columns = [left('item'), right('rate', recovery.provision.rate), right('amount', words.column.amount)];
  const blocks: Block[] = [table('total', columns, rows)];
  if (total.held !== undefined && total.gap === undefined) blocks.push(sentence('warning', recovery.provision.noAllowance));
  return { id: 'total', heading: recovery.provision.total, blocks };
}

function minimumSection(words: Words, { rates, total, now }: ProvisionReport): Section {
  const said = words.recovery.provision;
  const { minimum } = total;
  const row = (id: 'coverage' | 'provisionRatio', name: string, least: string, need: Cents, actual: Ratio | undefined): Row => ({
    id,
    cells: [label(name), ratio(ratioOfRate(least)), money(need), ratio(actual), label(minimum.binding === id ? said.binding : '')],
  });
  const rows: Row[] = [
    row('coverage', said.coverage, rates.minimumCoverage, minimum.byCoverage, total.coverage),
    row('provisionRatio', said.provisionRatio, rates.minimumProvisionRatio, minimum.byProvisionRatio, total.provisionRatio),
    {
      id: 'shortfall',
      tone: 'total',
      cells: [label(said.shortfall), label(''), now.held === undefined ? ABSENT : money(minimum.need - now.held), label(''), label('')],
    },
  ];
  const columns = [left('item'), right('least', said.least), right('need', said.need), right('actual', said.actual), left('binding')];
  return { id: 'minimums', heading: said.minimums, blocks: [table('minimums', columns, rows)] };
}

/** Ratio and coverage before and after; the eligibility table's word on what is not verified stands with it. */
function effectSection(words: Words, { now, afterBacklog: after }: ProvisionReport, isTableVerified: boolean): Section {
  const said = words.recovery.provision;
  const { say } = words.recovery;
  const warning = isTableVerified ? [] : [sentence('warning', say.unverifiedTable)];
  if (after === undefined) return { id: 'effect', heading: said.effect, blocks: [...warning, sentence('plain', said.noBacklog)] };
  const amount = (id: string, name: string, pick: (view: ProvisionView) => Cents | undefined): Row => {
    const [before, later] = [pick(now), pick(after)];
    const change = before === undefined || later === undefined ? undefined : later - before;
    return { id, cells: [label(name), money(before), money(later), moneyChange(change)] };
  };
  const quotient = (id: string, name: string, pick: (view: ProvisionView) => Ratio | undefined, good: 'up' | 'down'): Row => {
    const [before, later] = [pick(now), pick(after)];
    const change = before === undefined || later === undefined ? undefined : ratioValue(later).minus(ratioValue(before));
    return { id, cells: [label(name), ratio(before), ratio(later), points(change, good)] };
  };
  const rows: Row[] = [
    amount('npl', said.npl, (view) => view.npl),
    amount('loans', said.loans, (view) => view.loans),
    amount('held', said.held, (view) => view.held),
    quotient('npl-ratio', said.nplRatio, (view) => view.nplRatio, 'down'),
    quotient('coverage', said.coverage, (view) => view.coverage, 'up'),
    quotient('provision-ratio', said.provisionRatio, (view) => view.provisionRatio, 'up'),
  ];
  const columns = [left('item'), right('now', said.now), right('after', said.after), right('change', said.change)];
  return { id: 'effect', heading: said.effect, blocks: [...warning, table('effect', columns, rows), sentence('note', said.assumption)] };
}
