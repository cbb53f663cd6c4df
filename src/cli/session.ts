import type { ExitCode } from '../diagnostics/exit-codes.js';
import type { Lang } from '../report/document.js';
import type { Io } from '../run/io.js';
import type { NplCommand } from './command.js';
import type { Settings } from './settings.js';

/** What commands share: the language and streams of this run, and where its exit code goes. */
export interface Session {
  readonly run: (journey: (lang: Lang, io: Io) => Promise<ExitCode>) => Promise<void>;
  /** What holds here besides what is typed. Errors: E_READ, E_DOCUMENT. */
  readonly settings: () => Promise<Settings>;
  /** The program with every command, whichever was called: for what tells of all of them. */
  readonly wholeProgram: () => Promise<NplCommand>;
}
