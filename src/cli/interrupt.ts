import type { Io } from '../run/io.js';

/** The user, or who runs the program, asked it to stop. */
export class Interrupted extends Error {}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Holds Ctrl-C back while `work` has something half made: the default is to be killed at once, which is right at any
 * other time and leaves no room for taking it back. A turn of the event loop is what lets a signal be seen. Errors: Interrupted.
 */
export const interruptible: Io['interruptible'] = async (work) => {
  let asked = false;
  const note = () => {
    asked = true;
  };
  for (const signal of SIGNALS) process.on(signal, note);
  try {
    return await work(async () => {
      await new Promise((resolve) => setImmediate(resolve));
      if (asked) throw new Interrupted();
    });
  } finally {
    for (const signal of SIGNALS) process.off(signal, note);
  }
};
