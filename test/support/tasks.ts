import { measureNplReport } from '../../src/measure/npl-report.js';
import type { Tasks } from '../../src/measure/tasks.js';
import type { OfficerRole, Target, UnitKind } from '../../src/model/tasks.js';
import { readAssignments } from '../../src/registers/assignments.js';
import { readInternalTransfers } from '../../src/registers/internal-transfers.js';
import { readTargets } from '../../src/registers/targets.js';
import { type HomeRegisters, readHomeRegisters } from '../../src/run/recovery/home-registers.js';
import { measureUnitTasks, yearOf } from '../../src/run/recovery/measure-tasks.js';
import { type Book, backgroundOf, openBook } from './book.js';
import { CN_2023, readText } from './ledger.js';

/** A year's books with the registers of tasks, each CSV text with its header. */
export interface TaskBook extends Book {
  readonly targets?: string;
  readonly assignments?: string;
  readonly internalTransfers?: string;
}

export interface MeasuredTasks {
  readonly tasks: Tasks;
  readonly warnings: readonly string[];
}

/** Goes the way of `npl tasks`, from texts to figures. */
export async function measureTasksOf(book: TaskBook, kind: UnitKind, role: OfficerRole = 'collecting'): Promise<MeasuredTasks> {
  const { input, lineage } = openBook(book);
  const background = backgroundOf(book, book.policy ?? CN_2023, book.basis ?? 'stricter');
  const { current: month } = input;
  const before = input.earlier.toSorted((a, b) => a.portfolio.asOf - b.portfolio.asOf);
  const homes = await homesOf(book, { months: [...before, month], background, lineage });
  const targets: readonly Target[] = book.targets === undefined ? [] : readText('targets.csv', book.targets, readTargets).entries;
  const year = yearOf({ month, before }, measureNplReport(input));
  const { tasks, warnings } = measureUnitTasks(kind, { opened: { month, before, background }, year, targets, homes, role });
  return { tasks, warnings: warnings.map(({ code, params }) => `${code} ${Object.values(params ?? {}).join(' ')}`) };
}

/** The registers of whose a loan is, read and held against the books. */
export function homesOf(
  { assignments, internalTransfers }: Pick<TaskBook, 'assignments' | 'internalTransfers'>,
  books: Omit<Parameters<typeof readHomeRegisters>[1], 'read' | 'io'>,
): Promise<HomeRegisters> {
  const texts = { assignments, 'internal-transfers': internalTransfers };
  const readers = { assignments: readAssignments, 'internal-transfers': readInternalTransfers };
  const read = async (kind: { readonly id: string }, paths: readonly string[]) =>
    paths.length === 0
      ? []
      : (readText(`${kind.id}.csv`, texts[kind.id as keyof typeof texts] ?? '', (source) =>
          readers[kind.id as keyof typeof readers](source),
        ).entries as never[]);
  const given = (text: string | undefined) => (text === undefined ? [] : ['given']);
  const options = { where: [], assignments: given(assignments), internalTransfers: given(internalTransfers) };
  return readHomeRegisters(options, { ...books, read, io: undefined as never });
}
