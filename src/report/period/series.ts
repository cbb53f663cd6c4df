import type { DimensionRow } from '../../measure/by-dimension.js';
import type { Falling, Series, SeriesMonth, Streak } from '../../measure/series.js';
import { isoDate } from '../../model/civil-date.js';
import type { Dimension } from '../../model/loan-fields.js';
import { yuan } from '../../model/money.js';
import type { Movement } from '../../model/month-figures.js';
import { movementTexts } from '../../model/movement-texts.js';
import { ratioValue } from '../../model/ratio.js';
import {
  ABSENT,
  columnsOf,
  count,
  date,
  label,
  money,
  moneyChange,
  points,
  ratio,
  table,
  withChart,
  withoutBlankColumns,
  withoutZeroColumns,
} from '../cells.js';
import { trendChart } from '../charts/trend-chart.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Row, Section, Table } from '../document.js';
import { classesJson, decimalText, ratioJson, tallyJson, writeOffJson } from '../npl-report-json.js';
import { sentence } from '../sentence.js';
import type { ColumnName, Words } from '../words/words.js';
import { seriesCover } from './covers.js';
import { type PeriodFrame, periodDocument, periodJson } from './frame.js';
import { seriesBySections } from './series-by.js';
import { sparkline } from './sparkline.js';

/** Months' figures, changes and streaks, and the split that was asked for. */
export interface SeriesReport {
  readonly frame: PeriodFrame;
  readonly series: Series;
  readonly dimensions: readonly Dimension[];
  /** Months whose movement is left out because what it was built on was changed since. */
  readonly stale?: readonly number[];
  /** By month, where a split was asked for. */
  readonly by?: readonly { readonly asOf: number; readonly rows: readonly DimensionRow[] }[];
}

const AGAINST = ['previous', 'yearStart', 'sameMonthLastYear', 'sinceLock'] as const;

/** `npl series`: month after month, changes and streaks; what no month knows has no column. */
export function seriesDocument(report: SeriesReport, lang: Lang, unit: MoneyUnit): Document {
  const { months, streaks } = report.series;
  return periodDocument(
    report.frame,
    lang,
    unit,
    (words) => words.period.seriesTitle,
    (words) => [
      balanceSection(words, months, streaks),
      changeSection(words, months),
      segmentSection(words, months),
      movementSection(words, months, report.stale ?? []),
      qualitySection(words, months),
      writeOffSection(words, months),
      ...seriesBySections(words, report),
    ],
    (words) => seriesCover(words, months, report.frame.institution),
  );
}

function monthTable(words: Words, id: string, columns: readonly ColumnName[], rows: readonly Row[]): Table {
  return table(id, columnsOf(words, ['date', ...columns]), rows);
}

function balanceSection(words: Words, months: readonly SeriesMonth[], streaks: readonly Streak[]): Section {
  const rows = months.map(
    ({ figures, nplRatio, previous }): Row => ({
      id: isoDate(figures.asOf),
      cells: [
        date(figures.asOf),
        money(figures.loans.balance),
        money(figures.npl.balance),
        ratio(nplRatio),
        moneyChange(previous?.npl, 'down'),
      ],
    }),
  );
  const chart = trendChart(
    words,
    months.map(({ figures: { asOf, npl, segments }, nplRatio }) => ({
      ...{ date: isoDate(asOf), npl: npl.balance, ratio: nplRatio },
      ...{ old: segments?.old.balance, new: segments?.new.balance },
    })),
  );
  const said = streaks
    .filter(({ running, soFar, broken }) => running > 0 || soFar === true || broken !== undefined)
    .map((streak) => streakSentence(words, streak));
  const trend =
    months.length < 3
      ? []
      : [{ ...sentence('plain', words.period.trend(trendOf(months, 'npl'), trendOf(months, 'ratio'))), sketch: true as const }];
  return {
    id: 'months',
    heading: words.period.heading.months,
    blocks: [...said, ...trend, withChart(monthTable(words, 'months', ['loansBalance', 'npl', 'nplRatio', 'change'], rows), chart)],
  };
}

