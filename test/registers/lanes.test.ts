import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { REGISTERS } from '../../src/registers/registers.js';
import { readPlainRows } from '../../src/table/plain/read-rows.js';
import { readTable } from '../../src/table/read-table.js';
import { newRejectLog } from '../../src/table/rejects.js';
import { type Field, NO_MAP, type Schema } from '../../src/table/schema.js';
import { openSource } from '../../src/table/source.js';
import type { RowSink } from '../../src/table/table-rules.js';
import { newRandom } from '../books/random-book.js';
import { ensureBuilt, ROOT } from '../cli/program.js';
import * as cells from '../ledger/lane-cells.js';
import { expectSame } from '../ledger/lane-outcome.js';
import { gb18030 } from '../table/plain/gb18030.js';

const FOLDER = mkdtempSync(join(tmpdir(), 'npl-register-lanes-'));
beforeAll(ensureBuilt, 300_000);
afterAll(() => rmSync(FOLDER, { recursive: true }));

const CODE = pathToFileURL(join(ROOT, 'dist/table/plain/lane.wasm'));
const RULES = { map: NO_MAP, skipLines: 0, allowNegative: false, allowEmpty: true, where: [] };
const FILES_EACH = 20;
const LABELS = ['合计', '相山支行小计', '总计：', 'Total', '合计3笔'];
/** Of registers whose rows are not of a loan. */
const KEYS: Readonly<Record<string, string>> = { plans: 'targetDate', foreclosed: 'asset', targets: 'unit', 'id-map': 'oldLoan' };
const ENCODINGS = [
  (text: string) => Buffer.from(text),
  gb18030,
  (text: string) => Buffer.from(`\ufeff${text}`),
  (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le'),
];

/** How one file is read: by csv-parse alone, or by the plain lane in chunks of so many bytes, with or without the compiled code. */
type Way = 'careful' | { readonly chunkBytes: number; readonly code?: URL };

/** Everything that comes of a register: the values of its rows, what is told, what is refused. Some rows are refused by their values. */
async function outcomeOf(bytes: Buffer, schema: Schema, ways: readonly Way[]): Promise<unknown[]> {
  const path = join(FOLDER, 'register.csv');
  writeFileSync(path, bytes);
  const source = await openSource(path, () => Readable.from([]));
  try {
    return ways.map((way) => {
      const rows: unknown[] = [];
      const sink: RowSink = {
        begin: (fields) => rows.push(fields.map(({ field }) => field.name)),
        take: (values, line) => {
          if (line % 11 === 5) return { code: 'E_AMOUNT_EMPTY', fieldIndex: line % values.length };
          rows.push([line, ...values]);
          return 'loans';
        },
      };
      const rejects = newRejectLog(true);
      try {
        const facts =
          way === 'careful'
            ? readTable(source, schema, RULES, sink, rejects)
            : readPlainRows(source, schema, RULES, sink, rejects, { onBytes: () => undefined, ...way });
        return { rows, rejects, facts: { ...facts } };
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        return { refused: error.diagnostics };
      }
    });
  } finally {
    source.close();
  }
}

function spellingsOf({ kind, name }: Field, key: string): cells.Spellings {
  switch (kind.type) {
    case 'key':
      return name === 'institution' ? cells.INSTITUTIONS : name === key ? cells.LOAN_IDS : cells.IDS;
    case 'amount':
      return cells.AMOUNTS;
    case 'date':
    case 'date-or-month':
      return cells.DATES;
    case 'days':
      return cells.DAYS;
    case 'choice': {
      const words = [...kind.words.keys()];
      return { plain: (_, pick) => words[pick % words.length] as string, other: [...cells.FLAGS.other, ` ${words[0]} `, '合计'] };
    }
    case 'share':
      return {
        plain: (_, pick) => ['0.5', '100%', '1', '12.5%'][pick % 4] as string,
        other: ['', '.5', '０.5', '101%', '0', ' 1 ', '1e0', '-'],
      };
    default:
      return name === key ? { ...cells.TEXTS, other: [...cells.TEXTS.other, ...LABELS] } : cells.TEXTS;
  }
}

/** Rows of a register, most of them written plainly; so many of a hundred cells are not. */
function textOf(fields: readonly Field[], key: string, random: (below: number) => number): string {
  const [odd, count, delimiter] = [[0, 2, 2, 20][random(4)] as number, random(30), [',', ',', ';', '\t'][random(4)] as string];
  const lineEnd = ['\n', '\r\n', '\r'][random(3)] as string;
  const cell = (field: Field, n: number): string => {
    const { plain, other } = spellingsOf(field, key);
    const written = random(100) < odd ? (other[random(other.length)] as string).replaceAll('{n}', String(n)) : plain(n, random(1000));
    const isQuoted = random(10) === 0 || (random(50) > 0 && /["\r\n]/.test(written)) || (random(50) > 0 && written.includes(delimiter));
    return isQuoted ? `"${written.replaceAll('"', '""')}"` : written;
  };
  const row = (n: number) => {
    const own = fields.map((field) => cell(field, n)).join(delimiter);
    return random(200) < odd ? [`${own}${delimiter}`, '', lineEnd, header, `合计${delimiter.repeat(fields.length - 1)}`][random(5)] : own;
  };
  const header = fields.map(({ names }) => names[random(names.length)] as string).join(delimiter);
  return [header, ...Array.from({ length: count }, (_, n) => row(n))].join(lineEnd) + (random(8) === 0 ? '' : lineEnd);
}

describe('both lanes', { timeout: 120_000 }, () => {
  it.each(REGISTERS.map((kind) => [kind.id, kind] as const))(
    'give the same for a register of %s, however it is written',
    async (id, kind) => {
      const key = KEYS[id] ?? 'loan';
      const random = newRandom(id.length * 977 + kind.fields.length);
      const read = { rows: 0, rejected: 0, refused: 0 };
      for (let n = 0; n < FILES_EACH; n++) {
        const fields = kind.fields.filter((field) => field.neededFor !== undefined || random(3) > 0).toSorted(() => random(3) - 1);
        const text = textOf(fields, key, random);
        const bytes = (ENCODINGS[random(ENCODINGS.length)] as (text: string) => Buffer)(text);
        const schema = { id: kind.id, key, fields: kind.fields };
        const chunkBytes = 1 + random(200);
        const ways: Way[] = ['careful', { chunkBytes }, { chunkBytes: 1 << 19, code: CODE }];
        const [careful, ...plain] = await outcomeOf(bytes, schema, ways);
        for (const one of plain) expectSame(one, careful, JSON.stringify(text));
        const { rows, rejects } = careful as { rows?: unknown[]; rejects?: { rows: number } };
        if (rows === undefined) read.refused++;
        read.rows += (rows?.length ?? 1) - 1;
        read.rejected += rejects?.rows ?? 0;
      }
      // What is compared is there.
      expect(read.rows).toBeGreaterThan(FILES_EACH * 2);
      expect(read.rejected).toBeGreaterThan(FILES_EACH / 4);
      expect(read.refused).toBeLessThan(FILES_EACH * 0.6);
    },
  );
});
