import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Policy } from './policy.js';

/** The policy in force in China: what is used when none is named. */
export const DEFAULT_POLICY = 'cn-2023';

const PRESETS = fileURLToPath(new URL('./presets/', import.meta.url));
const EXTENSION = '.yaml';

/** The presets that come with the program, in order of id. */
export function presetIds(): string[] {
  const files = readdirSync(PRESETS).filter((name) => name.endsWith(EXTENSION));
  return files.map((name) => name.slice(0, -EXTENSION.length)).sort();
}

export function presetFile(id: string): string {
  return join(PRESETS, id + EXTENSION);
}

/** A preset as the build has read and checked it, beside the text that it was read from. */
interface Compiled {
  readonly yaml: string;
  readonly policy: Policy;
}

/**
 * What the build has made of a preset: a run need not load what reads and checks YAML. Undefined for another name, where
 * nothing was built (tests run the source), and where the YAML is no longer what it was: that is read anew.
 */
export function compiledPreset(id: string): Policy | undefined {
  const file = presetIds().includes(id) ? presetFile(id) : undefined;
  const written = file === undefined ? undefined : textOf(compiledFile(file));
  if (file === undefined || written === undefined) return undefined;
  const { yaml, policy } = JSON.parse(written) as Compiled;
  return yaml === textOf(file) ? policy : undefined;
}

export function writeCompiledPreset(policy: Policy): void {
  const file = presetFile(policy.id);
  const compiled: Compiled = { yaml: readFileSync(file, 'utf8'), policy };
  writeFileSync(compiledFile(file), JSON.stringify(compiled));
}

function compiledFile(file: string): string {
  return `${file}.json`;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
