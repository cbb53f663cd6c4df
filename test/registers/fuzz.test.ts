import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/diagnostics/diagnostic.js';
import { REGISTERS } from '../../src/registers/registers.js';
import type { Source } from '../../src/table/source.js';
import { newRandom } from '../books/random-book.js';
import { readText } from '../support/ledger.js';

/** What registers are damaged with: what people, spreadsheets and transfers do to a cell. */
const DAMAGE = [
  '',
  ',',
  '"',
  '\n',
  '\r',
  '-',
  '1e5',
  '，',
  '.',
  '0',
  '9',
  '\u0000',
  '\u00a0',
  '无',
  '=1+1',
  '2019-02-30',
  '（',
  '￥',
  ' ',
  '\t',
  '#N/A',
  '12.5万',
];
const ROWS = 4;
const TRIES = 400;

type Reader = (source: Source) => { readonly entries: readonly object[] };

function readOrRefuse(text: string, read: Reader): readonly object[] | undefined {
  try {
    return readText('r.csv', text, read).entries;
  } catch (error) {
    // Anything else is a defect: a damaged register is refused in words.
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

/** The column of a register whose amounts its entries sum to. */
const SUMMED = ['principal', 'amount', 'targetAmount', 'booked'];

/** The principals of a register in which every row still has its fields and plain amounts, by splitting alone; else undefined. */
function plainSum(text: string, column: number, width: number): bigint | undefined {
  const rows = text
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
  const cells = rows.map((row) => row.split(','));
  if (text.includes('"') || cells.some((own) => own.length !== width || !/^\d+\.\d\d$/.test(own[column] as string))) return undefined;
  return cells.reduce((sum, own) => sum + BigInt((own[column] as string).replace('.', '')), 0n);
}

describe('damaged registers', () => {
  it.each(REGISTERS.map((kind) => [kind.id, kind] as const))('%s: are refused in words, or read as they stand', (_, kind) => {
    const read = kind.read as Reader;
    const fields = kind.fields.filter(({ name }) => name !== 'institution' && name !== 'reverses');
    const header = fields.map(({ names }) => names[0]).join(',');
    const row = (n: number) =>
      fields.map(({ name, example }) => (['loan', 'oldLoan', 'unit'].includes(name) ? `L${n}` : example)).join(',');
    const whole = `${[header, ...Array.from({ length: ROWS }, (__, n) => row(n))].join('\n')}\n`;
    expect(readOrRefuse(whole, read)).toHaveLength(ROWS);
    const principal = fields.findIndex(({ name }) => SUMMED.includes(name));
    const summed = fields[principal]?.name ?? '';
    const random = newRandom(kind.id.length * 31 + fields.length);
    let [refused, told] = [0, 0];
    for (let n = 0; n < TRIES; n++) {
      const at = random(whole.length);
      const cut = random(4);
      const damaged = whole.slice(0, at) + (DAMAGE[random(DAMAGE.length)] as string) + whole.slice(at + cut);
      const entries = readOrRefuse(damaged, read);
      if (entries === undefined) {
        refused++;
        continue;
      }
      // No row is lost, and none is made up.
      const lines = damaged.split(/\r\n|\n|\r/).slice(1);
      expect(entries.length, damaged).toBe(lines.filter((line) => line.replaceAll(',', '').trim() !== '').length);
      if (principal < 0) continue;
      const sum = plainSum(damaged, principal, fields.length);
      if (sum === undefined) continue;
      told++;
      const found = entries.reduce((total, entry) => total + (entry as Record<string, bigint>)[summed]!, 0n);
      expect(found, damaged).toBe(sum);
    }
    expect(refused).toBeGreaterThan(TRIES / 10);
    if (principal >= 0) expect(told).toBeGreaterThan(TRIES / 20);
  });
});
