import type { DiagnosticCode } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';

/** How many bad rows a run goes on without: a number, or a percentage of all rows. */
export interface RejectLimit {
  readonly rows?: number;
  readonly percent?: number;
}

/** Why no limit tolerates a row: a loan that stands twice, or a last row that was cut off, with who knows how many after it. */
export type FatalReason = 'twice' | 'cut';

/** The rows that could not be read, over all files of a run. */
export interface RejectLog {
  /** Problems in the order they were found: all of them where a rejects file asks for them, else what a screen shows. */
  readonly diagnostics: readonly Diagnostic[];
  /** One row, with everything wrong in it. */
  add(problems: readonly Diagnostic[]): void;
  /** Marks a row that was added as one that no limit tolerates. */
  addFatal(problem: Diagnostic, reason: FatalReason): void;
  /** Throws when more was rejected than `limit` allows, or anything fatal was found. `rowsRead` is over all files. */
  check(limit: RejectLimit | undefined, rowsRead: number): void;
}

const SHOWN = 20;
const AFTERWORDS: Readonly<Record<FatalReason, DiagnosticCode>> = { twice: 'A_REFUSED_TWICE', cut: 'A_REFUSED_CUT' };

/** `advise` false: of a table that no limit is given for, so that none is advised. */
export function newRejectLog(keepAll: boolean, { advise } = { advise: true }): RejectLog {
  const diagnostics: Diagnostic[] = [];
  const fatal: Diagnostic[] = [];
  const fatalRows: Record<FatalReason, number> = { twice: 0, cut: 0 };
  let rows = 0;
  const refuseFatal = (all: readonly Diagnostic[]): never => {
    const shown = [...new Set([...fatal, ...diagnostics])].slice(0, SHOWN);
    const reasons = (Object.keys(fatalRows) as FatalReason[]).filter((reason) => fatalRows[reason] > 0);
    throw new UserError(
      shown,
      [...moreRows(shown, rows, advise), ...reasons.map((one) => said(AFTERWORDS[one], { count: fatalRows[one] }))],
      all,
    );
  };
  return {
    diagnostics,
    add: (problems) => {
      rows++;
      for (const problem of problems) if (keepAll || diagnostics.length < SHOWN) diagnostics.push(problem);
    },
    addFatal: (problem, reason) => {
      fatalRows[reason]++;
      if (fatal.length < SHOWN) fatal.push(problem);
    },
    check: (limit, rowsRead) => {
      const all = keepAll ? diagnostics : [];
      if (fatal.length > 0) refuseFatal(all);
      const allowed = allowedRows(limit, rowsRead);
      if (rows <= allowed) return;
      const shown = diagnostics.slice(0, SHOWN);
      throw new UserError(shown, [...moreRows(shown, rows, advise), ...tooMany(rows, allowed, rowsRead, advise)], all);
    },
  };
}

/** Rounded down; the small addition makes up for percentages such as 0.57, which binary numbers do not hold exactly. */
function allowedRows(limit: RejectLimit | undefined, rowsRead: number): number {
  return limit?.rows ?? Math.floor((rowsRead * (limit?.percent ?? 0)) / 100 + 1e-9);
}

function moreRows(shown: readonly Diagnostic[], rows: number, advise: boolean): readonly Diagnostic[] {
  const shownRows = new Set(shown.map(({ file, line }) => `${file}:${line}`)).size;
  return rows > shownRows ? [said(advise ? 'A_MORE_ROWS' : 'A_MORE', { count: rows - shownRows })] : [];
}

function tooMany(rows: number, allowed: number, rowsRead: number, advise: boolean): readonly Diagnostic[] {
  const refusal = said(allowed > 0 ? 'A_REFUSED_LIMIT' : 'A_REFUSED_ROWS', { rejected: rows, rows: rowsRead, allowed });
  if (!advise) return [refusal];
  const them = rows === 1 ? { en: 'it', zh: '该行' } : { en: 'them', zh: '这些行' };
  return [refusal, said('A_GO_ON', { rejected: rows, rows: them })];
}

function said(code: DiagnosticCode, params: Diagnostic['params'] & object): Diagnostic {
  return { code, params };
}
