import type { Command } from 'commander';
import { type Diagnostic, UserError } from '../diagnostics/diagnostic.js';
import { meant } from '../model/did-you-mean.js';
import type { Lang } from '../report/document.js';
import { type LineRefused, pathOf, type UnfitValue } from './command.js';
import { globalOptions, loadCommandWords, Wording } from './help-page.js';

/** A value that its option or argument does not take, with what it takes. */
export function unfitValue({ taker, text, says, near }: UnfitValue): UserError {
  const name = taker === undefined ? '' : 'flags' in taker ? (taker.long ?? taker.flags) : `<${taker.name()}>`;
  const likely = near === undefined ? '' : { en: `did you mean ${near}? `, zh: `是否为 ${near}？` };
  return new UserError({ code: 'E_VALUE_UNFIT', params: { taker: name, value: text, says, near: likely } });
}

/** What is wrong with a line that commander does not take: it says so in English alone, by a code and a sentence with the word in quotes. */
export async function refusedLine(refused: LineRefused, lang: Lang): Promise<UserError> {
  return new UserError(saidOf(refused, new Wording(await loadCommandWords(lang))));
}

function saidOf({ command, code, message }: LineRefused, wording: Wording): Diagnostic {
  const word = /'(.*)'/s.exec(message)?.[1] ?? '';
  const path = pathOf(command);
  const usage = wording.placed(`${path} ${command.usage()}`);
  switch (code) {
    case 'commander.unknownCommand': {
      const names = command.createHelp().visibleCommands(command);
      return {
        code: 'E_COMMAND_UNKNOWN',
        params: {
          command: path,
          word,
          near: meant(
            word,
            names.map((one) => one.name()),
          ),
        },
      };
    }
    case 'commander.unknownOption': {
      const option = word.replace(/=.*/s, '');
      return { code: 'E_OPTION_UNKNOWN', params: { command: path, option, near: meant(option, optionNames(command)) } };
    }
    case 'commander.optionMissingArgument':
    case 'commander.missingMandatoryOptionValue': {
      const option = command.options.find(({ flags }) => flags === word);
      const params = { command: path, option: option?.long ?? word, flags: wording.placed(word) };
      const means = option === undefined ? '' : wording.option(option);
      return { code: code.endsWith('Value') ? 'E_OPTION_MISSING' : 'E_OPTION_VALUE_MISSING', params: { ...params, means } };
    }
    case 'commander.missingArgument': {
      const argument = command.registeredArguments.find((one) => one.name() === word);
      const says =
        argument === undefined ? { argument: word, means: '' } : { argument: wording.nameOf(argument), means: wording.argument(argument) };
      return { code: 'E_ARGUMENT_MISSING', params: { command: path, ...says, usage } };
    }
    case 'commander.excessArguments': {
      const expected = command.registeredArguments.length;
      const params = { command: path, expected, count: command.args.length, excess: command.args[expected] ?? '', usage };
      return { code: 'E_ARGUMENTS_MANY', params };
    }
    default:
      return { code: 'E_USAGE', params: { reason: message } };
  }
}

/** Long names that may be typed: the command's own, and those of the program. */
function optionNames(command: Command): string[] {
  return [...command.createHelp().visibleOptions(command), ...globalOptions(command)].flatMap(({ long }) => long ?? []);
}
