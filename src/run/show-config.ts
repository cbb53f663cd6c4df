import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { configDocument, configJson, type ShownSetting } from '../report/config.js';
import type { Io } from './io.js';
import { deliver, type OutputOptions } from './output/deliver.js';
import { SETTING_KEYS, type Setting } from './settings.js';

/** What holds here; `defaults` are what options are without any setting. */
export async function runConfig(
  inForce: readonly Setting[],
  defaults: ReadonlyMap<string, string>,
  options: OutputOptions & { readonly showOrigin: boolean },
  io: Io,
): Promise<ExitCode> {
  const settings = SETTING_KEYS.map((key): ShownSetting => {
    const set = inForce.find((one) => one.key === key);
    const value = set === undefined ? defaults.get(key) : String(set.value);
    return {
      key,
      ...(value === undefined ? {} : { value }),
      origin: set?.origin ?? 'default',
      ...(set === undefined ? {} : { source: set.line === undefined ? set.source : `${set.source}:${set.line}` }),
    };
  });
  await deliver({ document: (lang) => configDocument(settings, options.showOrigin, lang), json: () => configJson(settings) }, options, io);
  return EXIT.done;
}
