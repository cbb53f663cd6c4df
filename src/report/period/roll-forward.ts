import type { ClassMovement } from '../../measure/class-movement.js';
import type { MonthLine } from '../../measure/month-movement.js';
import type { DimensionMovement } from '../../measure/movement-by.js';
import type { PeriodMovement, UnexplainedLine } from '../../measure/period-movement.js';
import { CHANNELS, CHANNELS_IN, CHANNELS_OUT } from '../../model/channels.js';
import { isoDate } from '../../model/civil-date.js';
import { className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { sumOf, yuan } from '../../model/money.js';
import type { Movement } from '../../model/month-figures.js';
import { shownKey } from '../../model/portfolio.js';
import type { SuspectedRenewal } from '../../model/suspected-renewal.js';
import { columnsOf, date, label, money, moneyChange, table, text, withChart, withoutZeroColumns } from '../cells.js';
import { movementChart } from '../charts/movement-chart.js';
import type { Cell, Column, Document, Lang, MoneyUnit, Row, Section } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import { suspectedJson } from '../npl-report-json.js';
import { byHeading, dimensionColumns, splitRows } from '../sections/dimensions.js';
import { movementRows } from '../sections/movement-rows.js';
import { suspectedSection } from '../sections/suspected.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { movementCover } from './covers.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';
import { movementJson } from './series.js';

/** The NPLs' way through the period, and what is shown of it. */
export interface RollForwardReport {
  readonly frame: PeriodFrame;
  readonly movement: PeriodMovement;
  readonly dimensions: readonly Dimension[];
  /** Rows of a list. */
  readonly limit: number;
  readonly renewalDays: number;
}

/** `npl roll-forward`: opening to closing NPLs by channel, and the loans that events do not explain. */
export function rollForwardDocument(report: RollForwardReport, lang: Lang, unit: MoneyUnit): Document {
  const { movement } = report;
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.rollForwardTitle,
    (words) => [
      movementSection(words, movement),
      classSection(words, movement.classes),
      monthSection(words, movement),
      unexplainedSection(words, movement.unexplained, report.limit),
      suspectedSection(words, suspectedOf(movement), report.renewalDays, report.limit),
      bySection(words, report),
    ],
    (words) => movementCover(words, report.frame, movement.total),
  );
}

function suspectedOf({ months }: PeriodMovement): SuspectedRenewal[] {
  return months.flatMap(({ suspected }) => suspected);
}

const names = (words: Words) => ({ opening: words.period.opening, closing: words.period.closing });

function movementSection(words: Words, { segments, total }: PeriodMovement): Section {
  const columns = segments === undefined ? [total] : [segments.old, segments.new, total];
  const heads = columnsOf(words, ['item', ...(segments === undefined ? [] : (['old', 'new'] as const)), 'total']);
  return {
    id: 'roll-forward',
    heading: words.period.heading.rollForward,
    blocks: [
      withChart(table('roll-forward', heads, movementRows(words, columns, names(words))), movementChart(words, [total], names(words))),
    ],
  };
}

function classSection(words: Words, classes: readonly ClassMovement[]): Section {
  const heads: Column[] = [
    ...columnsOf(words, ['item']),
    ...classes.map((one) => ({ id: className(one.class), header: words.class[className(one.class)], align: 'right' as const })),
  ];
  const rows = movementRows(words, classes, names(words));
  const over = (id: string, name: string, of: (one: ClassMovement) => bigint): Row => ({
    id,
    cells: [label(name), ...classes.map((one) => money(of(one)))],
  });
  const isMoving = classes.some((one) => one.fromOthers !== 0n || one.toOthers !== 0n);
  const crossing = isMoving
    ? [
        over('from-others', `+ ${words.period.fromOthers}`, (one) => one.fromOthers),
        over('to-others', `− ${words.period.toOthers}`, (one) => one.toOthers),
      ]
    : [];
  return {
    id: 'classes',
    heading: words.period.heading.byClass,
    blocks: [
      table('classes', heads, [...rows.slice(0, -1), ...crossing, ...rows.slice(-1)]),
      sentence('note', words.period.classAttribution),
    ],
  };
}

/** Where there are more than two dates. */
function monthSection(words: Words, { months }: PeriodMovement): Section | undefined {
  if (months.length < 2) return undefined;
  const rows = months.map(({ to, total }): Row => {
    const [inflow, out] = [flow(total, CHANNELS_IN), flow(total, CHANNELS_OUT)];
    return {
      id: isoDate(to),
      cells: [date(to), money(total.opening), money(inflow), money(out), money(total.unexplained), money(total.closing)],
    };
  });
  return {
    id: 'months',
    heading: words.period.heading.byMonth,
    blocks: [table('months', columnsOf(words, ['date', 'opening', 'inflow', 'outflow', 'unexplained', 'closing']), rows)],
  };
}

function flow({ channels }: Movement, chosen: readonly (typeof CHANNELS)[number][]): bigint {
  return sumOf(chosen, (channel) => channels[channel]);
}

