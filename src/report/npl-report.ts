import type { DimensionRow } from '../measure/by-dimension.js';
import type { ReportFigures } from '../measure/npl-report.js';
import { addTallies } from '../measure/tallies.js';
import { isoDate, previousYearEnd } from '../model/civil-date.js';
import { className, isNpl, LOAN_CLASSES } from '../model/loan-class.js';
import type { Dimension } from '../model/loan-fields.js';
import { sumOf } from '../model/money.js';
import type { Classified, ClassTallies, Portfolio, Tally } from '../model/portfolio.js';
import { ratioOf } from '../model/ratio.js';
import { ABSENT, columnsOf, count, label, money, moneyChange, points, ratio, table, text } from './cells.js';
import type { Block, Cell, Document, Lang, MoneyUnit, Paragraph, Row, Section } from './document.js';
import { notesSection } from './notes.js';
import { type Provenance, policyWords, provenanceSection } from './provenance.js';
import { segmentSections } from './segment-sections.js';
import { type Words, wordsOf } from './words/words.js';

/** What the main report is made from. */
export interface NplReport {
  readonly figures: ReportFigures;
  readonly portfolio: Portfolio;
  readonly classified: Classified;
  readonly provenance: Provenance;
  readonly dimensions: readonly Dimension[];
}

/** The main report in words and tables. */
export function nplReportDocument(report: NplReport, lang: Lang, unit: MoneyUnit): Document {
  const words = wordsOf(lang);
  const { figures, portfolio } = report;
  const sections = [
    reductionSection(words, figures),
    classesSection(words, figures),
    qualitySection(words, figures),
    ...segmentSections(words, figures),
    provisionSection(words, figures),
    writeOffSection(words, figures),
    largestSection(words, figures),
    bySection(words, figures, report.dimensions),
    notesSection(words, report),
    provenanceSection(words, report.provenance),
  ].filter((section) => section !== undefined);
  const { rejected, read } = portfolio.rows;
  return {
    lang,
    title: words.reportTitle,
    subtitle: subtitle(words, report, unit),
    ...(rejected > 0 ? { incomplete: words.sentence.incomplete(rejected, read) } : {}),
    sections,
  };
}

function subtitle(words: Words, report: NplReport, unit: MoneyUnit): string[] {
  const { portfolio, classified, provenance, figures } = report;
  const asOf = isoDate(portfolio.asOf);
  const against = figures.doubleReduction === undefined ? [] : [`${words.against} ${isoDate(figures.doubleReduction.against)}`];
  return [
    [`${words.asOf} ${asOf}`, ...against, `${words.unitLabel} ${words.unit[unit]}`, `${words.currency} ${portfolio.currency}`].join('  '),
    policyWords(words, provenance.policy, portfolio.asOf),
    `${words.basisLabel} ${words.basis[classified.basis]}`,
  ];
}

function reductionSection(words: Words, figures: ReportFigures): Section | undefined {
  const { doubleReduction: reduction, attribution, restored } = figures;
  if (reduction === undefined) return undefined;
  const yearly =
    reduction.against === previousYearEnd(reduction.against + 1) || reduction.against === previousYearEnd(reduction.against + 366);
  const lead: Paragraph = {
    kind: 'paragraph',
    tone: 'lead',
    pieces: [words.verdict[reduction.verdict] + (reduction.achieved ? words.streak(reduction.streak, yearly) : '')],
  };
  const rows: Row[] = [
    {
      id: 'npl-balance',
      cells: [
        label(words.item.nplBalance),
        money(reduction.balance.from),
        money(reduction.balance.to),
        moneyChange(reduction.balance.change, 'down'),
      ],
    },
    {
      id: 'npl-ratio',
      cells: [
        label(words.item.nplRatio),
        ratio(reduction.ratio?.from),
        ratio(reduction.ratio?.to),
        points(reduction.ratio?.change, 'down'),
      ],
    },
  ];
  const blocks: Block[] = [lead, table('reduction', columnsOf(words, ['item', 'from', 'to', 'change']), rows)];
  if (attribution !== undefined) blocks.push(attributionSentence(words, attribution));
  if (restored !== undefined) {
    blocks.push({
      kind: 'paragraph',
      tone: 'plain',
      pieces: [words.sentence.restored, ratio(restored.ratio), `(${words.sentence.ownDefinition})`],
    });
  }
  return { id: 'reduction', heading: words.heading.reduction, blocks };
}

