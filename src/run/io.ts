import type { Readable } from 'node:stream';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** What a journey may use of the world besides files it is told to read and write. src/cli fills it; tests fill it otherwise. */
export interface Io {
  readonly stdin: () => Readable;
  /** Processors that the machine offers. */
  readonly cores: number;
  /** Who runs the program: told to others who want to write in the same book. */
  readonly runner: Runner;
  /** The report, and nothing else. Resolves when the text is taken. */
  readonly out: (text: string | Uint8Array) => Promise<void>;
  /** Warnings, notes and counts, for the person at the terminal or the cron mail. */
  readonly tell: (diagnostic: Diagnostic) => void;
  /** Told how the run goes on: for --timings and the progress bar. */
  readonly watch: Watch;
  /**
   * Does work that would leave something half made if the program were killed. Awaiting `turn` between its parts throws
   * where the user has asked to stop (Ctrl-C): the work then takes back what it made.
   */
  readonly interruptible: <T>(work: (turn: () => Promise<void>) => Promise<T>) => Promise<T>;
}

/** A process of this machine. */
export interface Runner {
  readonly pid: number;
  readonly host: string;
  /** As it was typed. */
  readonly command: string;
  /** True while there is a process of this number on this machine. */
  readonly isAlive: (pid: number) => boolean;
}

/** The parts of a run, in their usual order; `read` and `registers` may come again for each ledger. */
export const PHASES = ['open', 'read', 'registers', 'classify', 'segment', 'measure', 'report', 'write'] as const;
export type Phase = (typeof PHASES)[number];

/** How many records each lane took, and on how many threads. */
export interface LaneCounts {
  readonly plain: number;
  readonly careful: number;
  readonly threads: number;
}

/** Knows the clock and the terminal, so that a journey need not. Every call is synchronous and cheap. */
export interface Watch {
  /** The work named begins, and what went on before has ended. `of` names the file, where there is one to name. */
  readonly phase: (name: Phase, of?: string) => void;
  /** So many bytes of the present phase's `total` are done; about every MiB, on the main thread. */
  readonly bytes: (done: number, total: number) => void;
  /** Once a reading: what the lanes took of it. Readings add up. */
  readonly records: (counts: LaneCounts) => void;
}
