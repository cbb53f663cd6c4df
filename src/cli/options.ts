import { Command, InvalidArgumentError, Option } from 'commander';
import { type DayNumber, parseIsoDate } from '../model/civil-date.js';
import { didYouMean } from '../model/did-you-mean.js';
import { LISTED_AHEAD_DAYS } from '../model/limitation.js';
import { DIMENSIONS, type Dimension } from '../model/loan-fields.js';
import type { Cents } from '../model/money.js';
import { BASES, type Basis } from '../model/portfolio.js';
import type { StatedSetting } from '../model/stated-setting.js';
import { RENEWAL_DAYS } from '../model/suspected-renewal.js';
import { LANGS, type Lang, MONEY_UNITS, type MoneyUnit } from '../report/document.js';
import { FORMATS, type Format } from '../run/output/formats.js';
import { MOST_THREADS } from '../run/reading/most-threads.js';
import { addRegisterOptions, type RegisterValues, readPaths, registerOption } from './register-options.js';

/**
 * Every option once: its name, its meaning and how its text is read. A command takes the groups it needs, so that an
 * option means the same thing everywhere.
 */

/** Reads an option's text, and says what may be written there: completion offers it. */
export interface ChoiceReader<T> {
  (text: string): T;
  readonly choices: readonly string[];
  /** Several may be written, with a comma between them. */
  readonly isList?: boolean;
}

/** Reads one of a closed list, and names the nearest when it is none of them. */
export function oneOf<T extends string>(choices: readonly T[]): ChoiceReader<T> {
  const read = (text: string) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    const near = didYouMean(text, choices);
    throw new InvalidArgumentError(`${near === undefined ? '' : `Did you mean "${near}"? `}Allowed: ${choices.join(', ')}.`);
  };
  return Object.assign(read, { choices });
}

/** The same list for a reader that takes more than its words. */
export function offering<T>(read: (text: string) => T, choices: readonly string[], isList = false): ChoiceReader<T> {
  return Object.assign(read, { choices, isList });
}

function readDay(text: string): DayNumber {
  const day = parseIsoDate(text);
  if (day === undefined) throw new InvalidArgumentError('Write a day of the calendar as YYYY-MM-DD.');
  return day;
}

export function readWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Write a whole number.');
  return Number(text);
}

function readThreads(text: string): number {
  const threads = readWhole(text);
  if (threads < 1 || threads > MOST_THREADS) throw new InvalidArgumentError(`Write a number from 1 to ${MOST_THREADS}.`);
  return threads;
}

/** An amount in yuan as cents; no thousands separators, so that nothing depends on a shell's quoting. */
function readYuan(text: string): Cents {
  const match = /^(\d{1,18})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null) throw new InvalidArgumentError('Write an amount in yuan, such as 6407624844.42.');
  return BigInt((match[1] as string) + (match[2] ?? '').padEnd(2, '0'));
}

function readLimit(text: string): { rows?: number; percent?: number } {
  if (/^\d{1,9}$/.test(text)) return { rows: Number(text) };
  const percent = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(text);
  if (percent === null || Number(percent[1]) > 100) throw new InvalidArgumentError('Write a number of rows, or a percentage such as 0.1%.');
  return { percent: Number(percent[1]) };
}

function readWhere(text: string, earlier: readonly { column: string; value: string }[]): { column: string; value: string }[] {
  const at = text.indexOf('=');
  if (at < 1) throw new InvalidArgumentError('Write COLUMN=VALUE.');
  return [...earlier, { column: text.slice(0, at), value: text.slice(at + 1) }];
}

function readDimensions(text: string): Dimension[] {
  const dimensions = text.split(',').map(oneOf(DIMENSIONS));
  if (dimensions.length > 2 || new Set(dimensions).size < dimensions.length)
    throw new InvalidArgumentError('Name one or two different dimensions.');
  return dimensions;
}

const DELIMITERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ',': ',', ';': ';', '\t': '\t', tab: '\t', comma: ',', semicolon: ';', '\\t': '\t' }),
);

function readDelimiter(text: string): string {
  const delimiter = DELIMITERS.get(text);
  if (delimiter === undefined) throw new InvalidArgumentError('Allowed: comma, tab, semicolon.');
  return delimiter;
}

const ENCODING_NAMES = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
const ENCODING_ALIASES: ReadonlyMap<string, (typeof ENCODING_NAMES)[number]> = new Map(
  Object.entries({
    utf8: 'utf-8',
    gbk: 'gb18030',
    gb2312: 'gb18030',
    utf16le: 'utf-16le',
    utf16be: 'utf-16be',
    cp936: 'gb18030',
  } as const),
);

function readEncoding(text: string): (typeof ENCODING_NAMES)[number] {
  const name = text.toLowerCase();
  return ENCODING_ALIASES.get(name) ?? oneOf(ENCODING_NAMES)(name);
}