function attributionSentence(words: Words, attribution: NonNullable<ReportFigures['attribution']>): Paragraph {
  const { channels } = attribution.numerator;
  const inflow = channels.formation.plus(channels.increase).plus(channels.relapse);
  const out = attribution.numerator.total.minus(inflow).minus(channels.unexplained);
  const { sentence } = words;
  const pieces: (string | Cell)[] = [sentence.ofWhich, points(attribution.change, 'down')];
  pieces.push(`: ${sentence.disposals}`, points(out, 'down'), `, ${sentence.inflow}`, points(inflow, 'down'));
  if (!channels.unexplained.isZero()) pieces.push(`, ${sentence.unexplainedPart}`, points(channels.unexplained, 'down'));
  pieces.push(`, ${sentence.lending}`, points(attribution.denominator, 'down'), `(${sentence.ownDefinition})`);
  return { kind: 'paragraph', tone: 'plain', pieces };
}

function classesSection(words: Words, figures: ReportFigures): Section {
  const { classes, classesBefore, loans, npl } = figures;
  const changeOf = (pick: (tallies: ClassTallies) => bigint, good?: 'up' | 'down'): Cell[] =>
    classesBefore === undefined ? [] : [moneyChange(pick(classes) - pick(classesBefore), good)];
  const row = (id: string, name: string, tally: Tally, change: Cell[], tone?: Row['tone']): Row => ({
    id,
    ...(tone === undefined ? {} : { tone }),
    cells: [label(name), count(tally.count), money(tally.balance), ratio(ratioOf(tally.balance, loans.balance)), ...change],
  });
  const nplSum = (tallies: ClassTallies) => addTallies(tallies.filter((_, code) => isNpl(code))).balance;
  const rows = [
    ...classes.map((tally, code) =>
      row(
        className(code),
        words.class[className(code)],
        tally,
        changeOf((tallies) => tallies[code]?.balance ?? 0n, code === 0 ? undefined : 'down'),
      ),
    ),
    row(
      'total',
      words.item.total,
      loans,
      changeOf((tallies) => addTallies(tallies).balance),
      'total',
    ),
    row('npl', words.item.ofWhichNpl, npl, changeOf(nplSum, 'down'), 'emphasis'),
  ];
  const columns = columnsOf(words, ['class', 'count', 'balance', 'share', ...(classesBefore === undefined ? [] : (['change'] as const))]);
  const blocks: Block[] = [table('classes', columns, rows)];
  const sides = deviationBlocks(words, figures);
  return { id: 'classes', heading: words.heading.classes, blocks: [...blocks, ...sides] };
}

/** Declared and computed side by side, with their difference. */
function deviationBlocks(words: Words, figures: ReportFigures): Block[] {
  const { declared, computed, classes, deviation, notDeclared } = figures;
  if (declared === undefined) return [{ kind: 'paragraph', tone: 'note', pieces: [words.sentence.noDeclared] }];
  if (computed === undefined) return [{ kind: 'paragraph', tone: 'note', pieces: [words.sentence.noComputed] }];
  const rows: Row[] = LOAN_CLASSES.map((name, code) => {
    const [left, right] = [declared[code]?.balance ?? 0n, computed[code]?.balance ?? 0n];
    return {
      id: name,
      cells: [label(words.class[name]), money(left), money(right), moneyChange(right - left), money(classes[code]?.balance ?? 0n)],
    };
  });
  if (notDeclared.count > 0) {
    rows.push({ id: 'not-declared', cells: [label(words.sentence.notDeclared), money(notDeclared.balance), ABSENT, ABSENT, ABSENT] });
  }
  const total = (tallies: ClassTallies) => addTallies(tallies).balance;
  const leftTotal = total(declared) + notDeclared.balance;
  rows.push({
    id: 'total',
    tone: 'total',
    cells: [
      label(words.item.total),
      money(leftTotal),
      money(total(computed)),
      moneyChange(total(computed) - leftTotal),
      money(figures.loans.balance),
    ],
  });
  const blocks: Block[] = [
    {
      ...table('declared-computed', columnsOf(words, ['class', 'declared', 'computed', 'difference', 'used']), rows),
      title: words.heading.deviation,
    },
  ];
  if (deviation !== undefined && deviation.milder.count > 0) {
    const { milder, milderAcrossNpl } = deviation;
    const pieces: (string | Cell)[] = [words.sentence.milder, count(milder.count), '/', money(milder.balance)];
    if (milderAcrossNpl.count > 0)
      pieces.push(`, ${words.sentence.milderAcross}`, count(milderAcrossNpl.count), '/', money(milderAcrossNpl.balance));
    blocks.push({ kind: 'paragraph', tone: 'warning', pieces });
  }
  if (figures.withoutOverrides !== undefined) {
    const npl = sumOf(
      figures.withoutOverrides.filter((_, code) => isNpl(code)),
      (tally) => tally.balance,
    );
    blocks.push({ kind: 'paragraph', tone: 'note', pieces: [words.sentence.withoutOverrides, money(npl)] });
  }
  return blocks;
}

