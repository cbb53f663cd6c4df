import { type NplCommand, NplOption } from '../command.js';
import { addOutputOptions, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl config`: what holds here besides what is typed. */
export function addConfigCommand(program: NplCommand, session: Session): void {
  const command = program.command('config').says('config');
  command.addOption(new NplOption('--show-origin', 'showOrigin').default(false));
  addOutputOptions(command);
  command.action(async (values: OutputValues & { showOrigin: boolean }) => {
    const { runConfig } = await import('../../run/show-config.js');
    const { outputOptions } = await import('../resolve.js');
    const defaults = defaultsOf(await session.wholeProgram());
    const { inForce } = await session.settings();
    await session.run((lang, io) => runConfig(inForce, defaults, { ...outputOptions(values, lang), showOrigin: values.showOrigin }, io));
  });
}

/** Of every option of every command the value that it has when nobody says one. */
function defaultsOf(program: NplCommand): Map<string, string> {
  const options = [...program.options, ...program.commands.flatMap((command) => command.options)];
  const stated = options.filter(({ defaultValue }) => defaultValue !== undefined && !Array.isArray(defaultValue));
  return new Map(stated.map((option) => [option.attributeName(), String(option.defaultValue)]));
}
