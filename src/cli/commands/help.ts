import type { Command } from 'commander';
import { UserError } from '../../diagnostics/diagnostic.js';
import { meant } from '../../model/did-you-mean.js';
import { HELP_TOPICS, type HelpTopic } from '../../run/help-topics.js';
import { NplArgument, type NplCommand } from '../command.js';
import { colorOption, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl help [COMMAND|TOPIC]`. */
export function addHelpCommand(program: NplCommand, session: Session): void {
  const command = program.command('help').says('help');
  command.addArgument(new NplArgument('[topic...]', 'topic', { choices: HELP_TOPICS })).addOption(colorOption());
  command.action(async (asked: string[], values: Pick<OutputValues, 'color'>) => {
    const topic = HELP_TOPICS.find((one) => one === asked[0]);
    if (topic !== undefined && asked.length === 1) return showPage(topic, values, session);
    (await commandAsked(asked, session)).outputHelp();
  });
}

async function showPage(topic: HelpTopic, { color }: Pick<OutputValues, 'color'>, session: Session): Promise<void> {
  const { runHelp } = await import('../../run/help.js');
  const { screenOptions } = await import('../resolve.js');
  await session.run((lang, io) => runHelp(topic, { lang, unit: 'yuan', ...screenOptions(color, false) }, io));
}

/** The command that the words lead to, from the program down. Errors: E_TOPIC_UNKNOWN, naming what is like it. */
async function commandAsked(asked: readonly string[], session: Session): Promise<Command> {
  let command: Command = await session.wholeProgram();
  for (const word of asked) {
    const visible = command.createHelp().visibleCommands(command);
    const called = visible.find((one) => one.name() === word);
    if (called === undefined) throw unknown(word, [...visible.map((one) => one.name()), ...(command.parent === null ? HELP_TOPICS : [])]);
    command = called;
  }
  return command;
}

function unknown(word: string, known: readonly string[]): UserError {
  const { en, zh } = meant(word, known);
  const near = { en: en.trim() || `there are ${known.join(', ')}`, zh: zh || `可填：${known.join('、')}` };
  return new UserError({ code: 'E_TOPIC_UNKNOWN', params: { word, near } });
}
