import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ExitCode } from '../../src/diagnostics/exit-codes.js';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import type { Io } from '../../src/run/io.js';
import { runLock } from '../../src/run/lock.js';
import { runRollForward } from '../../src/run/monitoring/roll-forward.js';
import { runConcentration } from '../../src/run/recovery/concentration.js';
import { runLitigation } from '../../src/run/recovery/litigation.js';
import { runPlan } from '../../src/run/recovery/plan.js';
import { runProvision } from '../../src/run/recovery/provision.js';
import { runQuality } from '../../src/run/recovery/quality.js';
import { runResponsibility } from '../../src/run/recovery/responsibility.js';
import { runTasks } from '../../src/run/recovery/tasks.js';
import { runWriteOff } from '../../src/run/recovery/write-off.js';
import { runReport } from '../../src/run/report.js';
import { newFolder, OUTPUT, run, said, write } from '../book/journeys.js';

/*
 * Two institutions whose loans have the same ids, in one ledger, one lock and one set of registers. Yuan; locked at the year's start.
 *
 * | loan | X: 31 Dec → 30 June | Y: 31 Dec → 30 June |
 * |---|---|---|
 * | A | 900 次级 → 600, cash 300 | 90 次级 → 60, cash 30 |
 * | B | 800 可疑, written off on 5 March, 50 came back | 80 可疑, written off on 5 March, 5 came back |
 * | C | 700 损失, sold for 100 | 70 损失, sold for 10 |
 * | D | 5000 正常 → 次级, formed on 10 April | 500 正常 → 次级, formed on 10 April |
 * | O | (off the book) written off in 2022, 400; 40 came back in May | the same: 40 and 4 |
 *
 * So each figure of X is ten times that of Y, and one that counts both shows eleven.
 */
const HEADER = 'institution,loan_id,borrower_id,branch,officer,first_responsible,class,balance,issue_date,allowance';
const REGISTERS: Readonly<Record<string, readonly [string, (n: number, of: string) => string[]]>> = {
  events: ['institution,date,loan_id,kind,principal', (n, of) => [`${of},2024-04-10,D,formation,${500 * n}`]],
  writeOffs: [
    'institution,date,loan_id,principal,interest,ground',
    (n, of) => [`${of},2024-03-05,B,${80 * n},${3 * n},破产`, `${of},2022-03-05,O,${40 * n},0,破产`],
  ],
  recoveries: [
    'institution,date,loan_id,principal,claim',
    (n, of) => [
      `${of},2024-02-01,A,${30 * n},on-book`,
      `${of},2024-04-01,B,${5 * n},written-off`,
      `${of},2024-05-01,O,${4 * n},written-off`,
    ],
  ],
  disposals: ['institution,date,loan_id,kind,principal,price', (n, of) => [`${of},2024-05-20,C,transfer,${70 * n},${10 * n}`]],
  plans: [
    'institution,borrower_id,tier,measure,responsible,target_date,target_amount',
    (n, of) => [`${of},c1,短期,诉讼,周,2024-06-30,${60 * n}`],
  ],
  litigation: ['institution,loan_id,stage,amount_claimed', (n, of) => [`${of},A,已诉,${60 * n}`, `${of},B,判决生效,${80 * n}`]],
  responsibility: ['institution,loan_id,person,role,share,state,determined_on', (_, of) => [`${of},D,周${of},管户,100%,已认责,2024-05-01`]],
  foreclosed: ['institution,asset_id,loan_id,kind,acquired_on,booked_value', (n, of) => [`${of},Z1,A,房产,2023-12-20,${20 * n}`]],
  assignments: ['institution,date,loan_id,collecting', (_, of) => [`${of},2024-01-10,A,吴${of}`]],
};
const december = (n: number, of: string) =>
  [
    `A,c1,${of}东,周,吴,次级,${90 * n}`,
    `B,c2,${of}东,周,吴,可疑,${80 * n}`,
    `C,c3,${of}西,郑,吴,损失,${70 * n}`,
    `D,c4,${of}西,郑,吴,正常,${500 * n}`,
  ].map((row) => `${of},${row},2020-01-01,${10 * n}`);
const june = (n: number, of: string) =>
  [`A,c1,${of}东,周,吴,次级,${60 * n}`, `D,c4,${of}西,郑,吴,次级,${500 * n}`].map((row) => `${of},${row},2020-01-01,${10 * n}`);

type Files = Readonly<Record<string, string[]>>;

let folder = '';
let whole: Files = {};
let part: Files = {};

