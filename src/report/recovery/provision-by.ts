import type { ProvisionRow } from '../../measure/provision-by.js';
import type { ProvisionReport } from '../../measure/provision-report.js';
import { addTallies } from '../../measure/tallies.js';
import { className, LOAN_CLASSES } from '../../model/loan-class.js';
import type { Dimension } from '../../model/loan-fields.js';
import { sumOf, yuan } from '../../model/money.js';
import { longest, money, ratio, table, withChart } from '../cells.js';
import { provisionChart } from '../charts/provision-chart.js';
import type { Cell, Column, Row, Section } from '../document.js';
import { ratioJson, tallyJson } from '../json-values.js';
import { byHeading, dimensionCells, dimensionColumns, dimensionsSaid, namedRow } from '../sections/dimensions.js';
import { sentence } from '../sentence.js';
import type { ProvisionByColumn } from '../words/provision-by-words.js';
import type { Words } from '../words/words.js';

/** Provision by one or two dimensions: needed, held, and the specific part class by class, each with a total that ties. */
export function provisionBySection(
  words: Words,
  figures: ProvisionReport,
  by: readonly ProvisionRow[],
  dimensions: readonly Dimension[],
): Section {
  const { total } = figures;
  const named = (names: readonly ProvisionByColumn[]): Column[] => [
    ...dimensionColumns(words, dimensions),
    ...names.map((id) => ({ id, header: words.provisionBy.column[id], align: 'right' as const })),
  ];
  const rowsOf = (cells: (row: ProvisionRow) => Cell[], all: Cell[]): Row[] => [
    ...by.map((row): Row => ({ cells: [...dimensionCells(words, dimensions, row.key), ...cells(row)] })),
    { id: 'total', tone: 'total', cells: [...dimensionsSaid(words.item.total, dimensions), ...all] },
  ];
  const loans = addTallies(by.map((row) => row.loans)).balance;
  const npl = addTallies(by.map((row) => row.npl)).balance;
  const needed = rowsOf(
    (row) => [money(row.loans.balance), money(row.general), money(row.specific), money(row.needed)],
    [money(loans), money(total.general), money(total.specific), money(total.needed)],
  );
  const held = rowsOf(
    (row) => [money(row.npl.balance), money(row.held), money(row.gap), ratio(row.coverage)],
    [money(npl), money(total.held), money(total.gap), ratio(total.coverage)],
  );
  const codes = LOAN_CLASSES.map((_, code) => code).filter((code) => by.some(({ classes }) => classes[code] !== 0n));
  const classes = rowsOf(
    (row) => codes.map((code) => money(row.classes[code])),
    codes.map((code) => money(sumOf(by, (row) => row.classes[code] ?? 0n))),
  );
  const classColumns = codes.map((code) => ({ id: className(code), header: words.class[className(code)], align: 'right' as const }));
  const chart = provisionChart(
    words,
    byHeading(words, dimensions),
    by.map((row) => ({ ...namedRow(words, dimensions, row.key), goal: row.needed, reached: row.held })),
  );
  return {
    id: 'by',
    heading: byHeading(words, dimensions),
    blocks: [
      withChart(table('by', named(['loans', 'general', 'specific', 'needed']), needed), chart, longest('needed')),
      table('by-held', named(['npl', 'held', 'gap', 'coverage']), held),
      ...(codes.length === 0 ? [] : [table('by-classes', [...named([]), ...classColumns], classes)]),
      sentence('note', words.provisionBy.rounding),
    ],
  };
}

/** `by` of npl.provision/1. */
export function provisionByJson(by: readonly ProvisionRow[]): object[] {
  return by.map(({ key, loans, npl, general, specific, classes, needed, held, gap, coverage }) => ({
    key,
    loans: tallyJson(loans),
    npl: tallyJson(npl),
    general: yuan(general),
    specific: yuan(specific),
    classes: Object.fromEntries(classes.map((cents, code) => [className(code), yuan(cents)])),
    needed: yuan(needed),
    held: held === undefined ? undefined : yuan(held),
    gap: gap === undefined ? undefined : yuan(gap),
    coverage: ratioJson(coverage),
  }));
}