function streakSentence(words: Words, { period, falling, running, soFar, since, broken }: Streak): Block {
  const told = words.period.streak({ period, falling, running, soFar }, since === undefined ? '' : isoDate(since));
  const end = broken === undefined ? '' : words.comma + words.period.broken(isoDate(broken.at), broken.after, period);
  return sentence(running + (soFar === true ? 1 : 0) > 1 ? 'lead' : 'plain', told + end);
}

/** A ratio's trend is drawn in hundred thousandths of it. */
const RATIO_STEPS = 100_000;

function trendOf(months: readonly SeriesMonth[], which: 'npl' | 'ratio'): string {
  return sparkline(
    months.map(({ figures, nplRatio }) => {
      if (which === 'npl') return figures.npl.balance;
      return nplRatio === undefined ? undefined : BigInt(ratioValue(nplRatio).times(RATIO_STEPS).toFixed(0));
    }),
  );
}

function changeSection(words: Words, months: readonly SeriesMonth[]): Section | undefined {
  const last = months.at(-1);
  if (last === undefined) return undefined;
  const rows = AGAINST.flatMap((name): Row[] => {
    const change = last[name];
    if (change === undefined) return [];
    return [
      {
        id: name,
        cells: [
          label(words.period.against[name]),
          date(change.against),
          moneyChange(change.npl, 'down'),
          points(change.ratio, 'down'),
          moneyChange(change.old, 'down'),
          change.ratio === undefined ? { kind: 'absent' } : label(words.period.verdict[change.verdict]),
        ],
      },
    ];
  });
  if (rows.length === 0) return undefined;
  const columns = columnsOf(words, ['item', 'against', 'nplChange', 'ratioChange', 'oldChange', 'verdict']);
  return {
    id: 'changes',
    heading: words.period.heading.changes + words.inBrackets(isoDate(last.figures.asOf)),
    blocks: [table('changes', columns, rows)],
  };
}

function segmentSection(words: Words, months: readonly SeriesMonth[]): Section | undefined {
  const rows = months.flatMap(({ figures: { asOf, segments }, monthsDown }): Row[] => {
    if (segments === undefined) return [];
    const optional = (cents: bigint) => (cents === 0n ? ABSENT : money(cents));
    return [
      {
        id: isoDate(asOf),
        cells: [
          date(asOf),
          money(segments.old.balance),
          monthsDown?.old === undefined ? ABSENT : count(monthsDown.old),
          money(segments.new.balance),
          money(segments.formed.balance),
          money(segments.originated.balance),
          optional(segments.originUnknown.balance),
          optional(segments.newOfLockedBorrowers.balance),
        ],
      },
    ];
  });
  if (rows.length === 0) return undefined;
  const columns = columnsOf(words, ['date', 'old', 'monthsDown', 'new', 'formed', 'originated', 'originUnknown', 'ofLocked']);
  return { id: 'segments', heading: words.period.heading.segments, blocks: [withoutBlankColumns('segments', columns, rows)] };
}

function movementSection(words: Words, months: readonly SeriesMonth[], stale: readonly number[]): Section | undefined {
  const moved = months.flatMap(({ figures: { asOf, movement } }) =>
    movement === undefined && !stale.includes(asOf) ? [] : [{ asOf, movement }],
  );
  if (moved.length === 0) return undefined;
  const rows = moved.map(({ asOf, movement }): Row => ({ id: isoDate(asOf), cells: [date(asOf), ...movedCells(movement)] }));
  const columns = columnsOf(words, [
    ...([
      'date',
      'formation',
      'otherIn',
      'cash',
      'upgrade',
      'writeOff',
      'otherOut',
      'suspectedRenewal',
      'unexplained',
      'reclassified',
    ] as const),
  ]);
  const all = table('movement', columns, rows);
  const moving = withoutZeroColumns(all);
  const across = moved.filter(({ movement }) => movement?.acrossRules === true).map(({ asOf }) => isoDate(asOf));
  const notes = [
    ...(moving.columns.length === all.columns.length ? [] : [sentence('note', words.period.unmoved)]),
    ...(across.length === 0 ? [] : [sentence('warning', words.period.acrossRules(across.join(words.comma)))]),
    ...(stale.length === 0 ? [] : [sentence('warning', words.period.staleMovement(stale.map(isoDate).join(words.comma)))]),
  ];
  return { id: 'movement', heading: words.period.heading.movement, blocks: [moving, ...notes] };
}

