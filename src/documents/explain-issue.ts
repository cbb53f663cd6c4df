import { type Bilingual, both, listed } from '../diagnostics/wording.js';
import { didYouMean } from '../model/did-you-mean.js';
import type { DocumentPath, DocumentTree } from './document-tree.js';
import { knownKeys } from './known-keys.js';
import type { z } from './schema.js';

/** Something wrong with what a document says, in words that follow the name of the place: `must be a whole number`. */
export interface DocumentFault {
  readonly path: DocumentPath;
  /** "key": the key itself is wrong, not its value. */
  readonly part?: 'key' | 'value';
  readonly reason: Bilingual;
}

type Issue = z.core.$ZodIssue;

/** A schema's issue in plain words; several faults for several unknown keys. Paths in the issue are below `base`. */
export function explainIssue(issue: Issue, schema: unknown, tree: DocumentTree, base: DocumentPath = []): readonly DocumentFault[] {
  const path = [...base, ...issue.path];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(key, path, schema));
  if (!tree.has(path)) {
    const key = String(path.at(-1));
    return [{ path: path.slice(0, -1), part: 'key', reason: both(`${key} is missing`, `缺少 ${key}`) }];
  }
  if (tree.sourceOf(path) === '') return [{ path, reason: both('is empty', '为空') }];
  if (issue.code === 'invalid_union') return nearestBranch(issue, schema, tree, path);
  return [{ path, reason: reasonOf(issue, tree.sourceOf(path)) }];
}

function unknownKey(key: string, path: DocumentPath, schema: unknown): DocumentFault {
  const known = knownKeys(schema, path);
  return { path: [...path, key], part: 'key', reason: joined(both('no such key', '没有这个键'), suggestion(key, known)) };
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
  if (deepest === undefined) return [{ path, reason: both(issue.message, UNFIT_ZH) }];
  if (depth(deepest) > 0) return deepest.flatMap((one) => explainIssue(one, schema, tree, path));
  const reasons = issue.errors.flat().map((one) => reasonOf(one, tree.sourceOf(path)));
  const each = (words: readonly string[], begin: RegExp) => [...new Set(words.map((one) => one.replace(begin, '')))];
  const [en, zh] = [
    each(
      reasons.map((one) => one.en),
      /^must be /,
    ),
    each(
      reasons.map((one) => one.zh),
      /^应为/,
    ),
  ];
  return [{ path, reason: both(`must be ${en.join(' or ')}`, `应为${spaced(zh.join('或'))}`) }];
}

/** A space between 或 and what is not Chinese. */
function spaced(choices: string): string {
  return choices.replace(/([!-~])或/g, '$1 或').replace(/或([!-~])/g, '或 $1');
}

const KINDS: Readonly<Record<string, Bilingual>> = {
  string: both('text', '文字'),
  number: both('a number', '数字'),
  int: both('a whole number', '整数'),
  boolean: both('true or false', ' true 或 false'),
  object: both('a group of keys', '一组键值'),
  record: both('a group of keys', '一组键值'),
  array: both('a list', '列表'),
};

const UNFIT_ZH = '不符合要求';

function reasonOf(issue: Issue, source: string | undefined): Bilingual {
  switch (issue.code) {
    case 'invalid_type': {
      const kind = KINDS[issue.expected] ?? both(issue.expected, ` ${issue.expected}`);
      return joined(both(`must be ${kind.en}`, `应为${kind.zh}`), aboutQuotes(issue.expected, source));
    }
    case 'invalid_value':
      return mustBeOneOf(issue.values, source);
    case 'too_small':
      if (issue.origin !== 'array') return both(`must be at least ${issue.minimum}`, `不应小于 ${issue.minimum}`);
      if (Number(issue.minimum) === 1) return both('must not be empty', '不能为空');
      return both(`must have ${issue.minimum} entries or more`, `至少应有 ${issue.minimum} 项`);
    case 'too_big':
      return issue.origin === 'array'
        ? both(`must have ${issue.maximum} entries or fewer`, `至多可有 ${issue.maximum} 项`)
        : both(`must be at most ${issue.maximum}`, `不应大于 ${issue.maximum}`);
    case 'custom':
      return ownWords(issue) ?? both(issue.message, UNFIT_ZH);
    default:
      return both(issue.message, UNFIT_ZH);
  }
}

/** What a check of this program's own says (`unfit` of schema.ts). */
function ownWords({ params }: z.core.$ZodIssueCustom): Bilingual | undefined {
  return params?.reason as Bilingual | undefined;
}

const NOTHING = both('', '');
const WITHOUT_QUOTES = both(': write it without quotes', '：请去掉引号');

function quoteIt(source: string): Bilingual {
  return both(`: quote it: "${source}"`, `：请加引号："${source}"`);
}

function joined(...parts: readonly Bilingual[]): Bilingual {
  return both(parts.map(({ en }) => en).join(''), parts.map(({ zh }) => zh).join(''));
}

/** Where the value would be right but for its quotes: they are not part of the value that the message shows. */
function aboutQuotes(expected: string, source: string | undefined): Bilingual {
  if (source === undefined) return NOTHING;
  if (expected === 'string') return quoteIt(source);
  const isNumber = (expected === 'int' || expected === 'number') && /^-?\d+(\.\d+)?$/.test(source);
  // A number that is not whole has no quotes to lose.
  if (isNumber && (expected === 'number' || !source.includes('.'))) return WITHOUT_QUOTES;
  return expected === 'boolean' && /^(true|false)$/.test(source) ? WITHOUT_QUOTES : NOTHING;
}

function mustBeOneOf(values: readonly unknown[], source: string | undefined): Bilingual {
  const names = values.map(String);
  if (names.length === 1 && names[0] !== source) return both(`must be ${names[0]}`, `应为 ${names[0]}`);
  const all = listed(names);
  const list = both(`must be one of ${all.en}`, `应为以下之一：${all.zh}`);
  if (source === undefined || !names.includes(source)) return joined(list, nearWords(source, names));
  return joined(list, typeof values[names.indexOf(source)] === 'string' ? quoteIt(source) : WITHOUT_QUOTES);
}

function suggestion(word: string, known: readonly string[]): Bilingual {
  const near = nearWords(word, known);
  if (near !== NOTHING || known.length === 0) return near;
  const all = listed(known);
  return both(`; the keys here are ${all.en}`, `；此处可用的键：${all.zh}`);
}

function nearWords(word: string | undefined, known: readonly string[]): Bilingual {
  const near = word === undefined ? undefined : didYouMean(word, known);
  return near === undefined ? NOTHING : both(`: did you mean ${near}?`, `：是否为 ${near}？`);
}