/** Options as commander hands them over: the names are the long options in camel case. */
export interface ReadingValues {
  asOf?: DayNumber;
  map?: string;
  where: { column: string; value: string }[];
  encoding?: (typeof ENCODING_NAMES)[number];
  delimiter?: string;
  skipLines: number;
  excelDates?: 1900 | 1904;
  allowNegative: boolean;
  allowEmpty?: boolean;
  threads?: number;
  maxRejects?: { rows?: number; percent?: number };
  rejects?: string;
}

const EPOCHS = ['1900', '1904'] as const;

/** How a file is read, whatever it is read for. */
export function addFileOptions(command: Command): Command {
  return command
    .addOption(new Option('--map <file>', 'YAML that says what header names cannot (see the README)'))
    .addOption(new Option('--where <column=value>', 'only rows with this value; repeats').argParser(readWhere).default([], 'all rows'))
    .addOption(
      new Option('--encoding <name>', 'utf-8, gb18030, utf-16le, utf-16be; found by itself without').argParser(
        offering(readEncoding, ENCODING_NAMES),
      ),
    )
    .addOption(
      new Option('--delimiter <name>', 'comma, tab or semicolon; found by itself without').argParser(
        offering(readDelimiter, ['comma', 'tab', 'semicolon']),
      ),
    )
    .addOption(new Option('--skip-lines <n>', 'title lines before the header').argParser(readWhole).default(0))
    .addOption(
      new Option('--excel-dates <epoch>', 'read spreadsheet serials as dates: 1900 or 1904').argParser(
        offering((text) => Number(oneOf(EPOCHS)(text)), EPOCHS),
      ),
    )
    .addOption(new Option('--allow-negative', 'accept negative balances and show them apart').default(false))
    .addOption(new Option('--rejects <file>', 'write every bad row and what is wrong with it, as CSV'));
}

/** How a ledger of one date is read, every row of it. */
export function addLedgerOptions(command: Command): Command {
  return addRowOptions(
    addFileOptions(command).addOption(asOfOption('data date, YYYY-MM-DD; picks its rows where the ledger holds several')),
  );
}

function addRowOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--threads <n>', `threads that read, 1 to ${MOST_THREADS}; by size and processors without`).argParser(readThreads),
    )
    .addOption(new Option('--allow-empty', 'accept a ledger or register that is a header without rows').default(false));
}

/** How a ledger is read, bad rows tolerated. */
export function addReadingOptions(command: Command): Command {
  return addLedgerOptions(command).addOption(maxRejectsOption());
}

/** The same for ledgers of several dates. */
function addDatelessReadingOptions(command: Command): Command {
  return addRowOptions(addFileOptions(command)).addOption(maxRejectsOption());
}

function maxRejectsOption(): Option {
  return new Option('--max-rejects <n|p%>', 'go on without so many bad rows (exit 3)').argParser(readLimit);
}

export interface PolicyValues extends RegisterValues<'overrides'> {
  /** Settings that were not typed and change a figure. */
  settings?: readonly StatedSetting[];
  policy?: string;
  basis: Basis;
}

/** How loans are classified. */
export function addPolicyOptions(command: Command): Command {
  return command.addOption(policyOption()).addOption(basisOption().default('stricter')).addOption(registerOption('overrides'));
}

export function policyOption(): Option {
  return new Option('--policy <name|file>', 'classification policy: a preset (npl policy list; cn-2023 without) or a YAML file');
}

export function basisOption(): Option {
  return new Option('--basis <basis>', 'stricter, declared or computed class').argParser(oneOf(BASES));
}

/** `why`: what the reason is given for. */
export function reasonOption(why: string): Option {
  return new Option('--reason <text>', why);
}

/** Registers of what happened. */
const HAPPENED = ['events', 'writeOffs', 'recoveries', 'disposals', 'idMap'] as const;

export interface HistoryValues extends RegisterValues<(typeof HAPPENED)[number]> {
  since: string[];
  base: string[];
}

/** What a ledger is measured against. */
export function addHistoryOptions(command: Command): Command {
  return addBaseOptions(
    command.addOption(
      new Option('--since <ledger>', 'earlier ledger to measure change against; repeats').argParser(readPaths).default([], 'none'),
    ),
  );
}

function addBaseOptions(command: Command): Command {
  const base = new Option('--base <lock>', 'base lock; repeats, the earliest is the base').argParser(readPaths).default([], 'none');
  return addRegisterOptions(command.addOption(base), HAPPENED);
}

export function byOption(): Option {
  return new Option('--by <dimension[,dimension]>', `split by one or two of: ${DIMENSIONS.join(', ')}`)
    .argParser(offering(readDimensions, DIMENSIONS, true))
    .default([], 'no split');
}

export function addReportOptions(command: Command): Command {
  return addControlOptions(command.addOption(byOption()).addOption(renewalDaysOption()).addOption(loansTotalOption()));
}

export interface EligibilityValues extends RegisterValues<'evidence'> {
  eligibility?: string;
}

/** When a loan is to be written off. */
export function addEligibilityOptions(command: Command): Command {
  return command
    .addOption(new Option('--eligibility <name|file>', 'when a loan is to be written off: a table (cn-2017 without) or a YAML file'))
    .addOption(registerOption('evidence'));
}

