import { isUtf8 } from 'node:buffer';
import { type Document, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type Scalar, visit, type YAMLError } from 'yaml';
import { type Bilingual, both } from '../diagnostics/wording.js';

/** Keys and list indexes from the document's top down to a value. */
export type DocumentPath = readonly PropertyKey[];

export interface Place {
  /** Both from 1. */
  readonly line: number;
  readonly column: number;
}

/** A document as written: its plain value, and where each part of it stands. */
export interface DocumentTree {
  readonly value: unknown;
  /** Where the value at a path begins (of a key, with `part` "key"); of a path that is not there, its nearest parent. */
  placeOf(path: DocumentPath, part?: 'key' | 'value'): Place;
  has(path: DocumentPath): boolean;
  /** A scalar as it is written, without quotes (null: empty); undefined for lists, groups and what is not there. */
  sourceOf(path: DocumentPath): string | undefined;
}

/** Why bytes are not a document, and where. */
export interface SyntaxFault extends Place {
  readonly reason: Bilingual;
  readonly source?: string;
}

/**
 * Bytes of YAML (1.2 core schema: dates stay text, no yes/no booleans) or JSON, as a tree; or the faults in order of place.
 * Refused beyond YAML's own grammar: keys that stand twice, unknown tags, anchors, several documents, and numbers whose
 * digits would not survive reading (0123, 1e5, 0x10, more than 15 digits), because those are ids that want quotes.
 */
export function parseTree(bytes: Uint8Array): DocumentTree | readonly SyntaxFault[] {
  if (!isUtf8(bytes))
    return [
      {
        line: badLine(bytes),
        column: 1,
        reason: both('not UTF-8 from here: save the file as UTF-8', '自此处起不是 UTF-8：请另存为 UTF-8'),
      },
    ];
  const lines = new LineCounter();
  const document = parsed(new TextDecoder().decode(bytes), lines);
  const at = (offset: number): Place => placeAt(lines, offset);
  const errors = [...document.errors, ...document.warnings];
  if (errors.length > 0) return firstAtEachPlace(errors.map((error) => ({ ...at(error.pos[0]), reason: plainWords(error) })));
  if (document.contents === null) return [{ line: 1, column: 1, reason: both('the file is empty', '文件为空') }];
  const unsafe = unsafeParts(document, at);
  return unsafe.length > 0 ? unsafe : treeOf(document, at);
}

function parsed(text: string, lineCounter: LineCounter): Document.Parsed {
  return parseDocument(text, {
    lineCounter,
    version: '1.2',
    schema: 'core',
    merge: false,
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    prettyErrors: false,
    // Not "silent", which would also pass over a second document in silence. Nothing is printed here at any level.
    logLevel: 'error',
  });
}

/** The parser says one thing in several ways; what it says first of a place is the clearest. */
function firstAtEachPlace(faults: readonly SyntaxFault[]): readonly SyntaxFault[] {
  const first = new Map<string, SyntaxFault>();
  for (const fault of faults) {
    const place = `${fault.line}:${fault.column}`;
    if (!first.has(place)) first.set(place, fault);
  }
  return [...first.values()];
}

function treeOf(document: Document.Parsed, at: (offset: number) => Place): DocumentTree {
  const root = document.contents as Node;
  return {
    value: document.toJS(),
    has: (path) => find(root, path).depth === path.length,
    placeOf(path, part = 'value') {
      const found = find(root, path);
      const node = part === 'key' && found.depth === path.length ? (found.key ?? found.node) : found.node;
      return at(node.range?.[0] ?? 0);
    },
    sourceOf(path) {
      const { node, depth } = find(root, path);
      return depth === path.length && isScalar(node) ? written(node) : undefined;
    },
  };
}

function written(scalar: Scalar): string {
  return scalar.value === null ? '' : (scalar.source ?? String(scalar.value));
}

