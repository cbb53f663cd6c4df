import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Finding, ROOT, runLint } from './lint.js';
import { shapeFaults } from './shape.js';

/**
 * The layers, written down a second time: biome.json must refuse all that is not here, and nothing that is.
 * A folder imports those before it that it names; `folder/file.js` opens that one file of a folder.
 */
interface Layer {
  readonly imports: readonly string[];
  readonly packages: readonly string[];
  /** Modules of Node, without `node:`. */
  readonly node: string;
}

const POLICY_MODEL = 'policy/policy.js';
const LAYERS: Readonly<Record<string, Layer>> = {
  model: { imports: [], packages: ['decimal.js'], node: '' },
  diagnostics: { imports: ['model'], packages: ['string-width'], node: '' },
  table: {
    imports: ['model', 'diagnostics'],
    packages: ['csv-parse', 'csv-parse/sync'],
    node: 'buffer crypto fs fs/promises os path stream stream/promises string_decoder url util v8 worker_threads zlib',
  },
  ledger: { imports: ['model', 'diagnostics', 'table'], packages: [], node: '' },
  registers: { imports: ['model', 'diagnostics', 'table', 'ledger'], packages: [], node: '' },
  documents: {
    imports: ['model', 'diagnostics', 'table', 'ledger', 'registers'],
    packages: ['yaml', 'zod'],
    node: 'buffer crypto fs fs/promises path',
  },
  policy: { imports: ['model', 'diagnostics', 'documents'], packages: [], node: 'fs fs/promises path url' },
  classify: { imports: ['model', 'diagnostics', POLICY_MODEL], packages: [], node: '' },
  segment: { imports: ['model', 'diagnostics', POLICY_MODEL], packages: [], node: '' },
  measure: { imports: ['model', 'diagnostics', POLICY_MODEL], packages: [], node: '' },
  book: { imports: ['model', 'diagnostics', 'documents'], packages: [], node: 'buffer crypto fs path' },
  report: { imports: ['model', 'diagnostics', 'table', POLICY_MODEL, 'measure'], packages: [], node: '' },
  render: {
    imports: ['model', 'diagnostics', 'report'],
    packages: ['chalk', 'cli-table3', 'string-width', 'vega', 'vega-lite', 'wrap-ansi', 'write-excel-file/node'],
    node: '',
  },
  run: {
    imports: [
      ...['model', 'diagnostics', 'table', 'ledger', 'registers', 'documents', 'policy'],
      ...['classify', 'segment', 'measure', 'book', 'report', 'render'],
    ],
    packages: [],
    node: 'buffer crypto fs fs/promises path stream stream/promises url util worker_threads',
  },
  cli: {
    imports: ['model', 'diagnostics', 'report/document.js', 'run'],
    packages: ['commander'],
    node: 'child_process os path process readline stream stream/promises tty url util',
  },
};
const FOLDERS = Object.keys(LAYERS);

const PACKAGES = [
  ...['chalk', 'cli-table3', 'commander', 'csv-parse', 'csv-parse/sync', 'decimal.js', 'string-width', 'vega', 'vega-lite', 'wrap-ansi'],
  ...['write-excel-file/node', 'yaml', 'zod'],
  ...['lodash', '@scope/any', 'yaml/util'],
];
const NODE = [
  ...['node:buffer', 'node:crypto', 'node:fs', 'node:fs/promises', 'node:os', 'node:path', 'node:process', 'node:readline', 'node:stream'],
  ...['node:stream/promises', 'node:string_decoder', 'node:tty', 'node:url', 'node:util', 'node:worker_threads', 'node:zlib'],
  ...['node:child_process', 'node:http', 'node:module', 'node:net', 'node:vm', 'fs', 'process', 'tty'],
];

const ELSEWHERE = [
  ...['../../bin/any.js', '../../dist/any.js', '../../fixtures/any.js', '../../node_modules/zod', '../../src/model/money.js'],
  ...['../../test/any.js', '/src/any.js', '#any', '@/any.js', 'file:///any.js', 'https://any.cn/any.js', 'npm:any', 'bun:ffi'],
];

