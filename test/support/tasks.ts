import type { Param } from '../../src/diagnostics/diagnostic-value.js';
import { measureNplReport } from '../../src/measure/npl-report.js';
import type { Tasks } from '../../src/measure/tasks.js';
import { isoDate } from '../../src/model/civil-date.js';
import type { OfficerRole, Target, UnitKind } from '../../src/model/tasks.js';
import { refuseLater } from '../../src/registers/read-register.js';
import { readTargets } from '../../src/registers/targets.js';
import { type HomeBooks, type HomeRegisters, readHomeRegisters } from '../../src/run/recovery/home-registers.js';
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
  return (await openTasksOf(book)).measure(kind, role);
}

/** The same opened once, for both kinds of units and for the report beside them. */
export async function openTasksOf(book: TaskBook) {
  const { input, lineage } = openBook(book);
  const background = backgroundOf(book, book.policy ?? CN_2023, book.basis ?? 'stricter');
  const { current: month } = input;
  const before = input.earlier.toSorted((a, b) => a.portfolio.asOf - b.portfolio.asOf);
  const homes = await homesOf(book, { isSelection: false, month, before, background, lineage });
  const targets: readonly Target[] = book.targets === undefined ? [] : readText('targets.csv', book.targets, readTargets).entries;
  // Entries are told apart by themselves: figures and registers must be of one reading.
  const { events, reversals } = input;
  const figures = measureNplReport(input);
  const year = yearOf({ month, before }, figures);
  const opened = { month, before, background: { ...background, events, reversals }, lineage };
  const measure = (kind: UnitKind, role: OfficerRole = 'collecting'): MeasuredTasks => {
    const { tasks, warnings } = measureUnitTasks(kind, { opened, year, targets, homes, role });
    return {
      tasks,
      warnings: warnings.map(
        ({ code, params }) =>
          `${code} ${Object.values(params ?? {})
            .map(inEnglish)
            .join(' ')}`,
      ),
    };
  };
  return { figures, background, month, before, measure };
}

/** The registers of whose a loan is, read and held against the books. */
export function homesOf(
  { assignments, internalTransfers }: Pick<TaskBook, 'assignments' | 'internalTransfers'>,
  books: Omit<Parameters<typeof readHomeRegisters>[1], 'read' | 'io'>,
): Promise<HomeRegisters> {
  const texts: Readonly<Record<string, string | undefined>> = { assignments, 'internal-transfers': internalTransfers };
  const { asOf } = books.month.portfolio;
  const read: HomeBooks['read'] = async ({ id, read: reader }) => {
    const text = texts[id];
    if (text === undefined) return [];
    const { entries } = readText(`${id}.csv`, text, reader);
    refuseLater(entries as readonly { file: string; line: number; date: number }[] & typeof entries, asOf, isoDate);
    return entries;
  };
  return readHomeRegisters({}, { ...books, read, io: undefined as never });
}

function inEnglish(value: Param): string {
  return typeof value === 'object' ? value.en : String(value);
}