/** Goes down a path as far as the document does. */
function find(root: Node, path: DocumentPath): { node: Node; key?: Node; depth: number } {
  let found: { node: Node; key?: Node; depth: number } = { node: root, depth: 0 };
  for (const step of path) {
    const { node, depth } = found;
    if (isSeq<Node>(node) && typeof step === 'number' && node.items[step] !== undefined) {
      found = { node: node.items[step], depth: depth + 1 };
    } else if (isMap<Node, Node | null>(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (pair === undefined) break;
      found = { node: pair.value ?? pair.key, key: pair.key, depth: depth + 1 };
    } else break;
  }
  return found;
}

const PLAIN_NUMBER = /^[-+]?(0|[1-9]\d*)(\.\d+)?$/;

/** Far beyond any document written by hand, far below what a recursive reader's stack bears. */
const DEEPEST = 64;

/** Numbers that would be read as something else than is written, references, which hide where a value stands, and depth. */
function unsafeParts(document: Document.Parsed, at: (offset: number) => Place): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  const refuse = (node: Node, reason: Bilingual, source?: string): void => {
    faults.push({ ...at(node.range?.[0] ?? 0), reason, ...(source === undefined ? {} : { source }) });
  };
  visit(document, {
    Alias: (_key, node) =>
      refuse(
        node,
        both(`write the value out: references (*${node.source}) are not read here`, `请直接写出该值：此处不支持引用（*${node.source}）`),
      ),
    Scalar(_key, node) {
      const source = written(node);
      if (typeof node.value !== 'number') return;
      if (PLAIN_NUMBER.test(source) && source.replace(/\D/g, '').length <= 15) return;
      refuse(
        node,
        both(
          `would be read as the number ${node.value}; if it is an id or a code, quote it: "${source}"`,
          `将读作数字 ${node.value}；若为编号或代码，请加引号："${source}"`,
        ),
        source,
      );
    },
    Collection(_key, node, path) {
      // The path holds a pair and a map for each level of keys.
      if (path.length <= 2 * DEEPEST) return;
      refuse(node, TOO_DEEP);
      return visit.BREAK;
    },
  });
  return faults;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** The first line whose bytes are not UTF-8; no byte of a multi-byte character is a line feed. */
function badLine(bytes: Uint8Array): number {
  let start = 0;
  for (let line = 1; ; line++) {
    const end = bytes.indexOf(0x0a, start);
    if (end === -1 || !isUtf8(bytes.subarray(start, end))) return line;
    start = end + 1;
  }
}

const TOO_DEEP = both('nested too deeply', '嵌套过深');

/** What the parser says in English only, by its code. */
const YAML_FAULTS: Partial<Record<YAMLError['code'], string>> = {
  BAD_INDENT: '缩进或括号不完整',
  MISSING_CHAR: '缺少引号、括号、冒号或空格',
  TAG_RESOLVE_FAILED: '不识别的标签（! 开头）',
  UNEXPECTED_TOKEN: '此处不应有这些字符',
  MULTILINE_IMPLICIT_KEY: '键须写在一行内',
  BAD_DIRECTIVE: '不识别的指令（% 开头）',
  BAD_DQ_ESCAPE: '双引号内的转义不正确',
  BAD_SCALAR_START: '文字不能以此字符开头：请加引号',
};

function plainWords(error: YAMLError): Bilingual {
  switch (error.code) {
    case 'BLOCK_AS_IMPLICIT_KEY':
      return both(
        'a key inside a value: indent this line like its neighbours, or quote text that holds ": "',
        '值中出现了键：请与相邻行对齐缩进，或给含“: ”的文字加引号',
      );
    case 'DUPLICATE_KEY':
      return both('this key stands twice in its group', '同组内此键出现两次');
    case 'TAB_AS_INDENT':
      return both('a tab indents this line: use spaces', '此行用制表符缩进：请改用空格');
    case 'MULTIPLE_DOCS':
      return both('a second document begins here (---): one file is one document', '此处开始第二个文档（---）：一个文件只能有一个文档');
    case 'RESOURCE_EXHAUSTION':
      return TOO_DEEP;
    case 'NON_STRING_KEY':
      return both('this key is not a name', '此键不是名称');
    default:
      return both(`not valid YAML: ${error.message}`, `不是有效的 YAML：${YAML_FAULTS[error.code] ?? error.message}`);
  }
}
