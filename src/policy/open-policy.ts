import type { Policy } from './policy.js';
import { compiledPreset } from './presets.js';

/** readPolicy, without what reads YAML where the build has read the preset already. Errors: those of readPolicy. */
export async function openPolicy(nameOrPath: string): Promise<Policy> {
  const compiled = compiledPreset(nameOrPath);
  if (compiled !== undefined) return compiled;
  const { readPolicy } = await import('./read-policy.js');
  return readPolicy(nameOrPath);
}
