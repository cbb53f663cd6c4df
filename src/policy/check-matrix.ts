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
    const refuse = (key: 'from' | 'to', reason: string): void => {
      faults.push({ path: [...path, index, ...(key === 'to' && to === undefined ? [] : [key])], reason });
    };
    if (to !== undefined && to < from) refuse('to', `the band ends before it begins, at ${from}`);
    if (last && to !== undefined) refuse('to', `a gap: more than ${to} days have no class; the last band has no end`);
    if (!last && to === undefined) refuse('to', 'an overlap: only the last band may be without an end');
    const before = index === 0 ? -1 : bands[index - 1]!.to;
    if (before === undefined) continue;
    if (from > before + 1) refuse('from', `a gap: ${days(before + 1, from - 1)} no class`);
    if (from <= before) refuse('from', `an overlap: ${days(from, before)} two classes`);
  }
  return faults;
}

function days(first: number, last: number): string {
  return first === last ? `day ${first} has` : `days ${first} to ${last} have`;
}

function checkRow(row: readonly LoanClass[], bands: number, path: Path): readonly DocumentFault[] {
  if (row.length !== bands) return [{ path, reason: `${row.length} classes for ${bands} bands: every band needs one` }];
  return row.flatMap((name, index) => {
    const before = row[index - 1];
    if (before === undefined || classCode(name) >= classCode(before)) return [];
    return [{ path: [...path, index], reason: `better than ${before} of the band before: a class must not improve as days rise` }];
  });
}
