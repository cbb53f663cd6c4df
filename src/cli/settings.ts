import type { Command, Option } from 'commander';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { UserError } from '../diagnostics/diagnostic.js';
import { environmentSettings, fileSettings, type Refuse, type Setting, statedSettings } from '../run/settings.js';
import { UnfitValue } from './command.js';
import { settingsFiles } from './settings-files.js';

/** The settings in force, each once: the environment goes before the project's file, that before the user's. */
export interface Settings {
  readonly inForce: readonly Setting[];
  readonly refuse: Refuse;
}

/** Reads what holds here. Errors: E_READ, E_DOCUMENT. */
export async function readSettings(): Promise<Settings> {
  const { project, user } = settingsFiles();
  const layers: Settings[] = [{ inForce: environmentSettings(process.env), refuse: refuseVariable }];
  for (const [file, origin] of [[project, 'project'] as const, [user, 'user'] as const]) {
    if (file === undefined) continue;
    const { settings, refuse } = await fileSettings(file, origin);
    layers.push({ inForce: settings, refuse });
  }
  const inForce = new Map<string, Setting>();
  for (const layer of layers) for (const one of layer.inForce) if (!inForce.has(one.key)) inForce.set(one.key, one);
  return {
    inForce: [...inForce.values()],
    refuse: (setting, reason) => (layers.find((layer) => layer.inForce.includes(setting)) as Settings).refuse(setting, reason),
  };
}

const refuseVariable: Refuse = ({ source, value }, reason) => {
  throw new UserError({
    code: 'E_USAGE',
    params: {
      reason: { en: `${source}=${String(value)}: ${reason.en}`, zh: `${source}=${String(value)}：${reason.zh}` },
      advice: { en: 'correct the variable, or unset it', zh: '请更正或取消该环境变量' },
    },
  });
};

/** Gives options the values of the settings in force, as though each had been typed; what is typed goes before. Errors: those of readSettings. */
export function applySettings(command: Command, { inForce, refuse }: Settings): void {
  for (const option of command.options) {
    const setting = inForce.find(({ key }) => key === option.attributeName());
    if (setting === undefined) continue;
    const source = setting.origin === 'environment' ? 'env' : 'config';
    command.setOptionValueWithSource(option.attributeName(), settingFor(option, setting, refuse), source);
  }
  for (const one of command.commands) applySettings(one, { inForce, refuse });
}

/** What an option's own reader makes of a setting. */
function settingFor(option: Option, setting: Setting, refuse: Refuse): unknown {
  if (option.isBoolean() || option.negate) {
    if (typeof setting.value === 'boolean') return setting.value;
    return (
      /^(1|true|yes)$/i.test(setting.value) ||
      (/^(0|false|no)$/i.test(setting.value) ? false : refuse(setting, { en: 'write true or false', zh: '请填写 true 或 false' }))
    );
  }
  const written = String(setting.value);
  try {
    return option.parseArg === undefined ? written : option.parseArg(written, option.defaultValue);
  } catch (error) {
    if (error instanceof UnfitValue) return refuse(setting, reasonOf(error));
    throw error;
  }
}

/** What may be written, behind what was probably meant. */
function reasonOf({ says, near }: UnfitValue): Bilingual {
  return near === undefined ? says : { en: `did you mean ${near}? ${says.en}`, zh: `是否为 ${near}？${says.zh}` };
}

/**
 * Takes back, once the line is read, what a setting says against it: a book where ledgers are typed. Settings that change a figure
 * and hold for this command are then among its values, for the provenance of its report.
 */
export function settleSettings(command: Command, { inForce }: Settings): void {
  const isSet = (name: string) => ['config', 'env'].includes(command.getOptionValueSource(name) ?? '');
  const isMandatory = command.options.some((option) => option.attributeName() === 'book' && option.mandatory);
  if (command.args.length > 0 && isSet('book') && !isMandatory) command.setOptionValueWithSource('book', undefined, 'default');
  const settings = statedSettings(inForce.filter(({ key }) => isSet(key)));
  if (settings.length > 0 && command.opts().book === undefined) command.setOptionValueWithSource('settings', settings, 'config');
}
