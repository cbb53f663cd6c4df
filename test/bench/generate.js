// @ts-check
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { writeEvents } from './generate/events.js';
import { writeLedger } from './generate/ledger.js';
import { EARLIER, LATER } from './generate/loan.js';

const HELP = `Usage: node test/bench/generate.js [options] FOLDER

Writes the ledgers of two months as the benchmark reads them, the same for the same options.

Options:
  --rows <n>         rows of each (default: 1000000)
  --seed <n>         other loans (default: 1)
  --quoted <share>   records with quoted fields (default: 0)
  --encoding <name>  utf-8 or gb18030 (default: utf-8)
  --order <name>     sorted or shuffled by loan id (default: sorted)
  --events <n>       also a register of so many events of the later month
`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: 'string', default: '1000000' },
    seed: { type: 'string', default: '1' },
    quoted: { type: 'string', default: '0' },
    encoding: { type: 'string', default: 'utf-8' },
    order: { type: 'string', default: 'sorted' },
    events: { type: 'string', default: '0' },
    help: { type: 'boolean', default: false },
  },
});
const [folder] = positionals;
const encoding = oneOf(['utf-8', 'gb18030'], values.encoding);
const order = oneOf(['sorted', 'shuffled'], values.order);
if (values.help || folder === undefined || encoding === undefined || order === undefined) {
  process.stdout.write(HELP);
  process.exitCode = values.help ? 0 : 2;
} else {
  const shape = { rows: Number(values.rows), seed: Number(values.seed), quoted: Number(values.quoted), encoding, order };
  mkdirSync(folder, { recursive: true });
  for (const month of [EARLIER, LATER]) {
    const path = join(folder, `ledger-${month.asOf}.csv`);
    const { bytes, npl } = writeLedger(shape, month, path);
    process.stdout.write(`${path}: ${bytes} bytes, ${npl.count} NPLs\n`);
  }
  const events = Number(values.events);
  if (events > 0) {
    const path = join(folder, `events-${LATER.asOf}.csv`);
    const { bytes, loans } = writeEvents(shape, events, path);
    process.stdout.write(`${path}: ${bytes} bytes, events of ${loans} loans\n`);
  }
}

/**
 * @template {string} T
 * @param {readonly T[]} names
 * @param {string} given
 */
function oneOf(names, given) {
  return names.find((name) => name === given);
}
