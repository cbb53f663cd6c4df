import type { Basis } from '../../model/portfolio.js';
import type { Thresholds } from '../../model/thresholds.js';
import { DEFAULT_POLICY } from '../../policy/presets.js';

/** What can be said about a book when it is made or set. */
export interface BookSettings {
  readonly institution?: string;
  readonly currency?: string;
  readonly basis?: Basis;
  /** A preset or a file. */
  readonly policy?: string;
}

/** The same, decided. */
export interface DecidedSettings extends BookSettings {
  readonly currency: string;
  readonly basis: Basis;
  readonly policy: string;
  readonly thresholds: Thresholds;
}

/** What a configuration file says, and what options say over it; the rest has defaults. Errors: E_DOCUMENT, E_MISSING. */
export async function readBookSettings(file: string | undefined, over: BookSettings): Promise<DecidedSettings> {
  const written = file === undefined ? undefined : (await import('../../documents/book-config.js')).readBookConfig(file);
  const institution = over.institution ?? written?.institution;
  return {
    ...(institution === undefined ? {} : { institution }),
    currency: over.currency ?? written?.currency ?? 'CNY',
    basis: over.basis ?? written?.basis ?? 'stricter',
    policy: over.policy ?? written?.policy ?? DEFAULT_POLICY,
    thresholds: written?.thresholds ?? {},
  };
}
