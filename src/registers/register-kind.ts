import type { Bilingual } from '../diagnostics/catalogue.js';
import type { DayNumber } from '../model/civil-date.js';
import type { Source } from '../table/source.js';
import type { RegisterField } from './fields.js';
import type { Register } from './read-register.js';

/** A register: a CSV of dated entries that stands beside the ledgers. One module each; src/registers/registers.ts lists them. */
export interface RegisterKind<T> {
  /** As `npl template` and provenance name it. */
  readonly id: string;
  /** The option that takes its files, in camel case as options are named in the program: `--write-offs` is writeOffs. */
  readonly option: string;
  readonly title: Bilingual;
  /**
   * What a later file of it is to an earlier one. Entries happened once and stand: files add up, a row given twice counts once,
   * and none is of a day to come. A state says how things stand: the newest file takes the place of those before.
   */
  readonly says: 'entries' | 'state';
  readonly fields: readonly RegisterField[];
  readonly read: (source: Source) => Register<T>;
  /** What no file shows alone: refuses the rows of all files given together, at a data date. */
  check?(rows: readonly T[], asOf: DayNumber): void;
}
