import type { AssetSum, Foreclosed } from '../../measure/concentration/foreclosed.js';
import { isoDate } from '../../model/civil-date.js';
import { shownKey } from '../../model/portfolio.js';
import { count, date, label, money, ratio, table, text } from '../cells.js';
import type { Block, Cell, Row, Section, Table } from '../document.js';
import { limitedRows } from '../limited-rows.js';
import type { Notes } from '../sections/notes.js';
import { placeOf } from '../sections/notes.js';
import { sentence } from '../sentence.js';
import type { Words } from '../words/words.js';
import { areVerified, type ConcentrationContent, concentrationColumns } from './concentration-content.js';

/** Assets taken for debts: what is held, for how long, what is overdue for disposal; and NPL with them. */
export function foreclosedSection(words: Words, content: ConcentrationContent): Section {
  const { foreclosed } = content.figures;
  const { heading, say } = words.concentration;
  if (foreclosed === undefined) return { id: 'foreclosed', heading: heading.foreclosed, blocks: [sentence('note', say.notGiven)] };
  return {
    id: 'foreclosed',
    heading: heading.foreclosed,
    blocks: [
      npaTable(words, content),
      sentence('note', say.npaOwn),
      ...(foreclosed.held.count === 0 ? [] : [kindTable(words, foreclosed), ageTable(words, foreclosed)]),
      ...overdueBlocks(words, content, foreclosed),
      ...disposedBlocks(words, foreclosed),
    ],
  };
}

const sumCells = ({ count: assets, booked, impairment, net }: AssetSum): Cell[] => [
  count(assets),
  money(booked),
  money(impairment),
  money(net),
];

const SUMS = ['count', 'booked', 'impairment', 'net'] as const;

function npaTable(words: Words, { figures }: ConcentrationContent): Table {
  const { item, heading } = words.concentration;
  const { npl, npa } = figures;
  const rows = (['gross', 'net'] as const).flatMap((id): Row[] => {
    const view = npa?.[id];
    return view === undefined
      ? []
      : [{ id, cells: [label(item[id]), money(npl.balance), money(view.assets), money(view.amount), ratio(view.ratio)] }];
  });
  return {
    ...table('npa', concentrationColumns(words, ['item', 'npl', 'assets', 'npa', 'ratio']), rows),
    title: heading.npa,
  };
}

function totalRow(words: Words, sum: AssetSum): Row {
  return { id: 'total', tone: 'total', cells: [label(words.item.total), ...sumCells(sum)] };
}

function kindTable(words: Words, { byKind, held }: Foreclosed): Table {
  const { kind, heading } = words.concentration;
  const rows = byKind.map((one): Row => ({ id: one.kind, cells: [label(kind[one.kind]), ...sumCells(one.sum)] }));
  const columns = concentrationColumns(words, ['kind', ...SUMS]);
  return { ...table('asset-kinds', columns, [...rows, totalRow(words, held)]), title: heading.assetKinds };
}

function ageTable(words: Words, { byAge, held }: Foreclosed): Table {
  const { months, heading } = words.concentration;
  const rows = byAge.map(({ from, to, tally }): Row => ({ id: `from-${from}`, cells: [label(months(from, to)), ...sumCells(tally)] }));
  const [first, ...others] = concentrationColumns(words, ['age', ...SUMS]);
  // Of an asset it is no time in NPL: the heading says what it is.
  const columns = first === undefined ? others : [{ ...first, header: '' }, ...others];
  return { ...table('asset-ages', columns, [...rows, totalRow(words, held)]), title: heading.assetAges };
}

function overdueBlocks(words: Words, { bands, limit, portfolio }: ConcentrationContent, foreclosed: Foreclosed): Block[] {
  const { say, kind, heading } = words.concentration;
  const { overdue, overdueSum, withoutLimit } = foreclosed;
  const rows = limitedRows(
    overdue,
    limit,
    ({ asset, dueOn }): Row => ({
      cells: [
        ...[text(shownKey(asset.id)), label(kind[asset.kind]), date(asset.acquiredOn), date(dueOn)],
        ...[{ kind: 'days' as const, value: portfolio.asOf - dueOn }, money(asset.booked), money(asset.booked - asset.impairment)],
      ],
    }),
    (rest) => [
      ...[label(words.say.more(rest.length)), label(''), label(''), label(''), label('')],
      money(rest.reduce((sum, { asset }) => sum + asset.booked, 0n)),
      money(rest.reduce((sum, { asset }) => sum + asset.booked - asset.impairment, 0n)),
    ],
  );
  const columns = concentrationColumns(words, ['asset', 'kind', 'acquiredOn', 'dueOn', 'days', 'booked', 'net']);
  return [
    ...(areVerified(bands) ? [] : [sentence('warning', say.unverifiedLimits)]),
    ...(overdue.length === 0
      ? [sentence('plain', say.noOverdue)]
      : [
          sentence('lead', say.overdue, count(overdueSum.count), say.assets, money(overdueSum.booked)),
          { ...table('overdue-assets', columns, rows), title: heading.overdueAssets },
        ]),
    ...(withoutLimit.count === 0
      ? []
      : [sentence('note', say.withoutLimit + words.colon, count(withoutLimit.count), say.assets, money(withoutLimit.booked))]),
  ];
}

function disposedBlocks(words: Words, { disposed }: Foreclosed): Block[] {
  if (disposed.count === 0) return [];
  const { item, say } = words.concentration;
  const rows: Row[] = [
    { id: 'disposed', cells: [label(say.disposed(isoDate(disposed.since))), ...sumCells(disposed)] },
    { id: 'proceeds', cells: [label(item.proceeds), label(''), label(''), label(''), money(disposed.proceeds)] },
    { id: 'result', cells: [label(item.result), label(''), label(''), label(''), money(disposed.result)] },
  ];
  return [table('disposed', concentrationColumns(words, ['item', ...SUMS]), rows)];
}

/** Foreclosures and assets without a counterpart. */
export function foreclosedNotes({ listed }: Notes, words: Words, { gaps }: ConcentrationContent): void {
  if (gaps === undefined) return;
  const { say } = words.concentration;
  listed('warning', say.noAsset, gaps.withoutAsset.map(placeOf));
  listed(
    'warning',
    say.noForeclosure,
    gaps.withoutForeclosure.map(({ id, file, line }) => placeOf({ loan: id, file, line })),
  );
}