beforeAll(async () => {
  folder = newFolder();
  whole = await filesOf('whole', { X: 10, Y: 1 });
  part = await filesOf('part', { Y: 1 });
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

const PLAIN = {
  ...OUTPUT,
  ...{ where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter' as const, strict: false, failOnBreach: false },
  ...{ overrides: [], since: [], base: [], events: [], writeOffs: [], recoveries: [], disposals: [], idMap: [], evidence: [] },
  ...{
    plans: [],
    litigation: [],
    responsibility: [],
    foreclosed: [],
    targets: [],
    assignments: [],
    internalTransfers: [],
    adjustments: [],
  },
  ...{ within: 90, limit: 100, renewalDays: RENEWAL_DAYS, officerRole: 'collecting' as const, by: ['branch' as const] },
};

async function filesOf(name: string, institutions: Readonly<Record<string, number>>): Promise<Files> {
  const rows = (of: (n: number, institution: string) => string[]) => Object.entries(institutions).flatMap(([one, n]) => of(n, one));
  const since = [write(folder, `${name}-2023-12-31.csv`, HEADER, ...rows(december))];
  const ledgers = [write(folder, `${name}-2024-06-30.csv`, HEADER, ...rows(june))];
  const registers = Object.entries(REGISTERS).map(([register, [header, of]]) => [
    register,
    [write(folder, `${name}-${register}.csv`, header, ...rows(of))],
  ]);
  const output = join(folder, `${name}.lock.json`);
  const old = [
    write(
      folder,
      `${name}-old.csv`,
      'institution,date,loan_id,principal,ground',
      ...rows((n, of) => [`${of},2022-03-05,O,${40 * n},破产`]),
    ),
  ];
  // A target is one of all claims: those of Y alone have none.
  const target = name === 'whole' ? { offBookTarget: 44_000n } : {};
  const made = await run((io) => runLock({ ...PLAIN, ledgers: since, writeOffs: old, output, ...target }, io));
  expect(made.exit).toBe(0);
  return { ledgers, since, base: [output], ...Object.fromEntries(registers) };
}

type Options = typeof PLAIN & Record<string, unknown>;
const JOURNEYS = {
  report: runReport,
  'write-off': runWriteOff,
  tasks: runTasks,
  quality: runQuality,
  plan: runPlan,
  responsibility: runResponsibility,
  litigation: runLitigation,
  provision: runProvision,
  concentration: runConcentration,
} as unknown as Readonly<Record<string, (options: Options, io: Io) => Promise<ExitCode>>>;

/** What a report says, without where it has it from. */
function figuresOf(text: string): unknown {
  return JSON.parse(text, (key, value) =>
    ['provenance', 'file', 'hash', 'dataNotes', 'line', 'rows', 'plansNotSelected', 'counterparts'].includes(key) ? undefined : value,
  );
}

const Y = [{ column: 'institution', value: 'Y' }];

describe('of a selection of rows with a lock, the figures are its own', () => {
  test.each(Object.keys(JOURNEYS))('%s: where=Y of both says what Y alone says', async (name) => {
    const journey = JOURNEYS[name] as (typeof JOURNEYS)[string];
    const selected = await run((io) => journey({ ...PLAIN, ...whole, where: Y } as unknown as Options, io));
    const alone = await run((io) => journey({ ...PLAIN, ...part } as unknown as Options, io));
    expect([alone.exit, alone.codes]).toEqual([0, []]);
    expect(selected.exit).toBe(0);
    expect(figuresOf(selected.out)).toEqual(figuresOf(alone.out));
    // Four locked (A, B, C, and O off the book) of X are not Y's.
    expect(said(selected)).toContain('N_LOCK_CUT of the 8 loans and claims in the lock of 2023-12-31, 4 belong to the rows selected');
  });

  test('roll-forward goes the same way', async () => {
    const over = (files: Files) => ({ ...files, ledgers: [...(files.since ?? []), ...(files.ledgers ?? [])] });
    const selected = await run((io) => runRollForward({ ...PLAIN, ...over(whole), where: Y, limit: 20 }, io));
    const alone = await run((io) => runRollForward({ ...PLAIN, ...over(part), limit: 20 }, io));
    expect(figuresOf(selected.out)).toEqual(figuresOf(alone.out));
  });

  test('by hand: old 240 at the lock, 60 now; 80 written off, 60 lost in the sale, 30 cash', async () => {
    const done = await run((io) => runReport({ ...PLAIN, ...whole, where: Y } as unknown as Parameters<typeof runReport>[0], io));
    const { segments, writeOffs } = JSON.parse(done.out);
    expect(segments.lock.balance).toBe('240.00');
    expect(segments.bridge).toMatchObject({
      locked: '240.00',
      cash: '30.00',
      writeOff: '80.00',
      transfer: '70.00',
      unexplained: '0.00',
      old: '60.00',
    });
    expect(writeOffs.yearToDate).toMatchObject({ count: 2, amount: '140.00' });
  });

  test('a column that locks do not have cuts nothing, and that is told', async () => {
    const where = [{ column: 'borrower_id', value: 'c1' }];
    const done = await run((io) => runReport({ ...PLAIN, ...whole, where } as unknown as Parameters<typeof runReport>[0], io));
    expect(done.codes).toContain('N_LOCK_SELECTION');
    expect(done.codes).not.toContain('N_LOCK_CUT');
  });

  test('beside one that they have, they are cut by that alone, and both are told', async () => {
    const where = [...Y, { column: 'borrower_id', value: 'c1' }];
    const done = await run((io) => runReport({ ...PLAIN, ...whole, where } as unknown as Parameters<typeof runReport>[0], io));
    expect(said(done)).toContain('N_LOCK_CUT of the 8 loans and claims in the lock of 2023-12-31, 4 belong to the rows selected');
    expect(done.codes).toContain('N_LOCK_SELECTION');
  });

  test('a column that a map names is the field that it is mapped to', async () => {
    const ledger = write(folder, 'zones-2024-06-30.csv', HEADER.replace('branch', 'zone'), ...june(10, 'X'), ...june(1, 'Y'));
    const mapped = { ledgers: [ledger], fields: { branch: { columns: ['zone'] } }, where: [{ column: 'zone', value: 'Y东' }] };
    const options = { ...PLAIN, base: whole.base, ...mapped } as unknown as Parameters<typeof runReport>[0];
    // A and B of Y; nobody says of what branch O was.
    expect(said(await run((io) => runReport(options, io)))).toContain(
      'N_LOCK_CUT of the 8 loans and claims in the lock of 2023-12-31, 2 belong',
    );
  });
});