export interface LitigationValues extends RegisterValues<'litigation'> {
  limitation?: string;
  within: number;
}

/** Where cases stand, and how long there is. */
export function addLitigationOptions(command: Command): Command {
  return command
    .addOption(registerOption('litigation'))
    .addOption(new Option('--limitation <name|file>', 'how long periods run: a table (cn-civil without) or a YAML file'))
    .addOption(new Option('--within <n>', 'list what runs out in so many days').argParser(readWhole).default(LISTED_AHEAD_DAYS));
}

export interface ResponsibilityValues extends RegisterValues<'responsibility'> {
  determineWithin?: number;
}

/** Who answers, and until when that is to be settled. */
export function addResponsibilityOptions(command: Command): Command {
  return command
    .addOption(registerOption('responsibility'))
    .addOption(
      new Option(
        '--determine-within <days>',
        'days from formation until which it is to be settled who answers; not assessed without',
      ).argParser(readWhole),
    );
}

export function loansTotalOption(): Option {
  return new Option('--loans-total <yuan>', 'all loans of the institution, for a ledger of NPLs alone').argParser(readYuan);
}

export function offBookTargetOption(): Option {
  return new Option('--off-book-target <yuan>', 'principal to be collected on the claims written off by the lock date').argParser(readYuan);
}

export function strictOption(): Option {
  return new Option('--strict', 'exit 1 on any warning, breach or unexplained amount').default(false);
}

/** What makes a run end in exit 1. */
export function addControlOptions(command: Command): Command {
  return command
    .addOption(strictOption())
    .addOption(new Option('--fail-on-breach', 'exit 1 when events do not explain the locked stock').default(false));
}

export interface PeriodValues extends Omit<ReadingValues, 'asOf'>, PolicyValues, Omit<HistoryValues, 'since'>, OutputValues {
  book?: string;
  from?: DayNumber;
  to?: DayNumber;
  renewalDays: number;
  strict: boolean;
  failOnBreach: boolean;
}

/** What every command over several months takes. */
export function addPeriodOptions(command: Command): Command {
  command
    .addOption(bookOption())
    .addOption(new Option('--from <date>', 'first date, of a ledger that holds several or of a book').argParser(readDay))
    .addOption(new Option('--to <date>', 'last date, of a ledger that holds several or of a book').argParser(readDay));
  addControlOptions(addLedgerOnlyOptions(command)).addOption(renewalDaysOption());
  return addOutputOptions(command).addOption(timingsOption());
}

/** How ledgers are read, classified and measured; a book has all this of its own. */
function addLedgerOnlyOptions(command: Command): Command {
  return addBaseOptions(addPolicyOptions(addDatelessReadingOptions(command)));
}

/** Names, as commander gives their values, of the options over several months that have no meaning with a book. */
export function ledgerOptionNames(): string[] {
  return addLedgerOnlyOptions(new Command()).options.map((option) => option.attributeName());
}

export function renewalDaysOption(): Option {
  return new Option('--renewal-days <n>', 'days between an NPL paid off and a similar new loan that make it a suspected renewal')
    .argParser(readWhole)
    .default(RENEWAL_DAYS);
}

/** Lists are cut at so many rows; what is left out is counted and summed. */
export function limitOption(): Option {
  return new Option('--limit <n>', 'rows of a list').argParser(readWhole).default(20);
}

export interface OutputValues {
  format?: Format;
  output?: string;
  unit: MoneyUnit;
  color: 'auto' | 'always' | 'never';
  mask: boolean;
}

/** How a result leaves the program. */
export function addOutputOptions(command: Command): Command {
  return command
    .addOption(new Option('-O, --format <format>', `${FORMATS.join(', ')}; follows the file's extension without`).argParser(oneOf(FORMATS)))
    .addOption(new Option('-o, --output <file>', 'write to a file, all or nothing'))
    .addOption(unitOption())
    .addOption(maskOption())
    .addOption(new Option('--no-pager', 'on a terminal: not page by page'))
    .addOption(colorOption());
}

export function unitOption(): Option {
  return new Option('--unit <unit>', 'yuan, wan (万元) or yi (亿元)').argParser(oneOf(MONEY_UNITS)).default('yuan');
}

export function maskOption(): Option {
  return new Option('--mask', 'names and ids of people and borrowers as P1, P2 …; loan ids stay').default(false);
}

/** `means`: of what it is the date. */
export function asOfOption(means: string): Option {
  return new Option('--as-of <date>', means).argParser(readDay);
}

export function colorOption(): Option {
  return new Option('--color <when>', 'auto, always or never').argParser(oneOf(['auto', 'always', 'never'])).default('auto');
}

export function bookOption(): Option {
  return new Option('--book <dir>', 'the book of closed months');
}

export function waitOption(): Option {
  return new Option('--wait <seconds>', 'wait so long while another run writes in the book').argParser(readWhole).default(0);
}

export function timingsOption(): Option {
  return new Option('--timings', 'say on standard error where the time went').default(false);
}

export function langOption(): Option {
  return new Option('--lang <lang>', 'zh or en').argParser(oneOf(LANGS)).default('en' satisfies Lang);
}
