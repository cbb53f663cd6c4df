import type { Largest, NplGroup } from '../../measure/concentration/concentration.js';
import { shownBorrower } from '../../measure/largest-borrowers.js';
import { addTallies } from '../../measure/tallies.js';
import { className } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { type Cents, yuan } from '../../model/money.js';
import type { Tally } from '../../model/portfolio.js';
import { ratioOf } from '../../model/ratio.js';
import { stated } from '../../model/stated.js';
import { count, label, money, ratio, table, text, withChart, withoutBlankColumns, wordsIn } from '../cells.js';
import type { Bar, Chart } from '../chart.js';
import { barsChart, chartTitle } from '../charts/bar-charts.js';
import type { Block, Document, Lang, MoneyUnit, Row, Section, Table } from '../document.js';
import { byHeading, dimensionColumns, namedRow, splitRows } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { areVerified, type ConcentrationContent, concentrationColumns } from './concentration-content.js';
import { concentrationCover } from './covers.js';
import { foreclosedNotes, foreclosedSection } from './foreclosed.js';
import { recoveryDocument } from './frame.js';
import { observationSection } from './observation.js';

/** Where NPLs lie together: by borrower, class, size, age, industry; foreclosed assets and NPA beside them. */
export function concentrationDocument(content: ConcentrationContent, lang: Lang, unit: MoneyUnit): Document {
  const { figures, bands, dimensions } = content;
  return recoveryDocument(content, lang, unit, (words) => ({
    title: words.concentration.title,
    cover: concentrationCover(words, content),
    judgedBy: [words.concentration.bands(bands.id, bands.source, areVerified(bands))],
    sections: [
      largestSection(words, content),
      classesSection(words, content),
      sizesSection(words, content),
      agesSection(words, content),
      groupSection(words, content, 'industry', words.concentration.heading.industry, ['industry'], figures.industry),
      groupSection(
        words,
        content,
        'debtor-identity',
        words.concentration.heading.debtorIdentity,
        ['debtorIdentity'],
        figures.debtorIdentity,
      ),
      causeSection(words, content),
      dimensions.length === 0 ? undefined : groupSection(words, content, 'by', byHeading(words, dimensions), dimensions, figures.by),
      observationSection(words, content),
      foreclosedSection(words, content),
    ],
    notes: (notes) => {
      foreclosedNotes(notes, words, content);
    },
  }));
}

function largestSection(words: Words, { figures }: ConcentrationContent): Section {
  const { heading, say } = words.concentration;
  const { largest } = figures;
  if (largest.borrowers.length === 0) return { id: 'largest', heading: heading.largest, blocks: [sentence('plain', say.none)] };
  const { together, share, borrowers } = largest;
  const bars = borrowers.map(({ id, name, balance, shareOfNpl }) => ({ label: name ?? id, amounts: [balance], ratio: shareOfNpl }));
  return {
    id: 'largest',
    heading: heading.largest,
    blocks: [
      sentence('lead', say.together, money(together), ...(share === undefined ? [] : [say.togetherOf, ratio(share)])),
      withChart(largestTable(words, 'largest', largest), shareChart(words, heading.largest, bars, 'table')),
    ],
  };
}

function largestTable(words: Words, id: string, { borrowers }: Largest): Table {
  const rows = borrowers.map(
    (borrower): Row => ({
      cells: [
        text(shownBorrower(borrower)),
        borrower.name === undefined || borrower.name === borrower.id ? label('') : text(borrower.name),
        ...[count(borrower.loans), money(borrower.balance), ratio(borrower.shareOfNpl)],
        label(words.class[className(borrower.worst)]),
      ],
    }),
  );
  return withoutBlankColumns(id, concentrationColumns(words, ['borrower', 'name', 'loans', 'balance', 'share', 'worst']), rows);
}

/** A table a class, of those that have loans; shares are of the class. */
function classesSection(words: Words, { figures }: ConcentrationContent): Section | undefined {
  const blocks = figures.classes
    .filter(({ tally }) => tally.count > 0)
    .map((one): Block => {
      const whole = largestTable(words, `largest-${one.class}`, one.largest);
      const kept = whole.columns.flatMap(({ id }, i) => (id === 'worst' ? [] : [i]));
      return {
        ...whole,
        title: words.concentration.ofClass(words.class[one.class]),
        columns: kept.map((i) => whole.columns[i] as Table['columns'][number]),
        rows: whole.rows.map((row) => ({ ...row, cells: kept.map((i) => row.cells[i] as Row['cells'][number]) })),
      };
    });
  return blocks.length === 0 ? undefined : { id: 'classes', heading: words.heading.classes, blocks };
}

/** "5000000.00" as people say it: 500万, 5,000,000. */
function amountWords(words: Words, cents: Cents): string {
  const whole = yuan(cents).slice(0, -3);
  if (words.lang === 'zh' && whole.endsWith('0000')) return `${whole.slice(0, -4)}万`;
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return words.lang === 'zh' ? `${grouped}元` : grouped;
}