function qualitySection(words: Words, figures: ReportFigures): Section {
  const rows: Row[] = [
    { id: 'npl-ratio', cells: [label(words.item.nplRatio), money(figures.npl.balance), ratio(figures.nplRatio)] },
    {
      id: 'special-mention-ratio',
      cells: [label(words.item.specialMentionRatio), money(figures.classes[1]?.balance), ratio(figures.specialMentionRatio)],
    },
    ...figures.overdue.flatMap((one): Row[] => [
      {
        id: `overdue-${one.days}`,
        cells: [
          label(`${words.sentence.overdueAbove(one.days)} (${words.sentence.overdueRatio(one.days)})`),
          money(one.overdue.balance),
          ratio(one.ratio),
        ],
      },
      {
        id: `overdue-${one.days}-gap`,
        cells: [label(`${words.sentence.overdueAbove(one.days)} − NPL`), { kind: 'money-change', cents: one.gap, good: 'down' }, label('')],
      },
      {
        id: `overdue-${one.days}-not-npl`,
        cells: [label(words.sentence.overdueNotNpl(one.days)), money(one.notNpl.balance), count(one.notNpl.count)],
      },
    ]),
  ];
  return {
    id: 'quality',
    heading: words.heading.quality,
    blocks: [table('quality', columnsOf(words, ['item', 'balance', 'ratio']), rows)],
  };
}

function provisionSection(words: Words, figures: ReportFigures): Section | undefined {
  const { provision } = figures;
  if (provision === undefined) return undefined;
  const { item, sentence } = words;
  const row = (id: string, name: string, ...cells: Cell[]): Row => ({ id, cells: [label(name), ...cells] });
  const rows: Row[] = [
    row('general', item.general, money(provision.general), label('')),
    row('specific', item.specific, money(provision.specific), label('')),
    { ...row('needed', item.needed, money(provision.needed), label('')), tone: 'total' },
    row('held', item.held, money(provision.held), label('')),
    row('gap', item.gap, provision.gap === undefined ? ABSENT : moneyChange(provision.gap, 'down'), label('')),
    row('coverage', item.coverage, money(provision.held), ratio(provision.coverage)),
    row('provision-ratio', item.provisionRatio, money(provision.held), ratio(provision.provisionRatio)),
    row('net-npl', sentence.netNpl, money(provision.netNpl), label('')),
    row('minimum', `${item.minimum} (${sentence.minimumBinding[provision.minimum.binding]})`, money(provision.minimum.need), label('')),
  ];
  const blocks: Block[] = [table('provision', columnsOf(words, ['item', 'amount', 'ratio']), rows)];
  if (!provision.verified) blocks.push({ kind: 'paragraph', tone: 'note', pieces: [sentence.unverifiedRates] });
  return { id: 'provision', heading: words.heading.provision, blocks };
}

