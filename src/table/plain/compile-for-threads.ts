import { setFlagsFromString } from 'node:v8';

/** Later, with less of one function put into another, and a long loop at once where it is. */
const COMPILING = '--interrupt-budget=200000 --max-inlined-bytecode-size-cumulative=200 --no-concurrent-osr';

/**
 * Has V8 compile for a run of several threads: it is over in half a second and calls most of its functions once, and V8's own compiling
 * threads take the processors from those that read. Said when a thread begins to read, not before it is started: under changed flags
 * V8 refuses the compiled code that Node carries of its own modules, and a thread takes twice as long to start.
 */
export function compileForThreads(): void {
  setFlagsFromString(COMPILING);
}