interface Case {
  readonly folder: string;
  /** Path under src/, with / on every system. */
  readonly file: string;
  readonly text: string;
  /** How each finding begins: `rule: message`. None: the file is as it must be. */
  readonly expected: readonly string[];
}

const IMPORTS = 'noRestrictedImports: src/';
const imports = (folder: string) => `${IMPORTS}${folder} imports `;
const takes = (folder: string) => `${IMPORTS}${folder} takes no package`;
const uses = (folder: string) => `${IMPORTS}${folder} uses `;
const names = (folder: string) => `${IMPORTS}${folder} names a module by its relative path`;
const global = (name: string) => `noRestrictedGlobals: Do not use the global variable ${name}.`;

function casesOf(folder: string): Case[] {
  const layer = LAYERS[folder] as Layer;
  const cases: Case[] = [];
  const add = (text: string, ...expected: string[]) =>
    cases.push({ folder, file: `${folder}/planted-${cases.length}.ts`, text: `${text}\n`, expected });

  for (const other of FOLDERS) {
    if (other === folder) continue;
    const files = layer.imports.filter((path) => path.startsWith(`${other}/`));
    for (const file of files) add(`import '../${file}';`);
    if (layer.imports.includes(other)) add(`import type { Any } from '../${other}/any.js';\nexport type Found = Any;`);
    else add(`import '../${other}/any.js';`, imports(folder));
  }
  for (const name of PACKAGES) add(`import '${name}';`, ...(layer.packages.includes(name) ? [] : [takes(folder)]));
  const node = layer.node.split(' ').map((name) => `node:${name}`);
  for (const name of NODE) add(`import '${name}';`, ...(node.includes(name) ? [] : [uses(folder)]));
  for (const path of ELSEWHERE) add(`import '${path}';`, names(folder));

  const isTerminal = folder === 'cli';
  const isCore = !isTerminal && folder !== 'render';
  const when = (isRefused: boolean, ...findings: string[]) => (isRefused ? findings : []);
  add('export const found = process.argv;', ...when(!isTerminal, global('process')));
  add("console.log('any');", global('console'));
  add('export const found = globalThis.URL;', ...when(!isTerminal, global('globalThis')));
  add('export const found = global.URL;', ...when(!isTerminal, global('global')));
  add('export const found = performance.now();', ...when(!isTerminal, global('performance')));
  add('export const found = new Date(0);', ...when(isCore, global('Date')));
  add('export const found = Date.now();', ...when(isCore, global('Date')));
  add("export const found = parseFloat('1');", ...when(isCore, global('parseFloat')));
  add("export const found = Number.parseFloat('1');", ...when(isCore, 'plugin: An amount is never a float'));
  add('export const found = Math.round(1.005 * 100);', ...when(isCore, 'plugin: Figures are exact'));
  add('export const found = Math.random();', ...when(isCore, 'plugin: Figures are exact'));
  add('process.exit(1);', ...when(!isTerminal, global('process')), 'plugin: process.exit() cuts a pipe');
  add("export type Found = import('./any.js').Any;", 'plugin: Write `import type`');
  add("export const found = await import('./any' + '.js');", 'plugin: Import a module by a literal path');
  add("export const found = [Buffer.from('a'), new URL('a:b'), Math.max(1, 2), Number('1')];");
  return cases;
}

const TYPES = 'plugin: src/report takes only types of src/table';

