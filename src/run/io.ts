import type { Readable } from 'node:stream';
import type { Diagnostic } from '../diagnostics/diagnostic.js';

/** What a journey may use of the world besides files it is told to read and write. src/cli fills it; tests fill it otherwise. */
export interface Io {
  readonly stdin: () => Readable;
  /** The report, and nothing else. Resolves when the text is taken. */
  readonly out: (text: string) => Promise<void>;
  /** Warnings, notes and counts, for the person at the terminal or the cron mail. */
  readonly tell: (diagnostic: Diagnostic) => void;
}
