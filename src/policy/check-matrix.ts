import { type Bilingual, both } from '../diagnostics/wording.js';
import type { DocumentFault } from '../documents/read-document.js';
import { classCode, type LoanClass } from '../model/loan-class.js';
import type { WrittenRule } from './policy-schema.js';

type Matrix = NonNullable<WrittenRule['matrix']>;
type Path = readonly (string | number)[];

/**
 * The bands must begin at day 0, follow one another without gap or overlap and end open; every row must have one class for
 * each band, never better than the class of the band before.
 */
export function checkMatrix(matrix: Matrix, path: Path): readonly DocumentFault[] {
  const rows: readonly (readonly [Path, readonly LoanClass[]])[] = [
    ...(matrix.forAll === undefined ? [] : [[[...path, 'forAll'], matrix.forAll] as const]),
    ...Object.entries(matrix.byGuarantee ?? {}).map(([guarantee, row]) => [[...path, 'byGuarantee', guarantee], row] as const),
  ];
  return [
    ...checkBands(matrix.bands, [...path, 'bands']),
    ...rows.flatMap(([rowPath, row]) => checkRow(row, matrix.bands.length, rowPath)),
  ];
}

function checkBands(bands: Matrix['bands'], path: Path): readonly DocumentFault[] {
  const faults: DocumentFault[] = [];
  for (const [index, { from, to }] of bands.entries()) {
    const last = index === bands.length - 1;
    const refuse = (key: 'from' | 'to', reason: Bilingual): void => {
      faults.push({ path: [...path, index, ...(key === 'to' && to === undefined ? [] : [key])], reason });
    };
    if (to !== undefined && to < from) refuse('to', both(`the band ends before it begins, at ${from}`, `区间的终点早于起点 ${from}`));
    if (last && to !== undefined)
      refuse(
        'to',
        both(`a gap: more than ${to} days have no class; the last band has no end`, `有空档：${to} 天以上没有分类；最后一个区间不设终点`),
      );
    if (!last && to === undefined)
      refuse('to', both('an overlap: only the last band may be without an end', '有重叠：只有最后一个区间可不设终点'));
    const before = index === 0 ? -1 : bands[index - 1]!.to;
    if (before === undefined) continue;
    if (from > before + 1)
      refuse('from', both(`a gap: ${days(before + 1, from - 1)} no class`, `有空档：第 ${span(before + 1, from - 1)} 天没有分类`));
    if (from <= before)
      refuse('from', both(`an overlap: ${days(from, before)} two classes`, `有重叠：第 ${span(from, before)} 天有两个分类`));
  }
  return faults;
}

function span(first: number, last: number): string {
  return first === last ? `${first}` : `${first} 至 ${last}`;
}

function days(first: number, last: number): string {
  return first === last ? `day ${first} has` : `days ${first} to ${last} have`;
}

function checkRow(row: readonly LoanClass[], bands: number, path: Path): readonly DocumentFault[] {
  if (row.length !== bands)
    return [
      {
        path,
        reason: both(
          `${row.length} classes for ${bands} bands: every band needs one`,
          `${bands} 个区间却有 ${row.length} 个分类：每个区间须有一个`,
        ),
      },
    ];
  return row.flatMap((name, index) => {
    const before = row[index - 1];
    if (before === undefined || classCode(name) >= classCode(before)) return [];
    return [
      {
        path: [...path, index],
        reason: both(
          `better than ${before} of the band before: a class must not improve as days rise`,
          `优于前一区间的 ${before}：天数增加，分类不得变好`,
        ),
      },
    ];
  });
}
