import type { Bilingual } from '../diagnostics/catalogue.js';
import { presetIds } from '../policy/presets.js';
import { bandsIds } from '../policy/read-bands.js';
import { eligibilityIds } from '../policy/read-eligibility.js';
import { limitationIds } from '../policy/read-limitation.js';
import { REGISTERS } from '../registers/registers.js';

/** A name that may be typed for something the program comes with. */
export interface KnownName {
  readonly id: string;
  readonly title?: Bilingual;
}

export type KnownKind = 'policies' | 'eligibility tables' | 'limitation tables' | 'bands' | 'registers';

const IDS: Readonly<Record<Exclude<KnownKind, 'registers'>, () => readonly string[]>> = {
  policies: presetIds,
  'eligibility tables': eligibilityIds,
  'limitation tables': limitationIds,
  bands: bandsIds,
};

/** What the program comes with, in the order that it is listed. */
export function knownNames(kind: KnownKind): readonly KnownName[] {
  if (kind === 'registers') return REGISTERS.map(({ id, title }) => ({ id, title }));
  return IDS[kind]().map((id) => ({ id }));
}
