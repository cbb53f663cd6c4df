import { Argument, type Command, CommanderError } from 'commander';
import { didYouMean } from '../../model/did-you-mean.js';
import { HELP_TOPICS, type HelpTopic } from '../../run/help-topics.js';
import { colorOption, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl help [COMMAND|TOPIC]`. */
export function addHelpCommand(program: Command, session: Session): void {
  const command = program.command('help').description('a command, or what commands have in common');
  command.addArgument(new Argument('[topic...]', `a command, or one of: ${HELP_TOPICS.join(', ')}`)).addOption(colorOption());
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

/** The command that the words lead to, from the program down. Errors: of usage, naming what is like it. */
async function commandAsked(asked: readonly string[], session: Session): Promise<Command> {
  let command = await session.wholeProgram();
  for (const word of asked) {
    const visible = command.createHelp().visibleCommands(command);
    const called = visible.find((one) => one.name() === word);
    if (called === undefined) throw unknown(word, [...visible.map((one) => one.name()), ...(command.parent === null ? HELP_TOPICS : [])]);
    command = called;
  }
  return command;
}

function unknown(word: string, known: readonly string[]): CommanderError {
  const near = didYouMean(word, known);
  const message = `error: no command or topic is named '${word}'\n${near === undefined ? `There are ${known.join(', ')}.` : `(Did you mean ${near}?)`}`;
  process.stderr.write(`${message}\n`);
  return new CommanderError(2, 'npl.unknownTopic', message);
}