/** Channels, unexplained and reclassified; without the channels where they cannot be told, without any where nothing can. */
function movedCells(movement: SeriesMonth['figures']['movement']): Cell[] {
  if (movement === undefined) return Array.from({ length: 9 }, () => ABSENT);
  const { channels, unexplained, reclassified } = movement.total;
  if (movement.acrossRules === true) return [...Array.from({ length: 8 }, () => ABSENT), moneyChange(reclassified)];
  const { transfer, foreclosure, debtToEquity, securitisation, other, suspectedRenewal } = channels;
  return [
    money(channels.formation),
    money(channels.increase + channels.relapse),
    money(channels.cash),
    money(channels.upgrade),
    money(channels.writeOff),
    money(transfer + foreclosure + debtToEquity + securitisation + other),
    money(suspectedRenewal),
    money(unexplained),
    moneyChange(reclassified),
  ];
}

function qualitySection(words: Words, months: readonly SeriesMonth[]): Section {
  const withCoverage = months.some(({ figures }) => figures.allowance !== undefined);
  const [days] = months.flatMap(({ figures }) => figures.overdue.map((one) => one.days)).sort((a, b) => b - a);
  const rows = months.map(({ figures, specialMentionRatio, coverage }): Row => {
    const overdue = figures.overdue.find((one) => one.days === days);
    return {
      id: isoDate(figures.asOf),
      cells: [
        date(figures.asOf),
        ratio(specialMentionRatio),
        ...(days === undefined ? [] : [money(overdue === undefined ? undefined : overdue.overdue.balance - figures.npl.balance)]),
        ...(withCoverage ? [ratio(coverage)] : []),
      ],
    };
  });
  const columns = [
    ...(['specialMention'] as const),
    ...(days === undefined ? [] : (['overdueGap'] as const)),
    ...(withCoverage ? (['coverage'] as const) : []),
  ];
  const notes = days === undefined ? [] : [sentence('note', words.say.overdueGap(days))];
  return { id: 'quality', heading: words.period.heading.quality, blocks: [monthTable(words, 'quality', columns, rows), ...notes] };
}

function writeOffSection(words: Words, months: readonly SeriesMonth[]): Section | undefined {
  const rows = months.flatMap(({ figures: { asOf, writeOffs } }): Row[] =>
    writeOffs === undefined
      ? []
      : [
          {
            id: isoDate(asOf),
            cells: [
              date(asOf),
              money(writeOffs.month.principal),
              money(writeOffs.yearToDate.principal),
              money(writeOffs.sinceLock?.principal),
              money(writeOffs.recovered.principal),
            ],
          },
        ],
  );
  if (rows.length === 0) return undefined;
  return {
    id: 'write-offs',
    heading: words.period.heading.writeOffs,
    blocks: [monthTable(words, 'write-offs', ['month', 'yearToDate', 'sinceLock', 'recovered'], rows)],
  };
}

