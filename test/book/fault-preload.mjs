// Loaded before the program (node --import): counts its file operations on a book and, at the one that the environment
// names, kills the process or stops it; as on a full disk, that one and every later one that makes something fails.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { NPL_BOOK: book, NPL_AT: at = 'none', NPL_HOW: how, NPL_COUNT: counted } = process.env;
const MAKING = new Set(['mkdirSync', 'openSync', 'writeSync', 'fsyncSync', 'linkSync', 'renameSync', 'writeFileSync']);
const NAMES = [
  'mkdirSync',
  'openSync',
  'writeSync',
  'readSync',
  'fsyncSync',
  'closeSync',
  'linkSync',
  'renameSync',
  'unlinkSync',
  'rmSync',
];
NAMES.push('writeFileSync', 'readFileSync', 'readdirSync', 'lstatSync', 'statSync');
const originals = Object.fromEntries(NAMES.map((name) => [name, fs[name]]));
const open = new Set();
let operations = 0;
const writes = [];

/** True for an operation on the book: by its path, or by a descriptor that was opened on one. */
function concerns(target) {
  return typeof target === 'number' ? open.has(target) : String(target).startsWith(book);
}

/** An open for reading makes nothing. */
function makes(name, args) {
  return MAKING.has(name) && !(name === 'openSync' && args[1] === 'r');
}

for (const name of NAMES) {
  fs[name] = (...args) => {
    if (!concerns(args[0])) return originals[name](...args);
    if (how !== 'full' || makes(name, args)) operations++;
    if (name === 'writeSync') writes.push(operations);
    if (how === 'full' ? operations >= Number(at) && makes(name, args) : operations === Number(at)) meet(name, args);
    const result = originals[name](...args);
    if (name === 'openSync') open.add(result);
    if (name === 'closeSync') open.delete(args[0]);
    return result;
  };
}
syncBuiltinESMExports();

function meet(name, args) {
  if (how === 'stop') process.kill(process.pid, 'SIGSTOP');
  else if (how === 'full') throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  else {
    // Half of what was to be written may have reached the disk.
    if (how === 'half' && name === 'writeSync') originals.writeSync(args[0], args[1].subarray(0, args[1].length >> 1));
    process.kill(process.pid, 'SIGKILL');
  }
}

process.on('exit', () => {
  if (counted !== undefined) originals.writeFileSync(counted, JSON.stringify({ operations, writes }));
});
