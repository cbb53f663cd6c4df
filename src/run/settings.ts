import { existsSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Bilingual } from '../diagnostics/catalogue.js';
import type { ConfigKey, WrittenSetting } from '../documents/npl-config.js';
import type { StatedSetting } from '../model/stated-setting.js';

/** Every setting, in the order that it is listed; the same keys as the file's schema, which is not loaded where no file is. */
export const SETTING_KEYS: readonly ConfigKey[] = [
  'lang',
  'unit',
  'format',
  'color',
  'limit',
  'by',
  'mask',
  'pager',
  'threads',
  'book',
  'policy',
  'basis',
  'eligibility',
  'strict',
  'failOnBreach',
];

/** Settings that change a figure: a report names where they came from. */
const FIGURE_KEYS: ReadonlySet<ConfigKey> = new Set<ConfigKey>(['policy', 'basis', 'eligibility']);

export type Origin = 'environment' | 'project' | 'user';

/** A setting that holds unless the command line says otherwise. */
export interface Setting {
  readonly key: ConfigKey;
  /** As it would be typed; true and false for what takes no value. */
  readonly value: string | boolean;
  readonly origin: Origin;
  /** NPL_POLICY, or the file. */
  readonly source: string;
  readonly line?: number;
  readonly sha256?: string;
}

export type { ConfigKey } from '../documents/npl-config.js';

/** What refuses a setting whose option does not take its value. */
export type Refuse = (setting: Setting, reason: Bilingual) => never;

const PROJECT_FILE = 'npl.config.yaml';

/** The project's file, from `folder` upward, and the user's. */
export function configFiles(folder: string, userFolder: string | undefined): { readonly project?: string; readonly user?: string } {
  const user = userFolder === undefined ? undefined : join(userFolder, 'npl', 'config.yaml');
  let project: string | undefined;
  for (let here = resolve(folder); project === undefined; here = dirname(here)) {
    if (existsSync(join(here, PROJECT_FILE))) project = join(here, PROJECT_FILE);
    if (here === dirname(here)) break;
  }
  return { ...(project === undefined ? {} : { project }), ...(user === undefined || !existsSync(user) ? {} : { user }) };
}

/** NPL_FAIL_ON_BREACH for failOnBreach. */
export function environmentName(key: ConfigKey): string {
  return `NPL_${key.replace(/[A-Z]/g, (letter) => `_${letter}`).toUpperCase()}`;
}

/** What the environment says. An empty variable says nothing. */
export function environmentSettings(environment: Readonly<Record<string, string | undefined>>): Setting[] {
  // NPL_PAGER names a program.
  return SETTING_KEYS.filter((key) => key !== 'pager').flatMap((key): Setting[] => {
    const source = environmentName(key);
    const value = environment[source];
    return value === undefined || value === '' ? [] : [{ key, value, origin: 'environment', source }];
  });
}

/** What a file says. Errors: E_READ, E_DOCUMENT. */
export async function fileSettings(
  file: string,
  origin: 'project' | 'user',
): Promise<{ readonly settings: readonly Setting[]; readonly refuse: Refuse }> {
  const { readNplConfig } = await import('../documents/npl-config.js');
  const { settings, sha256, refuse } = readNplConfig(file);
  return {
    settings: settings.map((one) => ({ ...one, value: placed(one, file), origin, source: file, sha256 })),
    refuse: (setting, reason) => refuse(setting.key, reason),
  };
}

/** A path in a file is meant from that file's folder, wherever the program is run. */
function placed({ key, value }: WrittenSetting, file: string): string | boolean {
  const isPath = key === 'book' || ((key === 'policy' || key === 'eligibility') && /[/\\]|\.(yaml|yml|json)$/i.test(String(value)));
  return isPath ? resolve(dirname(file), String(value)) : value;
}

/** Those of the settings in force that change a figure. */
export function statedSettings(inForce: readonly Setting[]): StatedSetting[] {
  return inForce
    .filter(({ key }) => FIGURE_KEYS.has(key))
    .map(({ key, value, source, sha256, origin }) => ({
      key,
      value: key === 'basis' ? String(value) : basename(String(value)),
      source: origin === 'environment' ? source : basename(source),
      ...(sha256 === undefined ? {} : { sha256 }),
    }));
}
