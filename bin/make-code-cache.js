'use strict';
const { spawnSync } = require('node:child_process');
const { mkdtempSync, rmSync, writeFileSync } = require('node:fs');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { setEnvironmentData } = require('node:worker_threads');

const PROGRAM = join(__dirname, 'npl.js');

/** Enough for two threads. */
const ROWS = 100_000;
const HEADER = 'loan_id,borrower_id,borrower_name,branch,product,guarantee,balance,days_past_due,prior_class,issue_date';
const CLASSES = ['正常', '正常', '正常', '关注', '次级'];

/** Runs what is run most, so that the caches hold the functions which that calls (code-cache.js). The last step of the build. */
function makeCodeCaches(folder) {
  const at = (name) => join(folder, name);
  const rows = Array.from({ length: ROWS }, (_, row) => {
    const prior = CLASSES[row % CLASSES.length];
    return `L${row},C${row},王一,支行${row % 9},产品${row % 5},抵押,1${row}.00,${prior === '次级' ? 120 : 0},${prior},2022-01-10`;
  });
  writeFileSync(at('ledger-2023-12-31.csv'), [HEADER, ...rows, ''].join('\n'));
  writeFileSync(at('ledger-2024-12-31.csv'), [HEADER, ...rows, ''].join('\n'));
  run('early', 'lock', at('ledger-2023-12-31.csv'), '-o', at('base.lock.json'));
  const report = ['report', at('ledger-2024-12-31.csv'), '--base', at('base.lock.json'), '--by', 'branch,product'];
  for (const when of ['late', 'early']) {
    run(when, ...report);
    run(when, ...report, '-O', 'json');
    run(when, ...report, '-O', 'json', '--threads', '2');
  }
  run('early', 'report', '--help');
  run('early', '--help');
  run('early', '--help', '--lang', 'zh');
}

function run(when, ...argv) {
  const { status, stderr } = spawnSync(process.execPath, [__filename, when, ...argv], { encoding: 'utf8', maxBuffer: 1 << 26 });
  if (status !== 0) throw new Error(`npl ${argv.join(' ')} ended with ${status}:\n${stderr}`);
}

/** Makes all caches; with arguments, is one of the runs that this takes: the program, which code-cache.js sees as such in every thread. */
function main(when, ...argv) {
  if (when !== undefined) {
    setEnvironmentData('npl-code-cache', when);
    process.argv = [process.execPath, PROGRAM, ...argv];
    require(PROGRAM);
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'npl-code-cache-'));
  try {
    makeCodeCaches(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

main(...process.argv.slice(2));