function sizesSection(words: Words, { figures, bands }: ConcentrationContent): Section {
  const { heading, upTo, above, between, say } = words.concentration;
  const rows = figures.sizes.map((band): Row => {
    const [low, high] = [amountWords(words, band.above), band.upTo === undefined ? undefined : amountWords(words, band.upTo)];
    const name = high === undefined ? above(low) : band.above === 0n ? upTo(high) : between(low, high);
    return {
      id: `above-${yuan(band.above).slice(0, -3)}`,
      cells: [label(name), count(band.borrowers), ...shareCells(band.tally, figures.npl)],
    };
  });
  const borrowers = figures.sizes.reduce((sum, band) => sum + band.borrowers, 0);
  rows.push(totalRow(words, figures.npl, [count(borrowers)]));
  const bars = figures.sizes.map((band, at) => barOf(rows[at], band.tally, figures.npl));
  const whole = table('sizes', concentrationColumns(words, ['size', 'borrowers', 'loans', 'balance', 'share']), rows);
  const blocks: Block[] = [withChart(whole, shareChart(words, heading.sizes, bars, 'table'))];
  if (!bands.size.verified) blocks.push(sentence('note', say.unverifiedLimits));
  return { id: 'sizes', heading: heading.sizes, blocks };
}

/** Balances with their share of NPL, as bars. */
function shareChart(words: Words, heading: string, bars: readonly Bar[], order: 'table' | 'largest', limit?: number): Chart | undefined {
  const { balance, share } = words.concentration.column;
  return barsChart(words, { title: chartTitle(words, heading, balance, share), series: [balance], bars, order, ...stated({ limit }) });
}

/** A row of a table as a bar: by the words in front of it. */
function barOf(row: Row | undefined, tally: Tally, npl: Tally): Bar {
  return { label: wordsIn(row?.cells[0]), amounts: [tally.balance], ratio: ratioOf(tally.balance, npl.balance) };
}

function shareCells(tally: Tally, npl: Tally): Row['cells'] {
  return [count(tally.count), money(tally.balance), ratio(ratioOf(tally.balance, npl.balance))];
}

function totalRow(words: Words, npl: Tally, more: Row['cells'] = []): Row {
  return { id: 'total', tone: 'total', cells: [label(words.item.total), ...more, ...shareCells(npl, npl)] };
}

function agesSection(words: Words, { figures, bands }: ConcentrationContent): Section {
  const { heading, months, notKnown, source, say } = words.concentration;
  const { ages, npl } = figures;
  const unknown: Row[] =
    ages.notKnown.count === 0 ? [] : [{ id: 'not-known', cells: [label(notKnown), ...shareCells(ages.notKnown, npl)] }];
  const bandRows = ages.bands.map(
    ({ from, to, tally }): Row => ({ id: `from-${from}`, cells: [label(months(from, to)), ...shareCells(tally, npl)] }),
  );
  const sourceRows = ages.sources
    .filter(({ tally }) => tally.count > 0)
    .map(({ by, tally }): Row => ({ id: by, cells: [label(source[by]), ...shareCells(tally, npl)] }));
  const bars = [
    ...ages.bands.map(({ tally }, at) => barOf(bandRows[at], tally, npl)),
    ...unknown.map((row) => barOf(row, ages.notKnown, npl)),
  ];
  const columns = (first: 'age' | 'source') => concentrationColumns(words, [first, 'loans', 'balance', 'share']);
  return {
    id: 'ages',
    heading: heading.ages,
    blocks: [
      withChart(
        table('ages', columns('age'), [...bandRows, ...unknown, totalRow(words, npl)]),
        shareChart(words, heading.ages, bars, 'table'),
      ),
      { ...table('age-sources', columns('source'), [...sourceRows, ...unknown, totalRow(words, npl)]), title: heading.sources },
      sentence('note', say.ageNote),
      ...(bands.nplAge.verified ? [] : [sentence('note', say.unverifiedLimits)]),
    ],
  };
}

/** Why they turned bad, as far as it is settled who answers for them; not assessed without that register. */
function causeSection(words: Words, { figures }: ConcentrationContent): Section {
  const { heading, say } = words.concentration;
  const { causes, npl } = figures;
  if (causes === undefined) return { id: 'causes', heading: heading.causes, blocks: [sentence('note', say.cause)] };
  const rows = causes.map(
    ({ cause, tally }): Row => ({
      id: cause ?? 'not-stated',
      cells: [label(cause === undefined ? words.item.blank : words.responsibility.cause[cause]), ...shareCells(tally, npl)],
    }),
  );
  const columns = concentrationColumns(words, ['cause', 'loans', 'balance', 'share']);
  return { id: 'causes', heading: heading.causes, blocks: [table('causes', columns, [...rows, totalRow(words, npl)])] };
}

/** NPLs by the values of a column; not assessed where the ledger has none. */
function groupSection(
  words: Words,
  { figures, limit }: ConcentrationContent,
  id: string,
  heading: string,
  dimensions: readonly Dimension[],
  groups: readonly NplGroup[] | undefined,
): Section {
  if (groups === undefined) {
    const field = words.dimension[dimensions[0] as Dimension];
    return { id, heading, blocks: [sentence('note', words.concentration.say.lacks(field))] };
  }
  const columns = [...dimensionColumns(words, dimensions), ...concentrationColumns(words, ['loans', 'balance', 'share'])];
  const { npl } = figures;
  const rows = splitRows(
    words,
    dimensions,
    { rows: groups, limit, total: shareCells(npl, npl) },
    ({ tally }) => shareCells(tally, npl),
    (rest) => shareCells(addTallies(rest.map(({ tally }) => tally)), npl),
  );
  const bars = groups.map(({ key, tally }) => ({
    ...namedRow(words, dimensions, key),
    amounts: [tally.balance],
    ratio: ratioOf(tally.balance, npl.balance),
  }));
  return { id, heading, blocks: [withChart(table(id, columns, rows), shareChart(words, heading, bars, 'largest', limit))] };
}