/** The ways to write one import, in src/report and a folder below it, and cycles. */
const WAYS: readonly Case[] = [
  ["import type { Any } from '../run/any.js';\nexport type Found = Any;", [imports('report')]],
  ["import { type Any } from '../run/any.js';\nexport type Found = Any;", [imports('report')]],
  ["export * from '../run/any.js';", [imports('report')]],
  ["export type { Any } from '../run/any.js';", [imports('report')]],
  ["export const found = await import('../run/any.js');", [imports('report')]],
  ["import './../run/any.js';", [imports('report')]],
  ["import './words/../../run/any.js';", [imports('report')]],
  ["import './run.js';", []],
  ["import type { Any } from '../table/any.js';\nexport type Found = Any;", []],
  ["import type {\n  Any,\n} from '../table/any.js';\nexport type Found = Any;", []],
  ["export type { Any } from '../table/any.js';", []],
  ["import { any } from '../table/any.js';\nexport const found = any;", [TYPES]],
  ["import { type Any } from '../table/any.js';\nexport type Found = Any;", [TYPES]],
  ["import {\n  any,\n} from '../table/any.js';\nexport const found = any;", [TYPES]],
  ["import '../table/any.js';", [TYPES]],
  ["export * from '../table/any.js';", [TYPES]],
  ["export { any } from '../table/any.js';", [TYPES]],
  ["export const found = await import('../table/any.js');", [TYPES]],
].map(([text, expected], i) => ({ folder: 'report', file: `report/way-${i}.ts`, text: `${text}\n`, expected: expected as string[] }));

const DEEPER: readonly Case[] = [
  { folder: 'report', file: 'report/words/upward.ts', text: "import '../../run/any.js';\n", expected: [imports('report')] },
  { folder: 'report', file: 'report/words/downward.ts', text: "import '../../model/any.js';\n", expected: [] },
  { folder: 'report', file: 'report/words/sideways.ts', text: "import '../tables/any.js';\nimport '../any.js';\n", expected: [] },
  { folder: 'cli', file: 'cli/commands/inward.ts', text: "import '../../render/any.js';\n", expected: [imports('cli')] },
  { folder: 'cli', file: 'cli/commands/allowed.ts', text: "import '../../report/document.js';\n", expected: [] },
];

const CYCLE = 'noImportCycles: This import is part of a cycle.';
const CYCLES: readonly Case[] = [
  ['ring-a', "import { b } from './ring-b.js';\nexport const a = () => b;", [CYCLE]],
  ['ring-b', "import { c } from './ring-c.js';\nexport const b = () => c;", [CYCLE]],
  ['ring-c', "import { a } from './ring-a.js';\nexport const c = () => a;", [CYCLE]],
  ['type-ring-a', "import type { B } from './type-ring-b.js';\nexport type A = B | 1;", [CYCLE]],
  ['type-ring-b', "import type { A } from './type-ring-a.js';\nexport type B = A[];", [CYCLE]],
  ['no-ring', "import { a } from './ring-a.js';\nexport const d = a;", []],
].map(([name, text, expected]) => ({ folder: 'model', file: `model/${name}.ts`, text: `${text}\n`, expected: expected as string[] }));

const PLANTED: readonly Case[] = [...FOLDERS.flatMap(casesOf), ...WAYS, ...DEEPER, ...CYCLES];
const ARCHITECTURE = new Set(['noRestrictedImports', 'noRestrictedGlobals', 'noImportCycles', 'plugin']);

const folder = mkdtempSync(join(tmpdir(), 'npl-layers-'));
/** Findings of the architecture rules by file, each `rule: message`. */
const found = new Map<string, string[]>();

