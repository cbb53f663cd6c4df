import type { Lang } from '../../report/document.js';

/** What the man page says besides what --help says. Names of settings and of examples stand in the page itself. */
interface ManWords {
  readonly manual: string;
  readonly heading: Readonly<
    Record<'name' | 'synopsis' | 'description' | 'commands' | 'options' | 'topics' | 'exitStatus' | 'environment' | 'examples', string>
  >;
  readonly synopsis: Readonly<Record<'command' | 'options' | 'file' | 'topic', string>>;
  readonly description: string;
  /** {topics} are listed. */
  readonly topics: string;
  /** Behind what an option says: what holds where it is left out, and the commands that take it. */
  readonly without: string;
  readonly of: string;
  readonly stop: string;
  readonly environment: Readonly<Record<'settings' | 'pager' | 'color' | 'columns', string>>;
  readonly example: Readonly<Record<'inspect' | 'lock' | 'demo', string>>;
}

export const MAN_WORDS: Readonly<Record<Lang, ManWords>> = {
  en: {
    manual: 'User Commands',
    heading: {
      name: 'NAME',
      synopsis: 'SYNOPSIS',
      description: 'DESCRIPTION',
      commands: 'COMMANDS',
      options: 'OPTIONS',
      topics: 'TOPICS',
      exitStatus: 'EXIT STATUS',
      environment: 'ENVIRONMENT',
      examples: 'EXAMPLES',
    },
    synopsis: { command: 'command', options: 'options', file: 'file', topic: 'topic' },
    description:
      'Loan ledgers go in as CSV; five-level classification, the locked base with old and new segments, and NPL balance, ratio, provision and write-off reports come out. Standard output is the report; standard error is everything else.',
    topics: 'explains {topics}.',
    without: ' (without: {value})',
    of: ' Of: {commands}.',
    stop: '.',
    environment: {
      settings: 'what the option of this name would say; an option that is typed goes before, npl.config.yaml comes after',
      pager: 'shows a report page by page on a terminal; less without, none where blank. LESS is FRX unless it is set',
      color: 'no colour; colour though standard output is no terminal. --color goes before both',
      columns: 'how wide a report or help in a pipe is; 80 without',
    },
    example: {
      inspect: 'What is in a ledger, and its report:',
      lock: 'Lock the base, and measure against it a year later:',
      demo: 'A bundled case to try all this on:',
    },
  },
  zh: {
    manual: '用户命令',
    heading: {
      name: '名称',
      synopsis: '概要',
      description: '描述',
      commands: '命令',
      options: '选项',
      topics: '专题',
      exitStatus: '退出码',
      environment: '环境变量',
      examples: '示例',
    },
    synopsis: { command: '命令', options: '选项', file: '文件', topic: '专题' },
    description:
      '读取 CSV 格式的贷款台账，输出五级分类、锁定基数（存量与新增），以及不良余额、不良率、减值准备和核销等报告。标准输出只有报告；其余均在标准错误。',
    topics: '说明 {topics}。',
    without: '（默认：{value}）',
    of: '用于：{commands}。',
    stop: '。',
    environment: {
      settings: '与同名选项相同；命令行中的选项优先，npl.config.yaml 居后',
      pager: '在终端上分页显示报告；未设时为 less，为空则不分页。未另设时 LESS 为 FRX',
      color: '不着色；标准输出不是终端时也着色。--color 优先于两者',
      columns: '管道中报告和帮助的宽度；未设时为 80',
    },
    example: {
      inspect: '查看台账内容及其报告：',
      lock: '锁定基数，一年后据以计量：',
      demo: '用自带案例试用以上各项：',
    },
  },
};
