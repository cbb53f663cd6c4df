import { EXIT } from './exit-codes.js';
import { type Wording, wording } from './wording.js';

/** What can be said about a command line. `{command}` is `npl report`; `{near}` is "did you mean …? ", or blank. */
export const USAGE_CODES = {
  E_USAGE: usage('{reason}', '{reason}', '{advice}', '{advice}'),
  E_COMMAND_UNKNOWN: usage(
    '{command} has no command "{word}"',
    '{command} 没有命令“{word}”',
    '{near}{command} --help lists them',
    '{near}{command} --help 列出全部命令',
  ),
  E_TOPIC_UNKNOWN: usage('no command or topic is named "{word}"', '没有名为“{word}”的命令或专题', '{near}', '{near}'),
  E_OPTION_UNKNOWN: usage(
    '{command} has no option {option}',
    '{command} 没有选项 {option}',
    '{near}{command} --help lists them',
    '{near}{command} --help 列出全部选项',
  ),
  E_OPTION_VALUE_MISSING: usage('{option} needs a value: {flags}', '{option} 须填值：{flags}', '{means}', '{means}'),
  E_OPTION_MISSING: usage('{command} needs {flags}', '{command} 须填 {flags}', '{means}', '{means}'),
  E_VALUE_UNFIT: usage('{taker} does not take "{value}"', '{taker} 不能填“{value}”', '{near}{says}', '{near}{says}'),
  E_ARGUMENT_MISSING: usage('{command} needs <{argument}>: {means}', '{command} 须填 <{argument}>：{means}', '{usage}', '{usage}'),
  E_ARGUMENTS_MANY: usage(
    'too many arguments for {command}: {count} in place of {expected}; "{excess}" is the first too many',
    '{command} 参数过多：应为 {expected} 个，实有 {count} 个；自“{excess}”起多余',
    'quote a name that has a space in it; usage: {usage}',
    '名称含空格时须加引号；用法：{usage}',
  ),
} as const satisfies Record<string, Wording>;

function usage(en: string, zh: string, hintEn: string, hintZh: string): Wording {
  return wording(EXIT.usage, en, zh, hintEn, hintZh);
}
