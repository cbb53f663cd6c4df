import type { Io } from '../io.js';

/** Counts warnings on their way to the reader. */
export function countWarnings(io: Io): { io: Io; count: () => number } {
  let warnings = 0;
  const tell: Io['tell'] = (diagnostic) => {
    if (diagnostic.code.startsWith('W_')) warnings++;
    io.tell(diagnostic);
  };
  return { io: { ...io, tell }, count: () => warnings };
}
