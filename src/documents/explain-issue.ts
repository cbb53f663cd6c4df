import type { Bilingual } from '../diagnostics/catalogue.js';
import { didYouMean } from '../model/did-you-mean.js';
import type { DocumentPath, DocumentTree } from './document-tree.js';
import { knownKeys } from './known-keys.js';
import type { z } from './schema.js';

/** Something wrong with what a document says, in words that follow the name of the place: `must be a whole number`. */
export interface DocumentFault {
  readonly path: DocumentPath;
  /** "key": the key itself is wrong, not its value. */
  readonly part?: 'key' | 'value';
  readonly reason: string | Bilingual;
}

type Issue = z.core.$ZodIssue;

/** A schema's issue in plain words; several faults for several unknown keys. Paths in the issue are below `base`. */
export function explainIssue(issue: Issue, schema: unknown, tree: DocumentTree, base: DocumentPath = []): readonly DocumentFault[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, schema));
  if (!tree.has(path)) return [{ path: path.slice(0, -1), part: 'key', reason: `${String(path.at(-1))} is missing` }];
  if (tree.sourceOf(path) === '') return [{ path, reason: 'is empty' }];
  if (issue.code === 'invalid_union') return nearestBranch(issue, schema, tree, path);
  return [{ path, reason: reasonOf(issue, tree.sourceOf(path)) }];
}

function unknownKey(key: string, path: DocumentPath, schema: unknown): DocumentFault {
  const known = knownKeys(schema, path);
  return { path: [...path, key], part: 'key', reason: `no such key${suggestion(key, known)}` };
}

/** Of the forms a value may have, the one it got furthest into is the one that was meant. */
function nearestBranch(
  issue: z.core.$ZodIssueInvalidUnion,
  schema: unknown,
  tree: DocumentTree,
  path: DocumentPath,
): readonly DocumentFault[] {
  const depth = (branch: readonly Issue[]): number => Math.max(...branch.map((one) => one.path.length));
  const deepest = issue.errors.toSorted((left, right) => depth(right) - depth(left))[0];
  if (deepest === undefined) return [{ path, reason: issue.message }];
  if (depth(deepest) > 0) return deepest.flatMap((one) => explainIssue(one, schema, tree, path));
  const reasons = issue.errors.flat().map((one) => reasonOf(one, tree.sourceOf(path)).replace(/^must be /, ''));
  return [{ path, reason: `must be ${[...new Set(reasons)].join(' or ')}` }];
}

const KINDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  object: 'a group of keys',
  record: 'a group of keys',
  array: 'a list',
};

function reasonOf(issue: Issue, source: string | undefined): string {
  switch (issue.code) {
    case 'invalid_type':
      return `must be ${KINDS[issue.expected] ?? issue.expected}${aboutQuotes(issue.expected, source)}`;
    case 'invalid_value':
      return mustBeOneOf(issue.values, source);
    case 'too_small':
      if (issue.origin === 'array') return Number(issue.minimum) === 1 ? 'must not be empty' : `must have ${issue.minimum} entries or more`;
      return `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `must have ${issue.maximum} entries or fewer` : `must be at most ${issue.maximum}`;
    default:
      return issue.message;
  }
}

/** Where the value would be right but for its quotes: they are not part of the value that the message shows. */
function aboutQuotes(expected: string, source: string | undefined): string {
  if (source === undefined) return '';
  if (expected === 'string') return `: quote it: "${source}"`;
  const isNumber = (expected === 'int' || expected === 'number') && /^-?\d+(\.\d+)?$/.test(source);
  // A number that is not whole has no quotes to lose.
  if (isNumber && (expected === 'number' || !source.includes('.'))) return ': write it without quotes';
  return expected === 'boolean' && /^(true|false)$/.test(source) ? ': write it without quotes' : '';
}

function mustBeOneOf(values: readonly unknown[], source: string | undefined): string {
  const names = values.map(String);
  if (names.length === 1 && names[0] !== source) return `must be ${names[0]}`;
  const list = `must be one of ${names.join(', ')}`;
  if (source === undefined || !names.includes(source)) return list + didYouMeanWords(source, names);
  return typeof values[names.indexOf(source)] === 'string' ? `${list}: quote it: "${source}"` : `${list}: write it without quotes`;
}

function suggestion(word: string, known: readonly string[]): string {
  const near = didYouMeanWords(word, known);
  return near !== '' || known.length === 0 ? near : `; the keys here are ${known.join(', ')}`;
}

function didYouMeanWords(word: string | undefined, known: readonly string[]): string {
  const near = word === undefined ? undefined : didYouMean(word, known);
  return near === undefined ? '' : `: did you mean ${near}?`;
}
