import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { type DocumentPath, type DocumentTree, parseTree } from './document-tree.js';
import { type DocumentFault, explainIssue } from './explain-issue.js';
import type { ZodType } from './schema.js';

export type { DocumentFault } from './explain-issue.js';

/** E_POLICY or E_DOCUMENT: what a refusal is called. */
export type DocumentCode = 'E_POLICY' | 'E_DOCUMENT';

export interface ReadDocument<T> {
  readonly value: T;
  /** Of the bytes as they are in the file, in hexadecimal. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
  /** Refuses the document for what its schema cannot say: throws UserError with the line of each fault's path. */
  refuse(faults: readonly DocumentFault[]): never;
  /** The line that a place of the document stands on, from 1. */
  readonly lineOf: (path: DocumentPath) => number;
}

/** More would scroll the first one, which often causes the rest, off the screen. */
const SHOWN = 20;

/**
 * Reads a YAML or JSON file and checks it against a schema. Unknown keys are errors when the schema is strict.
 * Throws UserError: E_MISSING, E_READ, or `code` for each fault with its line, column and place (`rules[over-90].class`).
 */
export function readDocument<T>(file: string, schema: ZodType<T>, code: DocumentCode): ReadDocument<T> {
  return parseDocumentBytes(file, bytesOf(file), schema, code);
}

/** readDocument for bytes in hand; `file` is only their name in messages. */
export function parseDocumentBytes<T>(file: string, bytes: Uint8Array, schema: ZodType<T>, code: DocumentCode): ReadDocument<T> {
  const tree = parseTree(bytes);
  if (!('value' in tree)) {
    throw refusal(tree.map((fault) => diagnostic(file, code, fault.reason, fault, undefined, fault.source)));
  }
  const refuse = (faults: readonly DocumentFault[]): never => {
    throw refusal(faults.map((fault) => placed(file, code, fault, tree)));
  };
  const checked = schema.safeParse(tree.value);
  if (!checked.success) return refuse(checked.error.issues.flatMap((issue) => explainIssue(issue, schema, tree)));
  return {
    value: checked.data,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    bytes,
    refuse,
    lineOf: (path) => tree.placeOf(path, 'key').line,
  };
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UserError(reason === 'ENOENT' ? { code: 'E_MISSING', file } : { code: 'E_READ', file, params: { reason } });
  }
}

function refusal(diagnostics: readonly Diagnostic[]): UserError {
  const inOrder = diagnostics.toSorted((left, right) => left.line! - right.line! || left.column! - right.column!);
  const rest = inOrder.length - SHOWN;
  return new UserError(inOrder.slice(0, SHOWN), rest > 0 ? [{ code: 'A_MORE', params: { count: rest } }] : []);
}

function placed(file: string, code: DocumentCode, fault: DocumentFault, tree: DocumentTree): Diagnostic {
  const value = fault.part === 'key' ? undefined : tree.sourceOf(fault.path);
  return diagnostic(file, code, fault.reason, tree.placeOf(fault.path, fault.part), shownPath(fault.path, tree), value);
}

function diagnostic(
  file: string,
  code: DocumentCode,
  reason: Bilingual,
  place: { readonly line: number; readonly column: number },
  field?: string,
  value?: string,
): Diagnostic {
  const { line, column } = place;
  return {
    code,
    file,
    line,
    column,
    ...(field === undefined || field === '' ? {} : { field }),
    ...(value === undefined || value === '' ? {} : { value }),
    params: { reason },
  };
}

/** `rules[over-90].when.above`: an entry of a list goes by its id, or by its number from 1 where it has none. */
function shownPath(path: DocumentPath, tree: DocumentTree): string {
  let shown = '';
  for (const [depth, step] of path.entries()) {
    if (typeof step === 'number') shown += `[${tree.sourceOf([...path.slice(0, depth + 1), 'id']) ?? `#${step + 1}`}]`;
    else shown += `${shown === '' ? '' : '.'}${String(step)}`;
  }
  return shown;
}
