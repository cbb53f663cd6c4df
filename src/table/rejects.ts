import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';

/** How many bad rows a run goes on without: a number, or a percentage of all rows. */
export interface RejectLimit {
  readonly rows?: number;
  readonly percent?: number;
}

/** Why no limit tolerates a row: a loan that stands twice, or a last row that was cut off, with who knows how many after it. */
export type FatalReason = 'twice' | 'cut';

/** The rows that could not be read: of a range of a file, of a file, or of all files of a run. */
export interface RejectLog {
  readonly keepsAll: boolean;
  /** False: of a table that no limit is given for, so that none is advised. */
  readonly advises: boolean;
  /** Problems in the order they were found: all of them where a rejects file asks for them, else what a screen shows. */
  readonly diagnostics: Diagnostic[];
  /** Those of rows that no limit tolerates; they stand among the diagnostics too, where there was room. */
  readonly fatal: Diagnostic[];
  readonly fatalRows: Record<FatalReason, number>;
  rows: number;
}

const SHOWN = 20;
const AFTERWORDS: Readonly<Record<FatalReason, DiagnosticCode>> = { twice: 'A_REFUSED_TWICE', cut: 'A_REFUSED_CUT' };

export function newRejectLog(keepsAll: boolean, { advise } = { advise: true }): RejectLog {
  return { keepsAll, advises: advise, diagnostics: [], fatal: [], fatalRows: { twice: 0, cut: 0 }, rows: 0 };
}

/** Adds one row, with everything wrong in it. */
export function addReject(log: RejectLog, problems: readonly Diagnostic[]): void {
  log.rows++;
  for (const problem of problems) if (log.keepsAll || log.diagnostics.length < SHOWN) log.diagnostics.push(problem);
}

/** Marks a row that was added as one that no limit tolerates. */
export function addFatal(log: RejectLog, problem: Diagnostic, reason: FatalReason): void {
  log.fatalRows[reason]++;
  if (log.fatal.length < SHOWN) log.fatal.push(problem);
}

/**
 * Adds what was rejected in the range behind, whose lines were counted from 1. Gives the range's problems as the log holds them: a
 * problem that stands in several places has to stay one.
 */
export function addRejects(log: RejectLog, part: RejectLog, linesBefore: number): (problem: Diagnostic) => Diagnostic {
  const moved = new Map<Diagnostic, Diagnostic>();
  const place = (problem: Diagnostic): Diagnostic => {
    const known = moved.get(problem) ?? atLine(problem, linesBefore);
    moved.set(problem, known);
    return known;
  };
  for (const problem of part.diagnostics) if (log.keepsAll || log.diagnostics.length < SHOWN) log.diagnostics.push(place(problem));
  for (const problem of part.fatal) if (log.fatal.length < SHOWN) log.fatal.push(place(problem));
  for (const reason of Object.keys(AFTERWORDS) as FatalReason[]) log.fatalRows[reason] += part.fatalRows[reason];
  log.rows += part.rows;
  return place;
}

function atLine(problem: Diagnostic, linesBefore: number): Diagnostic {
  return problem.line === undefined || linesBefore === 0 ? problem : { ...problem, line: problem.line + linesBefore };
}

/** Throws when more was rejected than `limit` allows, or anything fatal was found. `rowsRead` is over all files. */
export function checkRejects(log: RejectLog, limit: RejectLimit | undefined, rowsRead: number): void {
  const all = log.keepsAll ? log.diagnostics : [];
  if (log.fatal.length > 0) refuseFatal(log, all);
  const allowed = allowedRows(limit, rowsRead);
  if (log.rows <= allowed) return;
  const shown = log.diagnostics.slice(0, SHOWN);
  throw new UserError(shown, [...moreRows(shown, log), ...tooMany(log, allowed, rowsRead)], all);
}

function refuseFatal(log: RejectLog, all: readonly Diagnostic[]): never {
  const { fatal, diagnostics, fatalRows } = log;
  const shown = [...new Set([...fatal, ...diagnostics])].slice(0, SHOWN);
  const reasons = (Object.keys(fatalRows) as FatalReason[]).filter((reason) => fatalRows[reason] > 0);
  const afterwords = reasons.map((one) => said(AFTERWORDS[one], { count: fatalRows[one] }));
  throw new UserError(shown, [...moreRows(shown, log), ...afterwords], all);
}

/** Rounded down; the small addition makes up for percentages such as 0.57, which binary numbers do not hold exactly. */
function allowedRows(limit: RejectLimit | undefined, rowsRead: number): number {
  return limit?.rows ?? Math.floor((rowsRead * (limit?.percent ?? 0)) / 100 + 1e-9);
}

function moreRows(shown: readonly Diagnostic[], { rows, advises }: RejectLog): readonly Diagnostic[] {
  const shownRows = new Set(shown.map(({ file, line }) => `${file}:${line}`)).size;
  return rows > shownRows ? [said(advises ? 'A_MORE_ROWS' : 'A_MORE', { count: rows - shownRows })] : [];
}

function tooMany({ rows, advises }: RejectLog, allowed: number, rowsRead: number): readonly Diagnostic[] {
  const refusal = said(allowed > 0 ? 'A_REFUSED_LIMIT' : 'A_REFUSED_ROWS', { rejected: rows, rows: rowsRead, allowed });
  if (!advises) return [refusal];
  const them = rows === 1 ? { en: 'it', zh: '该行' } : { en: 'them', zh: '这些行' };
  return [refusal, said('A_GO_ON', { rejected: rows, rows: them })];
}

function said(code: DiagnosticCode, params: Diagnostic['params'] & object): Diagnostic {
  return { code, params };
}
