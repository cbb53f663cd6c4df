import { setFlagsFromString } from 'node:v8';

/** Later, with less of one function put into another, and a long loop at once where it is. */
const COMPILING = '--interrupt-budget=200000 --max-inlined-bytecode-size-cumulative=200 --no-concurrent-osr';

/**
 * Has V8 compile for a run of several threads: it is over in half a second and calls most of its functions once, and V8's own compiling
 * threads take the processors from those that read.
 */
export function compileForThreads(): void {
  setFlagsFromString(COMPILING);
}