function write(file: string, text: string): void {
  mkdirSync(dirname(join(folder, file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}

/** One run of the project's own lint script over src as it is with the planted files among it. */
beforeAll(() => {
  for (const path of ['biome.json', 'bin', 'src', 'test/architecture']) cpSync(join(ROOT, path), join(folder, path), { recursive: true });
  for (const { file, text } of PLANTED) write(`src/${file}`, text);
  write('bin/planted.js', 'process.exit(1);\n');
  for (const { path, rule, message } of runLint(folder).filter(isOfArchitecture)) {
    found.set(path, [...(found.get(path) ?? []), `${rule}: ${message}`]);
  }
}, 60_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const isOfArchitecture = ({ path, rule }: Finding) => /^(bin|src)\//.test(path) && ARCHITECTURE.has(rule);

function expectFindings(cases: readonly Case[]): void {
  const actual = cases.map(({ file, text, expected }) => {
    const reported = found.get(`src/${file}`) ?? [];
    const isRight = reported.length === expected.length && expected.every((start) => reported.some((finding) => finding.startsWith(start)));
    return { file, text, reported: isRight ? expected : reported };
  });
  expect(actual).toEqual(cases.map(({ file, text, expected }) => ({ file, text, reported: expected })));
}

describe('the layer rules of biome.json', () => {
  test.each(FOLDERS)('src/%s: refuse what it may not import or touch, and nothing else', (name) => {
    expectFindings(PLANTED.filter((planted) => planted.folder === name && !CYCLES.includes(planted)));
  });

  test('refuse a cycle, of types too', () => expectFindings(CYCLES));

  test('find nothing in src as it is', () => {
    const planted = new Set(['bin/planted.js', ...PLANTED.map(({ file }) => `src/${file}`)]);
    expect(Object.fromEntries([...found].filter(([path]) => !planted.has(path)))).toEqual({});
  });

  test('know every folder of src; no module lies outside them', () => {
    const entries = readdirSync(join(ROOT, 'src'), { withFileTypes: true });
    const modules = entries.filter((entry) => entry.isDirectory() || /[jt]s$/.test(entry.name)).map(({ name }) => name);
    expect(modules.sort()).toEqual([...FOLDERS].sort());
  });

  test('hold in bin: the exit code is set, the process is not cut', () => {
    expect(found.get('bin/planted.js')).toEqual([expect.stringMatching(/^plugin: process.exit\(\) cuts a pipe/)]);
  });

  test('run in npm run lint, and give a reason each', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(manifest.scripts.lint).toBe('biome check --error-on-warnings .');
    expect(manifest.scripts.check).toMatch(/^npm run lint && /);

    const config = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
    const styles = config.overrides.map((override: { linter?: { rules: { style: object } } }) => override.linter?.rules.style ?? {});
    const reasons: string[] = styles.flatMap((style: Record<string, { options: Record<string, object> }>) => [
      ...Object.values(style.noRestrictedGlobals?.options.deniedGlobals ?? {}),
      ...Object.values(style.noRestrictedImports?.options.patterns ?? []).map(({ message }) => message),
    ]);
    expect(reasons.length).toBeGreaterThan(4 * FOLDERS.length);
    expect(reasons.filter((reason) => !/^.{12,}: .{24,}\.$|^.{20,}\. .{20,}\.$/.test(reason))).toEqual([]);
  });
});

describe('the shape of src', () => {
  test('no file over 400 lines, kebab-case, no drawer for anything, no rule switched off', () => {
    expect(shapeFaults(join(ROOT, 'src'))).toEqual([]);
  });

  test('each of these is seen', () => {
    const line = 'export {};\n';
    const ill = {
      'model/long-file.ts': line.repeat(401),
      'model/camelCase.ts': line,
      'model/snake_case.ts': line,
      'model/Pascal/inner.ts': line,
      'model/utils/inner.ts': line,
      'model/helpers.ts': line,
      'model/silenced.ts': `// biome-ignore lint/style/noRestrictedImports: in a hurry\n${line}`,
    };
    const well = {
      'model/full-file.ts': line.repeat(400),
      'model/full-file-without-newline.ts': line.repeat(400).trimEnd(),
      'policy/presets/cn-2023.yaml': 'id: a\n',
      'model/aligned.ts': `// biome-ignore format: one line per side\n${line}`,
    };
    for (const [file, text] of Object.entries({ ...ill, ...well })) write(`shape/${file}`, text);

    expect(shapeFaults(join(folder, 'shape'))).toEqual([
      'model/Pascal: not kebab-case',
      'model/camelCase.ts: not kebab-case',
      'model/helpers.ts: a drawer for anything; name what it holds',
      'model/long-file.ts: 401 lines, over 400',
      'model/silenced.ts: switches a lint rule off',
      'model/snake_case.ts: not kebab-case',
      'model/utils: a drawer for anything; name what it holds',
    ]);
  });
});
