import { readdirSync } from 'node:fs';
import { RENEWAL_DAYS } from '../../src/model/suspected-renewal.js';
import type { Document, Lang } from '../../src/report/document.js';
import type { Io } from '../../src/run/io.js';
import type { Deliverable, OutputOptions } from '../../src/run/output/deliver.js';
import { SILENT } from '../book/journeys.js';

const HUAIBEI = 'fixtures/huaibei';
const REGISTERS = `${HUAIBEI}/registers`;
const YEAR = 'fixtures/year-2024';

const READING = { where: [], skipLines: 0, allowNegative: false, allowEmpty: false, basis: 'stricter' as const, overrides: [], idMap: [] };
const RUN = { strict: false, failOnBreach: false, renewalDays: RENEWAL_DAYS, by: ['branch'] as const, limit: 20 };

/** The year 2019 of huaibei, with a register for each matter. */
const HUAIBEI_YEAR = {
  ...READING,
  ...RUN,
  ledgers: [`${HUAIBEI}/ledger-2019-12-31.csv`],
  since: [`${HUAIBEI}/ledger-2018-12-31.csv`],
  base: [`${HUAIBEI}/base-2018-12-31.lock.json`],
  events: [`${REGISTERS}/events-2019.csv`],
  writeOffs: [`${REGISTERS}/write-offs-2019.csv`],
  recoveries: [`${REGISTERS}/recoveries-2019.csv`],
  disposals: [`${REGISTERS}/disposals-2019.csv`],
};
const evidence = [`${REGISTERS}/evidence-2019.csv`];
const responsibility = [`${REGISTERS}/responsibility-2019.csv`];
const internalTransfers = [`${REGISTERS}/internal-transfers-2019.csv`];

const yearFiles = (begin: string) =>
  readdirSync(YEAR)
    .filter((name) => name.startsWith(begin))
    .sort()
    .map((name) => `${YEAR}/${name}`);
/** The months of 2024. */
const MONTHS = {
  ...READING,
  ...RUN,
  ...{ ledgers: yearFiles('ledger-'), events: yearFiles('events-'), writeOffs: yearFiles('write-offs-') },
  ...{ base: [], recoveries: [], disposals: [] },
};

type More = Partial<OutputOptions> & {
  readonly limit?: number;
  readonly ledgers?: string[];
  readonly events?: string[];
  readonly writeOffs?: string[];
};
type Runs = (output: OutputOptions, io: Io) => Promise<unknown>;

/** Every report that has a fixture, by the name of its command; `more` goes before the options of its own. */
const JOURNEYS = {
  'write-off': async (output, io) =>
    (await import('../../src/run/recovery/write-off.js')).runWriteOff({ ...HUAIBEI_YEAR, evidence, ...output }, io),
  quality: async (output, io) => (await import('../../src/run/recovery/quality.js')).runQuality({ ...HUAIBEI_YEAR, ...output }, io),
  provision: async (output, io) =>
    (await import('../../src/run/recovery/provision.js')).runProvision({ ...HUAIBEI_YEAR, evidence, ...output }, io),
  plan: async (output, io) =>
    (await import('../../src/run/recovery/plan.js')).runPlan({ ...HUAIBEI_YEAR, plans: [`${REGISTERS}/plans-2019.csv`], ...output }, io),
  tasks: async (output, io) =>
    (await import('../../src/run/recovery/tasks.js')).runTasks(
      {
        ...HUAIBEI_YEAR,
        by: ['branch', 'officer'],
        targets: [`${REGISTERS}/targets-2019.csv`],
        assignments: [`${REGISTERS}/assignments-2019.csv`],
        internalTransfers,
        officerRole: 'collecting',
        ...output,
      },
      io,
    ),
  litigation: async (output, io) =>
    (await import('../../src/run/recovery/litigation.js')).runLitigation(
      { ...HUAIBEI_YEAR, litigation: [`${REGISTERS}/litigation-2019.csv`], within: 90, ...output },
      io,
    ),
  responsibility: async (output, io) =>
    (await import('../../src/run/recovery/responsibility.js')).runResponsibility(
      { ...HUAIBEI_YEAR, responsibility, determineWithin: 90, ...output },
      io,
    ),
  concentration: async (output, io) =>
    (await import('../../src/run/recovery/concentration.js')).runConcentration(
      { ...HUAIBEI_YEAR, foreclosed: [`${REGISTERS}/foreclosed-2019.csv`], responsibility, ...output },
      io,
    ),
  series: async (output, io) => (await import('../../src/run/monitoring/series.js')).runSeries({ ...MONTHS, ...output }, io),
  'roll-forward': async (output, io) =>
    (await import('../../src/run/monitoring/roll-forward.js')).runRollForward({ ...MONTHS, internalTransfers: [], ...output }, io),
  migration: async (output, io) =>
    (await import('../../src/run/monitoring/migration.js')).runMigration({ ...MONTHS, openingBalance: false, ...output }, io),
  'new-npl': async (output, io) => (await import('../../src/run/monitoring/new-npl.js')).runNewNpl({ ...MONTHS, ...output }, io),
  watch: async (output, io) => (await import('../../src/run/monitoring/watch.js')).runWatch({ ...MONTHS, ...output }, io),
  diff: async (output, io) => (await import('../../src/run/monitoring/difference.js')).runDifference({ ...MONTHS, ...output }, io),
} satisfies Record<string, Runs>;

export type ReportName = keyof typeof JOURNEYS;
export const REPORT_NAMES = Object.keys(JOURNEYS) as ReportName[];

/** Runs a report on its fixture, in this process, and takes what it would deliver. */
export async function takeReport(name: ReportName, more: More = {}): Promise<Deliverable> {
  let taken: Deliverable | undefined;
  const take = async (result: Deliverable) => {
    taken = result;
  };
  await JOURNEYS[name]({ format: 'table', lang: 'en', unit: 'yuan', color: 0, width: 80, take, ...more }, SILENT);
  if (taken === undefined) throw new Error(`${name} delivered nothing`);
  return taken;
}

export async function documentOf(name: ReportName, lang: Lang = 'en', more: More = {}): Promise<Document> {
  return (await takeReport(name, more)).document(lang, 'yuan');
}
