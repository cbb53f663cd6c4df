import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { type RulesGiven, readFiles, refusalOf, rulesOf, totalOf } from './read-text.js';

/**
 * fixtures/faults: small damaged ledgers, three loans of 52 000.00, 18 500.40 and 240 000.05 in most. All three are
 * 310 500.45; without the second (which the fault mostly strikes) 292 000.05. The manifest is written by hand.
 */
interface Fault {
  readonly file: string;
  /** ok: read without a refusal. reject: a row refuses the file, and the rest is right under a limit. refuse: no limit helps. */
  readonly expect: 'ok' | 'reject' | 'refuse';
  readonly loans: number;
  readonly totalCents: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly code: string;
  readonly rules?: { readonly skipLines?: number; readonly asOf?: null };
}

const FOLDER = fileURLToPath(new URL('../../fixtures/faults/', import.meta.url));
const FAULTS: readonly Fault[] = JSON.parse(readFileSync(`${FOLDER}manifest.json`, 'utf8'));

function read(fault: Fault, given: RulesGiven = {}) {
  const rules = rulesOf({ ...given, ...(fault.rules?.skipLines === undefined ? {} : { skipLines: fault.rules.skipLines }) });
  const { asOf: _, ...undated } = rules;
  return readFiles([`${FOLDER}${fault.file}`], fault.rules?.asOf === null ? undated : rules);
}

async function expectRefusal(fault: Fault, given: RulesGiven = {}) {
  const { diagnostics, exitCode } = await refusalOf(read(fault, given));
  expect(diagnostics[0]).toMatchObject({ code: fault.code, ...(fault.line === null ? {} : { line: fault.line }) });
  if (fault.column !== null) expect(diagnostics[0]?.column).toBe(fault.column);
  expect(exitCode).toBe(fault.code === 'E_CONTROL_TOTAL' ? 1 : 65);
}

describe('damaged ledgers', () => {
  it('are all in the manifest', () => {
    const files = readdirSync(FOLDER).filter((name) => name !== 'manifest.json');
    expect(FAULTS.map(({ file }) => file).sort()).toEqual(files.sort());
  });

  for (const fault of FAULTS) {
    it(`${fault.file}: ${fault.expect}`, async () => {
      if (fault.expect !== 'ok') await expectRefusal(fault);
      if (fault.expect === 'refuse') {
        await expectRefusal(fault, { rejectLimit: { rows: 10 } });
        return;
      }
      const reading = await read(fault, { rejectLimit: { rows: fault.expect === 'ok' ? 0 : 1 } });
      expect(reading.portfolio.count).toBe(fault.loans);
      expect(totalOf(reading)).toBe(BigInt(fault.totalCents));
      expect(reading.portfolio.rows.rejected).toBe(fault.expect === 'ok' ? 0 : 1);
    });
  }
});
