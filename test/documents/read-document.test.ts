import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { EXIT } from '../../src/diagnostics/exit-codes.js';
import { formatDiagnostic } from '../../src/diagnostics/format-diagnostic.js';
import { parseDocumentBytes, readDocument } from '../../src/documents/read-document.js';
import { decimalText, isoDay, text, wholeNumber, z } from '../../src/documents/schema.js';

const branch = z.strictObject({ id: text(), share: decimalText().optional(), from: isoDay().optional() });
const schema = z.strictObject({
  name: text(),
  days: wholeNumber().optional(),
  kind: z.enum(['old', 'new']).optional(),
  start: z.literal([0, 1]).optional(),
  active: z.boolean().optional(),
  limit: z.union([z.literal('none'), z.strictObject({ above: wholeNumber() })]).optional(),
  branches: z.array(branch).min(1).optional(),
  codes: z.record(z.string(), z.string()).optional(),
  any: z.unknown().optional(),
});

const parse = (source: string | Uint8Array) => parseDocumentBytes('d.yaml', Buffer.from(source as string), schema, 'E_DOCUMENT');

function refusalOf(action: () => unknown): UserError {
  try {
    action();
  } catch (error) {
    if (error instanceof UserError) return error;
    throw error;
  }
  throw new Error('was not refused');
}

/** What the user reads, without the code's name. */
const said = (source: string | Uint8Array, lang: 'zh' | 'en' = 'en'): string[] =>
  refusalOf(() => parse(source)).diagnostics.map((one) => formatDiagnostic(one, lang).replace('E_DOCUMENT ', ''));

describe('values', () => {
  test('YAML and the same as JSON, tabs and all, read alike', () => {
    const expected = { name: '0123', days: 90, branches: [{ id: 'b', share: '0.25', from: 19539 }] };
    expect(parse('name: "0123"\ndays: 90\nbranches:\n  - {id: b, share: 0.25, from: 2023-07-01}\n').value).toEqual(expected);
    const json = '{\n\t"name": "0123",\n\t"days": 90,\n\t"branches": [{"id": "b", "share": "0.25", "from": "2023-07-01"}]\n}\n';
    expect(parse(json).value).toEqual(expected);
    expect(parse(`\ufeff${json}`).value).toEqual(expected);
    expect(parse(json.replaceAll('\n', '\r\n')).value).toEqual(expected);
  });

  test('words that YAML 1.1 turned into booleans, dates and times stay text, also under a %YAML 1.1 directive', () => {
    for (const word of ['yes', 'no', 'on', 'NO', '2023-07-01', '12:30:45', '1_000', '=']) {
      expect(parse(`name: ${word}`).value.name).toBe(word);
      expect(parse(`%YAML 1.1\n---\nname: ${word}`).value.name).toBe(word);
    }
  });

  test('keys are text: 01 and 1 are two keys', () => {
    expect(parse('name: a\ncodes: {01: x, 1: y}').value.codes).toEqual({ '01': 'x', '1': 'y' });
  });

  test.each(['0', '0.25', '"0.10"', '1', '-2.50', '15.000000000000'])('decimal %s is kept as it is written', (written) => {
    // As a plain number trailing zeros are not part of the value.
    const expected = written.startsWith('"') ? written.slice(1, -1) : String(Number(written));
    expect(parse(`name: a\nbranches: [{id: b, share: ${written}}]`).value.branches?.[0]?.share).toBe(expected);
  });
});