function writeOffSection(words: Words, figures: ReportFigures): Section | undefined {
  const { writeOffs } = figures;
  if (writeOffs === undefined) return undefined;
  const { item, sentence } = words;
  const periods = [
    { id: 'month', name: item.month, sum: writeOffs.month },
    { id: 'year-to-date', name: item.yearToDate, sum: writeOffs.yearToDate },
    ...(writeOffs.sinceLock === undefined ? [] : [{ id: 'since-lock', name: item.sinceLock, sum: writeOffs.sinceLock }]),
  ];
  const rows: Row[] = periods.flatMap(({ id, name, sum }): Row[] => [
    { id, cells: [label(name), count(sum.count), money(sum.principal), money(sum.interest)] },
    ...(sum.transferLoss.count === 0
      ? []
      : [
          {
            id: `${id}-transfer-loss`,
            cells: [label(sentence.transferLoss), count(sum.transferLoss.count), money(sum.transferLoss.principal), label('')],
          },
        ]),
  ]);
  for (const [id, name, sum] of [
    ['recovered-month', item.recoveredMonth, writeOffs.recoveredMonth],
    ['recovered', item.recovered, writeOffs.recovered],
  ] as const) {
    rows.push({ id, cells: [label(name), label(''), money(sum.principal), money(sum.interest)] });
  }
  return {
    id: 'write-offs',
    heading: words.heading.writeOffs,
    blocks: [table('write-offs', columnsOf(words, ['item', 'count', 'principal', 'interest']), rows)],
  };
}

function largestSection(words: Words, figures: ReportFigures): Section | undefined {
  if (figures.largest.length === 0) return undefined;
  const rows = figures.largest.map(
    (borrower): Row => ({
      cells: [
        text(borrower.id),
        text(borrower.name),
        count(borrower.loans),
        money(borrower.balance),
        ratio(borrower.shareOfNpl),
        label(words.class[className(borrower.worst)]),
      ],
    }),
  );
  return {
    id: 'largest',
    heading: words.heading.largest,
    blocks: [table('largest', columnsOf(words, ['borrower', 'name', 'count', 'balance', 'shareOfNpl', 'worst']), rows)],
  };
}

function bySection(words: Words, figures: ReportFigures, dimensions: readonly Dimension[]): Section | undefined {
  const { by } = figures;
  if (by === undefined) return undefined;
  const withSegments = figures.segments !== undefined;
  const dimensionColumns = dimensions.map((dimension) => ({ id: dimension, header: words.dimension[dimension], align: 'left' as const }));
  const columns = [
    ...dimensionColumns,
    ...columnsOf(words, ['count', 'loansBalance', 'npl', 'nplRatio', ...(withSegments ? (['old', 'new'] as const) : [])]),
  ];
  const figuresOf = (row: Omit<DimensionRow, 'key'>): Cell[] => [
    count(row.loans.count),
    money(row.loans.balance),
    money(row.npl.balance),
    ratio(row.nplRatio),
    ...(withSegments ? [money(row.old?.balance), money(row.new?.balance)] : []),
  ];
  const rows = by.map(
    (row): Row => ({
      cells: [...dimensions.map((dimension) => dimensionCell(words, dimension, row.key[dimension] ?? '')), ...figuresOf(row)],
    }),
  );
  const nplRatio = ratioOf(figures.npl.balance, figures.loans.balance);
  const total = figuresOf({
    loans: figures.loans,
    specialMention: figures.classes[1] as Tally,
    npl: figures.npl,
    ...(nplRatio === undefined ? {} : { nplRatio }),
    ...(figures.segments === undefined ? {} : { old: figures.segments.old, new: figures.segments.new }),
  });
  rows.push({ id: 'total', tone: 'total', cells: [label(words.item.total), ...dimensions.slice(1).map(() => label('')), ...total] });
  const names = dimensions.map((dimension) => words.dimension[dimension]).join(' × ');
  return { id: 'by', heading: `${words.heading.by} ${names}`, blocks: [table('by', columns, rows)] };
}

export function dimensionCell(words: Words, dimension: Dimension, value: string): Cell {
  if (value === '') return label(words.item.blank);
  if (dimension === 'class') return label(words.class[value as keyof Words['class']]);
  if (dimension === 'guarantee' || dimension === 'borrowerType') return label(words.choice[value] ?? value);
  return text(value);
}