function unexplainedSection(words: Words, lines: readonly UnexplainedLine[], limit: number): Section | undefined {
  if (lines.length === 0) return undefined;
  const rows = limitedRows(
    lines,
    limit,
    ({ to, line }) => ({
      cells: [text(shownKey(line.family)), date(to), money(line.opening), money(line.closing), moneyChange(-line.unexplained)],
    }),
    (rest) => [
      label(words.say.more(rest.length)),
      label(''),
      money(sumOf(rest, ({ line }) => line.opening)),
      money(sumOf(rest, ({ line }) => line.closing)),
      moneyChange(-sumOf(rest, ({ line }) => line.unexplained)),
    ],
  );
  return {
    id: 'unexplained',
    heading: words.heading.unexplained,
    blocks: [table('unexplained', columnsOf(words, ['loan', 'date', 'opening', 'closing', 'unexplained']), rows)],
  };
}

function bySection(words: Words, { movement: { by, total }, dimensions, limit }: RollForwardReport): Section | undefined {
  if (by === undefined) return undefined;
  const isTransferred = by.some(({ transferredIn }) => transferredIn !== 0n);
  const transferred = (['transferredIn', 'transferredOut'] as const).map(
    (id): Column => ({ id, header: words.tasks.column[id], align: 'right' }),
  );
  const columns = [
    ...dimensionColumns(words, dimensions),
    ...columnsOf(words, ['opening', 'inflow', 'outflow']),
    ...(isTransferred ? transferred : []),
    ...columnsOf(words, ['unexplained', 'reclassified', 'closing']),
  ];
  /** The sum of some rows: the total's movement is that of the unsplit table. */
  const cells = (moved: readonly Omit<DimensionMovement, 'key'>[], movements = moved.map(({ movement }) => movement)): Cell[] => {
    const sum = (of: (one: Movement) => bigint) => sumOf(movements, of);
    const [into, out] = [sumOf(moved, ({ transferredIn }) => transferredIn), sumOf(moved, ({ transferredOut }) => transferredOut)];
    return [
      money(sum(({ opening }) => opening)),
      money(sum((one) => flow(one, CHANNELS_IN))),
      money(sum((one) => flow(one, CHANNELS_OUT))),
      ...(isTransferred ? [money(into), money(out)] : []),
      money(sum(({ unexplained }) => unexplained)),
      moneyChange(sum(({ reclassified }) => reclassified) - into + out),
      money(sum(({ closing }) => closing)),
    ];
  };
  const rows = splitRows(
    words,
    dimensions,
    { rows: by, limit, total: cells(by, [total]) },
    (row) => cells([row]),
    (rest) => cells(rest),
  );
  const whole = table('by', columns, rows);
  return { id: 'by', heading: byHeading(words, dimensions), blocks: [isTransferred ? withoutZeroColumns(whole) : whole] };
}

const INFERRED_LISTED = 100;

/** The npl.roll-forward/1 contract. */
export function rollForwardJson({ frame, movement }: RollForwardReport): object {
  const { segments, total, classes, months, unexplained, by } = movement;
  const inferred = months.flatMap(({ to, lines }) => lines.filter((line) => line.inferred.length > 0).map((line) => ({ to, line })));
  return periodJson('npl.roll-forward/1', frame, {
    old: segments && movementJson(segments.old),
    new: segments && movementJson(segments.new),
    total: movementJson(total),
    classes: Object.fromEntries(classes.map((one) => [className(one.class), classJson(one)])),
    months: months.map((month) => ({
      from: isoDate(month.from),
      to: isoDate(month.to),
      acrossRules: month.acrossRules,
      old: month.segments && movementJson(month.segments.old),
      new: month.segments && movementJson(month.segments.new),
      total: movementJson(month.total),
    })),
    unexplained: unexplained.map(({ to, line }) => ({ to: isoDate(to), ...lineJson(line) })),
    inferred: {
      count: inferred.length,
      loans: inferred
        .slice(0, INFERRED_LISTED)
        .map(({ to, line }) => ({ to: isoDate(to), loan: shownKey(line.family), channels: line.inferred })),
    },
    suspectedRenewals: suspectedOf(movement).map(suspectedJson),
    by: by?.map(({ key, movement: one, transferredIn, transferredOut }) => ({
      key,
      ...movementJson(one),
      ...(transferredIn === 0n && transferredOut === 0n
        ? {}
        : { transferredIn: yuan(transferredIn), transferredOut: yuan(transferredOut) }),
    })),
  });
}

function lineJson(line: MonthLine): object {
  return {
    loan: shownKey(line.family),
    segment: line.segment,
    opening: yuan(line.opening),
    closing: yuan(line.closing),
    unexplained: yuan(line.unexplained),
  };
}

function classJson(one: ClassMovement): object {
  return {
    opening: yuan(one.opening),
    ...Object.fromEntries(CHANNELS.map((channel) => [channel, yuan(one.channels[channel])])),
    unexplainedFalls: yuan(one.unexplainedFalls),
    unexplainedRises: yuan(one.unexplainedRises),
    fromOthers: yuan(one.fromOthers),
    toOthers: yuan(one.toOthers),
    closing: yuan(one.closing),
  };
}