describe('hash', () => {
  test('is the SHA-256 of the bytes, as sha256sum gives it', () => {
    // printf 'name: a' | sha256sum
    expect(parse('name: a').sha256).toBe('3870260320435287cb7bb973f6c6ce940630c8530d0d2c5f9409635c1d4678ea');
  });

  test('changes with any byte, a comment included', () => {
    expect(parse('name: a # x').sha256).not.toBe(parse('name: a # y').sha256);
    const bytes = Buffer.from('\ufeffname: a\r\n');
    const read = parse(bytes);
    expect(read.sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
    expect(Buffer.from(read.bytes).equals(bytes)).toBe(true);
  });
});

describe('refused for what is written, with line and column', () => {
  test.each<[string, string[]]>([
    ['', ['d.yaml:1:1: the file is empty']],
    ['# nothing\n', ['d.yaml:1:1: the file is empty']],
    ['name: a\nname: b', ['d.yaml:2:1: this key stands twice in its group']],
    ['{"name": "a",\n "name": "b"}', ['d.yaml:2:2: this key stands twice in its group']],
    ['name:\n\t- b', ['d.yaml:2:1: a tab indents this line: use spaces']],
    ['name: a\n---\nname: b', ['d.yaml:2:1: a second document begins here (---): one file is one document']],
    ['name: a\n? [a, b]\n: 1', ['d.yaml:2:3: this key is not a name']],
    ['name: a: b', ['d.yaml:1:7: a key inside a value: indent this line like its neighbours, or quote text that holds ": "']],
    ['name: [a', ['d.yaml:1:9: not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ]']],
    ['name: !money a', ['d.yaml:1:7: not valid YAML: Unresolved tag: !money']],
    ['name: &x a\nany: *x', ['d.yaml:2:6: write the value out: references (*x) are not read here']],
    ['name: 0123', ['d.yaml:1:7 value "0123": would be read as the number 123; if it is an id or a code, quote it: "0123"']],
    ['name: a\nany:\n  - 0x10', ['d.yaml:3:5 value "0x10": would be read as the number 16; if it is an id or a code, quote it: "0x10"']],
    [
      'any: 6.2E17',
      ['d.yaml:1:6 value "6.2E17": would be read as the number 620000000000000000; if it is an id or a code, quote it: "6.2E17"'],
    ],
    ['any: .inf', ['d.yaml:1:6 value ".inf": would be read as the number Infinity; if it is an id or a code, quote it: ".inf"']],
    // 2^53 + 1 reads as 2^53.
    [
      'any: 9007199254740993',
      [
        'd.yaml:1:6 value "9007199254740993": would be read as the number 9007199254740992; if it is an id or a code, quote it: "9007199254740993"',
      ],
    ],
  ])('%j', (source, expected) => {
    expect(said(source)).toEqual(expected);
  });

  test('bytes that are not UTF-8: the line they stand on', () => {
    // 正常 in GB18030.
    const gbk = Buffer.concat([Buffer.from('name: a\n# 正\nany: '), Buffer.from([0xd5, 0xfd, 0xb3, 0xa3]), Buffer.from('\n')]);
    expect(said(gbk)).toEqual(['d.yaml:3:1: not UTF-8 from here: save the file as UTF-8']);
    expect(said(Buffer.from('\ufeffname: a', 'utf16le'))).toEqual(['d.yaml:1:1: not UTF-8 from here: save the file as UTF-8']);
  });

  test('depth that would exhaust the stack', () => {
    expect(said(`any: ${'{a: '.repeat(70)}1${'}'.repeat(70)}`)[0]).toMatch(/^d\.yaml:1:\d+: nested too deeply$/);
    expect(said('['.repeat(20_000))[0]).toMatch(/^d\.yaml:1:\d+: nested too deeply$/);
    expect(parse(`name: a\nany: ${'{a: '.repeat(50)}1${'}'.repeat(50)}`).value.name).toBe('a');
  });
});

describe('refused for what it says, with the place in words', () => {
  test.each<[string, string[]]>([
    ['- 1', ['d.yaml:1:1: must be a group of keys']],
    ['days: 1', ['d.yaml:1:1: name is missing']],
    ['name:\ndays: ~', ['d.yaml:1:6 field "name": is empty', 'd.yaml:2:7 field "days": is empty']],
    ['name: "  "', ['d.yaml:1:7 field "name": value "  ": is empty']],
    ['name: 123', ['d.yaml:1:7 field "name": value "123": must be text: quote it: "123"']],
    ['name: true', ['d.yaml:1:7 field "name": value "true": must be text: quote it: "true"']],
    ['name: [a]', ['d.yaml:1:7 field "name": must be text']],
    ['name: a\ndays: 1.5', ['d.yaml:2:7 field "days": value "1.5": must be a whole number']],
    ['name: a\ndays: "90"', ['d.yaml:2:7 field "days": value "90": must be a number: write it without quotes']],
    ['name: a\ndays: -1', ['d.yaml:2:7 field "days": value "-1": must be at least 0']],
    ['name: a\nkind: odl', ['d.yaml:2:7 field "kind": value "odl": must be one of old, new: did you mean old?']],
    ['name: a\nstart: "1"', ['d.yaml:2:8 field "start": value "1": must be one of 0, 1: write it without quotes']],
    ['name: a\nactive: "true"', ['d.yaml:2:9 field "active": value "true": must be true or false: write it without quotes']],
    ['name: a\nlimit: nine', ['d.yaml:2:8 field "limit": value "nine": must be none or a group of keys']],
    [
      'name: a\nlimit: {abov: 9}',
      ['d.yaml:2:1 field "limit": above is missing', 'd.yaml:2:9 field "limit.abov": no such key: did you mean above?'],
    ],
    ['name: a\nbranches: []', ['d.yaml:2:11 field "branches": must not be empty']],
    ['name: a\nbranches:\n  - {id: x}\n  - {id: y, shar: 1}', ['d.yaml:4:13 field "branches[y].shar": no such key: did you mean share?']],
    [
      'name: a\nbranches:\n  - {share: 10%}',
      [
        'd.yaml:3:5 field "branches[#1]": id is missing',
        'd.yaml:3:13 field "branches[#1].share": value "10%": must be a plain decimal number such as 0.25: no %, no grouping, no exponent',
      ],
    ],
    ['name: a\nbranches: [{id: b, share: [1]}]', ['d.yaml:2:27 field "branches[b].share": must be a number such as 0.25']],
    [
      'name: a\nbranches: [{id: b, from: 2023-02-29}]',
      ['d.yaml:2:26 field "branches[b].from": value "2023-02-29": must be a day of the calendar, written YYYY-MM-DD'],
    ],
    ['nane: a', ['d.yaml:1:1: name is missing', 'd.yaml:1:1 field "nane": no such key: did you mean name?']],
    [
      'name: a\ncolour: b',
      ['d.yaml:2:1 field "colour": no such key; the keys here are name, days, kind, start, active, limit, branches, codes, any'],
    ],
    [
      'name: a\n__proto__: {}',
      ['d.yaml:2:1 field "__proto__": no such key; the keys here are name, days, kind, start, active, limit, branches, codes, any'],
    ],
  ])('%j', (source, expected) => {
    expect(said(source)).toEqual(expected);
  });

  test.each<[string, string[]]>([
    ['- 1', ['d.yaml:1:1: 应为一组键值']],
    ['name:\nnane: b', ['d.yaml:1:6 字段“name”: 为空', 'd.yaml:2:1 字段“nane”: 没有这个键：是否为 name？']],
    ['name: 123', ['d.yaml:1:7 字段“name” 值“123”: 应为文字：请加引号："123"']],
    ['days: 1.5', ['d.yaml:1:1: 缺少 name', 'd.yaml:1:7 字段“days” 值“1.5”: 应为整数']],
    ['name: a\ndays: "90"', ['d.yaml:2:7 字段“days” 值“90”: 应为数字：请去掉引号']],
    ['name: a\ndays: -1', ['d.yaml:2:7 字段“days” 值“-1”: 不应小于 0']],
    ['name: a\nkind: odl', ['d.yaml:2:7 字段“kind” 值“odl”: 应为以下之一：old、new：是否为 old？']],
    ['name: a\nstart: "1"', ['d.yaml:2:8 字段“start” 值“1”: 应为以下之一：0、1：请去掉引号']],
    ['name: a\nactive: "true"', ['d.yaml:2:9 字段“active” 值“true”: 应为 true 或 false：请去掉引号']],
    ['name: a\nlimit: nine', ['d.yaml:2:8 字段“limit” 值“nine”: 应为 none 或一组键值']],
    ['name: a\nbranches: []', ['d.yaml:2:11 字段“branches”: 不能为空']],
    [
      'name: a\nbranches: [{id: b, share: 10%, from: 2023-02-29}]',
      [
        'd.yaml:2:27 字段“branches[b].share” 值“10%”: 应为普通小数，如 0.25：不带 %、千分位或指数',
        'd.yaml:2:38 字段“branches[b].from” 值“2023-02-29”: 应为日历上的日期，写作 YYYY-MM-DD',
      ],
    ],
    [
      'name: a\ncolour: b',
      ['d.yaml:2:1 字段“colour”: 没有这个键；此处可用的键：name、days、kind、start、active、limit、branches、codes、any'],
    ],
    ['name: a\nname: b', ['d.yaml:2:1: 同组内此键出现两次']],
    ['name: 0123', ['d.yaml:1:7 值“0123”: 将读作数字 123；若为编号或代码，请加引号："0123"']],
    ['name: [a', ['d.yaml:1:9: 不是有效的 YAML：缩进或括号不完整']],
    ['name: !money a', ['d.yaml:1:7: 不是有效的 YAML：不识别的标签（! 开头）']],
  ])('%j, in Chinese', (source, expected) => {
    expect(said(source, 'zh')).toEqual(expected);
  });

  test('faults come in order of lines, twenty of them, and how many more', () => {
    const error = refusalOf(() => parse(`name: a\nbranches:\n${'  - {id: 1}\n'.repeat(25)}`));
    expect(error.diagnostics.map((one) => one.line)).toEqual(Array.from({ length: 20 }, (_, index) => index + 3));
    expect(error.afterword).toEqual([{ code: 'A_MORE', params: { count: 5 } }]);
    expect(error.exitCode).toBe(EXIT.badConfiguration);
  });

  test('and within a line of columns, whatever the order of the schema', () => {
    expect(said('{name: a, kind: x, days: x}').map((line) => line.slice(0, 11))).toEqual(['d.yaml:1:17', 'd.yaml:1:26']);
  });

  test('refuse() gives a check of the caller the same places', () => {
    const document = parse('name: a\nbranches:\n  - id: x\n    share: 2\n');
    const error = refusalOf(() =>
      document.refuse([{ path: ['branches', 0, 'share'], reason: { en: 'is more than all', zh: '超过全部' } }]),
    );
    expect(formatDiagnostic(error.diagnostics[0]!, 'en')).toBe(
      'd.yaml:4:12 field "branches[x].share": value "2": E_DOCUMENT is more than all',
    );
  });
});

describe('files', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'npl-documents-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test('a file is read as its bytes are', () => {
    const file = join(folder, 'd.yaml');
    writeFileSync(file, 'name: a');
    expect(readDocument(file, schema, 'E_DOCUMENT')).toMatchObject({ value: { name: 'a' }, sha256: parse('name: a').sha256 });
    writeFileSync(file, 'name: 1');
    expect(refusalOf(() => readDocument(file, schema, 'E_POLICY')).diagnostics[0]).toMatchObject({ code: 'E_POLICY', file, line: 1 });
  });

  test('a file that is not there: exit 66; a folder: exit 74', () => {
    const file = join(folder, 'absent.yaml');
    const missing = refusalOf(() => readDocument(file, schema, 'E_DOCUMENT'));
    expect(missing.diagnostics).toEqual([{ code: 'E_MISSING', file }]);
    expect(missing.exitCode).toBe(66);
    const unreadable = refusalOf(() => readDocument(folder, schema, 'E_DOCUMENT'));
    expect(unreadable.diagnostics).toEqual([{ code: 'E_READ', file: folder, params: { reason: 'EISDIR' } }]);
    expect(unreadable.exitCode).toBe(74);
  });
});
