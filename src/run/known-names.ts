import type { Bilingual } from '../diagnostics/catalogue.js';
import { presetIds } from '../policy/presets.js';
import { eligibilityIds } from '../policy/read-eligibility.js';
import { REGISTERS } from '../registers/registers.js';

/** A name that may be typed for something the program comes with. */
export interface KnownName {
  readonly id: string;
  readonly title?: Bilingual;
}

export type KnownKind = 'policies' | 'eligibility tables' | 'registers';

/** What the program comes with, in the order that it is listed. */
export function knownNames(kind: KnownKind): readonly KnownName[] {
  if (kind === 'registers') return REGISTERS.map(({ id, title }) => ({ id, title }));
  return (kind === 'policies' ? presetIds() : eligibilityIds()).map((id) => ({ id }));
}
