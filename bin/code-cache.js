'use strict';
const { readFileSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { dirname, join, sep } = require('node:path');
const v8 = require('node:v8');
const { Script } = require('node:vm');

const DIST = join(dirname(__dirname), 'dist') + sep;
const IS_PROGRAM = require.main?.filename === join(__dirname, 'npl.js');
/**
 * The build's runs (make-code-cache.js) write the caches, each with what those before it have put there. Only they say so, in their own process:
 * no variable of a user's can. The program run by itself is none of them, and does not load for it what takes a millisecond.
 */
const MAKING = IS_PROGRAM ? undefined : require('node:worker_threads').getEnvironmentData('npl-code-cache');
const IS_MAKING = MAKING !== undefined;
/** What V8 has compiled in this thread, by path. */
const made = new Map();
const compileAsUsual = Module.prototype._compile;

/** Beside the code, for one version of V8 with these flags: other ones do not find it. */
function cachePath(path) {
  return `${path}.${v8.cachedDataVersionTag().toString(16)}.cache`;
}

/**
 * What V8 made of the file in the build, where that had these very bytes: the cache begins with them, since V8 compares no more than
 * their number. Undefined where there is none.
 */
function cachedData(path) {
  try {
    const cache = readFileSync(cachePath(path));
    const source = readFileSync(path);
    if (!cache.subarray(0, source.length).equals(source)) return undefined;
    // V8 runs a damaged cache and falls over; to compare two copies takes less time than any sum over one.
    const middle = (source.length + cache.length) / 2;
    const data = cache.subarray(source.length, middle);
    return data.equals(cache.subarray(middle)) ? data : undefined;
  } catch {
    return undefined;
  }
}

/** Modules of dist are compiled from their caches, and as usual where V8 or the bytes say no. */
Module.prototype._compile = function compile(content, path, ...more) {
  const data = path.startsWith(DIST) ? cachedData(path) : undefined;
  if (!path.startsWith(DIST) || (data === undefined && !IS_MAKING)) return compileAsUsual.call(this, content, path, ...more);
  const script = new Script(Module.wrap(content), { filename: path, cachedData: data });
  if (script.cachedDataRejected === true && !IS_MAKING) return compileAsUsual.call(this, content, path, ...more);
  if (IS_MAKING) made.set(path, { script, cache: cachePath(path) });
  script.runInThisContext().call(this.exports, this.exports, Module.createRequire(path), this, path, dirname(path));
};

/** Writes what was compiled with the flags of now, functions that were called with it; V8 notes no other flags. A thread may start under either. */
function write() {
  const { isMainThread } = require('node:worker_threads');
  for (const [path, { script, cache }] of made) {
    if (isMainThread && cache !== cachePath(path)) continue;
    const data = script.createCachedData();
    writeFileSync(cachePath(path), Buffer.concat([readFileSync(path), data, data]));
  }
}

if (IS_MAKING) process.on('exit', write);
// Flags are changed when reading begins (src/table/plain): most of the program is compiled before.
if (MAKING === 'early') v8.setFlagsFromString = () => undefined;