/** The npl.series/1 contract. */
export function seriesJson({ frame, series, by }: SeriesReport): object {
  return periodJson('npl.series/1', frame, {
    months: series.months.map(monthJson),
    streaks: series.streaks.map(({ since, broken, ...streak }) => ({
      ...streak,
      since: since === undefined ? undefined : isoDate(since),
      broken: broken === undefined ? undefined : { at: isoDate(broken.at), after: broken.after },
    })),
    by: by?.map(({ asOf, rows }) => ({
      asOf: isoDate(asOf),
      rows: rows.map((row) => ({
        key: row.key,
        loans: tallyJson(row.loans),
        npl: tallyJson(row.npl),
        nplRatio: ratioJson(row.nplRatio),
        old: row.old && tallyJson(row.old),
        new: row.new && tallyJson(row.new),
      })),
    })),
  });
}

function monthJson(month: SeriesMonth): object {
  const { figures, monthsDown } = month;
  const { segments, movement, writeOffs, allowance } = figures;
  return {
    asOf: isoDate(figures.asOf),
    basis: figures.basis,
    policy: figures.policy,
    loans: tallyJson(figures.loans),
    classes: classesJson(figures.classes),
    npl: tallyJson(figures.npl),
    nplRatio: ratioJson(month.nplRatio),
    specialMentionRatio: ratioJson(month.specialMentionRatio),
    allowance: allowance && { held: yuan(allowance.held), notStated: allowance.notStated, nplNotStated: allowance.nplNotStated },
    coverage: ratioJson(month.coverage),
    overdue: figures.overdue.map(({ days, overdue, notNpl }) => ({
      days,
      ...tallyJson(overdue),
      gap: yuan(overdue.balance - figures.npl.balance),
      notNpl: tallyJson(notNpl),
    })),
    ...(segments === undefined
      ? {}
      : {
          lock: {
            date: isoDate(segments.lock.date),
            hash: segments.lock.hash,
            count: segments.lock.count,
            balance: yuan(segments.lock.balance),
          },
          old: tallyJson(segments.old),
          new: {
            ...tallyJson(segments.new),
            formed: tallyJson(segments.formed),
            originated: tallyJson(segments.originated),
            ...(segments.originUnknown.count === 0 ? {} : { originUnknown: tallyJson(segments.originUnknown) }),
            ofLockedBorrowers: tallyJson(segments.newOfLockedBorrowers),
          },
          sinceLock: { old: movementJson(segments.sinceLock.old), new: movementJson(segments.sinceLock.new) },
        }),
    movement: movement && {
      from: isoDate(movement.from),
      acrossRules: movement.acrossRules,
      total: movementJson(movement.total),
      old: movement.old && movementJson(movement.old),
      new: movement.new && movementJson(movement.new),
    },
    writeOffs: writeOffs && {
      month: writeOffJson(writeOffs.month),
      yearToDate: writeOffJson(writeOffs.yearToDate),
      sinceLock: writeOffs.sinceLock && writeOffJson(writeOffs.sinceLock),
      recovered: { principal: yuan(writeOffs.recovered.principal), interest: yuan(writeOffs.recovered.interest) },
      recoveredMonth: { principal: yuan(writeOffs.recoveredMonth.principal), interest: yuan(writeOffs.recoveredMonth.interest) },
    },
    changes: Object.fromEntries(
      AGAINST.flatMap((name) => {
        const change = month[name];
        if (change === undefined) return [];
        const { against, npl, ratio: points_, verdict, old } = change;
        const isKnown = points_ !== undefined;
        return [
          [
            name,
            {
              against: isoDate(against),
              npl: yuan(npl),
              ratio: isKnown ? decimalText(points_) : undefined,
              verdict: isKnown ? verdict : undefined,
              old: old === undefined ? undefined : yuan(old),
            },
          ],
        ];
      }),
    ),
    monthsDown: monthsDown as Readonly<Partial<Record<Falling, number>>> | undefined,
  };
}

/** opening + in - out - unexplained + reclassified = closing, as decimal strings in yuan; the channels stand between. */
export function movementJson(movement: Movement): object {
  const { opening, channels, ...others } = movementTexts(movement);
  return { opening, ...channels, ...others };
}
