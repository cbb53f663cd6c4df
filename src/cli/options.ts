import type { Bilingual } from '../diagnostics/catalogue.js';
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
import { type ChoiceReader, NplCommand, NplOption, UnfitValue } from './command.js';
import { addRegisterOptions, type RegisterValues, readPaths, registerOption } from './register-options.js';
import type { OptionWord } from './words/command-words.js';

/**
 * Every option once: its name, its meaning and how its text is read. A command takes the groups it needs, so that an
 * option means the same thing everywhere.
 */

/** Reads one of a closed list, and names the nearest when it is none of them. */
export function oneOf<T extends string>(choices: readonly T[]): ChoiceReader<T> {
  const read = (text: string) => {
    const found = choices.find((choice) => choice === text);
    if (found !== undefined) return found;
    throw new UnfitValue(allowed(choices), didYouMean(text, choices));
  };
  return Object.assign(read, { choices });
}

function allowed(choices: readonly string[]): Bilingual {
  return { en: `allowed: ${choices.join(', ')}`, zh: `可填：${choices.join('、')}` };
}

/** The same list for a reader that takes more than its words. */
export function offering<T>(read: (text: string) => T, choices: readonly string[], isList = false): ChoiceReader<T> {
  return Object.assign(read, { choices, isList });
}

function readDay(text: string): DayNumber {
  const day = parseIsoDate(text);
  if (day === undefined) throw new UnfitValue({ en: 'write a day of the calendar as YYYY-MM-DD', zh: '请按 YYYY-MM-DD 填写日历上的日期' });
  return day;
}

export function readWhole(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new UnfitValue({ en: 'write a whole number', zh: '请填写整数' });
  return Number(text);
}

function readThreads(text: string): number {
  const threads = readWhole(text);
  if (threads < 1 || threads > MOST_THREADS)
    throw new UnfitValue({ en: `write a number from 1 to ${MOST_THREADS}`, zh: `请填写 1 至 ${MOST_THREADS} 之间的整数` });
  return threads;
}

/** An amount in yuan as cents; no thousands separators, so that nothing depends on a shell's quoting. */
function readYuan(text: string): Cents {
  const match = /^(\d{1,18})(?:\.(\d{1,2}))?$/.exec(text);
  if (match === null)
    throw new UnfitValue({ en: 'write an amount in yuan, such as 6407624844.42', zh: '请以元填写金额，如 6407624844.42' });
  return BigInt((match[1] as string) + (match[2] ?? '').padEnd(2, '0'));
}

function readLimit(text: string): { rows?: number; percent?: number } {
  if (/^\d{1,9}$/.test(text)) return { rows: Number(text) };
  const percent = /^(\d{1,3}(?:\.\d{1,4})?)%$/.exec(text);
  if (percent === null || Number(percent[1]) > 100)
    throw new UnfitValue({ en: 'write a number of rows, or a percentage such as 0.1%', zh: '请填写行数，或百分比，如 0.1%' });
  return { percent: Number(percent[1]) };
}

function readWhere(text: string, earlier: readonly { column: string; value: string }[]): { column: string; value: string }[] {
  const at = text.indexOf('=');
  if (at < 1) throw new UnfitValue({ en: 'write COLUMN=VALUE', zh: '请写作 列=值' });
  return [...earlier, { column: text.slice(0, at), value: text.slice(at + 1) }];
}

function readDimensions(text: string): Dimension[] {
  const dimensions = text.split(',').map(oneOf(DIMENSIONS));
  if (dimensions.length > 2 || new Set(dimensions).size < dimensions.length)
    throw new UnfitValue({ en: 'name one or two different dimensions', zh: '请填写一项或两项不同的维度' });
  return dimensions;
}

const DELIMITERS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ',': ',', ';': ';', '\t': '\t', tab: '\t', comma: ',', semicolon: ';', '\\t': '\t' }),
);

const DELIMITER_NAMES = ['comma', 'tab', 'semicolon'];

function readDelimiter(text: string): string {
  const delimiter = DELIMITERS.get(text);
  if (delimiter === undefined) throw new UnfitValue(allowed(DELIMITER_NAMES));
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
export function addFileOptions(command: NplCommand): NplCommand {
  return command
    .addOption(new NplOption('--map <file>', 'map'))
    .addOption(new NplOption('--where <column=value>', 'where').argParser(readWhere).without([], 'allRows'))
    .addOption(new NplOption('--encoding <name>', 'encoding').argParser(offering(readEncoding, ENCODING_NAMES)))
    .addOption(new NplOption('--delimiter <name>', 'delimiter').argParser(offering(readDelimiter, DELIMITER_NAMES)))
    .addOption(new NplOption('--skip-lines <n>', 'skipLines').argParser(readWhole).default(0))
    .addOption(new NplOption('--excel-dates <epoch>', 'excelDates').argParser(offering((text) => Number(oneOf(EPOCHS)(text)), EPOCHS)))
    .addOption(new NplOption('--allow-negative', 'allowNegative').default(false))
    .addOption(new NplOption('--rejects <file>', 'rejects'));
}

/** How a ledger of one date is read, every row of it. */
export function addLedgerOptions(command: NplCommand): NplCommand {
  return addRowOptions(addFileOptions(command).addOption(asOfOption('asOf')));
}

function addRowOptions(command: NplCommand): NplCommand {
  return command
    .addOption(new NplOption('--threads <n>', 'threads', { most: MOST_THREADS }).argParser(readThreads))
    .addOption(new NplOption('--allow-empty', 'allowEmpty').default(false));
}

/** How a ledger is read, bad rows tolerated. */
export function addReadingOptions(command: NplCommand): NplCommand {
  return addLedgerOptions(command).addOption(maxRejectsOption());
}

/** The same for ledgers of several dates. */
function addDatelessReadingOptions(command: NplCommand): NplCommand {
  return addRowOptions(addFileOptions(command)).addOption(maxRejectsOption());
}

function maxRejectsOption(): NplOption {
  return new NplOption('--max-rejects <n|p%>', 'maxRejects').argParser(readLimit);
}

export interface PolicyValues extends RegisterValues<'overrides'> {
  /** Settings that were not typed and change a figure. */
  settings?: readonly StatedSetting[];
  policy?: string;
  basis: Basis;
}

/** How loans are classified. */
export function addPolicyOptions(command: NplCommand): NplCommand {
  return command.addOption(policyOption()).addOption(basisOption().default('stricter')).addOption(registerOption('overrides'));
}

export function policyOption(): NplOption {
  return new NplOption('--policy <name|file>', 'policy');
}

export function basisOption(): NplOption {
  return new NplOption('--basis <basis>', 'basis').argParser(oneOf(BASES));
}

/** `why`: what the reason is given for. */
export function reasonOption(why: OptionWord & `reason${string}`): NplOption {
  return new NplOption('--reason <text>', why);
}

/** Registers of what happened. */
const HAPPENED = ['events', 'writeOffs', 'recoveries', 'disposals', 'idMap'] as const;

export interface HistoryValues extends RegisterValues<(typeof HAPPENED)[number]> {
  since: string[];
  base: string[];
}

/** What a ledger is measured against. */
export function addHistoryOptions(command: NplCommand): NplCommand {
  return addBaseOptions(command.addOption(new NplOption('--since <ledger>', 'since').argParser(readPaths).without([], 'none')));
}

function addBaseOptions(command: NplCommand): NplCommand {
  const base = new NplOption('--base <lock>', 'base').argParser(readPaths).without([], 'none');
  return addRegisterOptions(command.addOption(base), HAPPENED);
}

export function byOption(): NplOption {
  return new NplOption('--by <dimension[,dimension]>', 'by').argParser(offering(readDimensions, DIMENSIONS, true)).without([], 'noSplit');
}

export function addReportOptions(command: NplCommand): NplCommand {
  return addControlOptions(command.addOption(byOption()).addOption(renewalDaysOption()).addOption(loansTotalOption()));
}

export interface EligibilityValues extends RegisterValues<'evidence'> {
  eligibility?: string;
}

/** When a loan is to be written off. */
export function addEligibilityOptions(command: NplCommand): NplCommand {
  return command.addOption(new NplOption('--eligibility <name|file>', 'eligibility')).addOption(registerOption('evidence'));
}

export interface LitigationValues extends RegisterValues<'litigation'> {
  limitation?: string;
  within: number;
}

/** Where cases stand, and how long there is. */
export function addLitigationOptions(command: NplCommand): NplCommand {
  return command
    .addOption(registerOption('litigation'))
    .addOption(new NplOption('--limitation <name|file>', 'limitation'))
    .addOption(new NplOption('--within <n>', 'within').argParser(readWhole).default(LISTED_AHEAD_DAYS));
}

export interface ResponsibilityValues extends RegisterValues<'responsibility'> {
  determineWithin?: number;
}

/** Who answers, and until when that is to be settled. */
export function addResponsibilityOptions(command: NplCommand): NplCommand {
  return command
    .addOption(registerOption('responsibility'))
    .addOption(new NplOption('--determine-within <days>', 'determineWithin').argParser(readWhole));
}

export function loansTotalOption(): NplOption {
  return new NplOption('--loans-total <yuan>', 'loansTotal').argParser(readYuan);
}

export function offBookTargetOption(): NplOption {
  return new NplOption('--off-book-target <yuan>', 'offBookTarget').argParser(readYuan);
}

export function strictOption(): NplOption {
  return new NplOption('--strict', 'strict').default(false);
}

/** What makes a run end in exit 1. */
export function addControlOptions(command: NplCommand): NplCommand {
  return command.addOption(strictOption()).addOption(new NplOption('--fail-on-breach', 'failOnBreach').default(false));
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
export function addPeriodOptions(command: NplCommand): NplCommand {
  command
    .addOption(bookOption())
    .addOption(new NplOption('--from <date>', 'from').argParser(readDay))
    .addOption(new NplOption('--to <date>', 'to').argParser(readDay));
  addControlOptions(addLedgerOnlyOptions(command)).addOption(renewalDaysOption());
  return addOutputOptions(command).addOption(timingsOption());
}

/** How ledgers are read, classified and measured; a book has all this of its own. */
function addLedgerOnlyOptions(command: NplCommand): NplCommand {
  return addBaseOptions(addPolicyOptions(addDatelessReadingOptions(command)));
}

/** Names, as commander gives their values, of the options over several months that have no meaning with a book. */
export function ledgerOptionNames(): string[] {
  return addLedgerOnlyOptions(new NplCommand()).options.map((option) => option.attributeName());
}

export function renewalDaysOption(): NplOption {
  return new NplOption('--renewal-days <n>', 'renewalDays').argParser(readWhole).default(RENEWAL_DAYS);
}

/** Lists are cut at so many rows; what is left out is counted and summed. */
export function limitOption(): NplOption {
  return new NplOption('--limit <n>', 'limit').argParser(readWhole).default(20);
}

export interface OutputValues {
  format?: Format;
  output?: string;
  unit: MoneyUnit;
  color: 'auto' | 'always' | 'never';
  mask: boolean;
}

/** How a result leaves the program. */
export function addOutputOptions(command: NplCommand): NplCommand {
  return command
    .addOption(new NplOption('-O, --format <format>', 'format').argParser(oneOf(FORMATS)))
    .addOption(new NplOption('-o, --output <file>', 'output'))
    .addOption(unitOption())
    .addOption(maskOption())
    .addOption(new NplOption('--no-pager', 'noPager'))
    .addOption(colorOption());
}

export function unitOption(): NplOption {
  return new NplOption('--unit <unit>', 'unit').argParser(oneOf(MONEY_UNITS)).default('yuan');
}

export function maskOption(): NplOption {
  return new NplOption('--mask', 'mask').default(false);
}

/** `means`: of what it is the date. */
export function asOfOption(means: OptionWord & `asOf${string}`): NplOption {
  return new NplOption('--as-of <date>', means).argParser(readDay);
}

export function colorOption(): NplOption {
  return new NplOption('--color <when>', 'color').argParser(oneOf(['auto', 'always', 'never'])).default('auto');
}

export function bookOption(): NplOption {
  return new NplOption('--book <dir>', 'book');
}

export function waitOption(): NplOption {
  return new NplOption('--wait <seconds>', 'wait').argParser(readWhole).default(0);
}

export function timingsOption(): NplOption {
  return new NplOption('--timings', 'timings').default(false);
}

export function langOption(): NplOption {
  return new NplOption('--lang <lang>', 'lang').argParser(oneOf(LANGS)).default('en' satisfies Lang);
}
