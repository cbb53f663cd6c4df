import type { Command } from 'commander';
import { UserError } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../model/did-you-mean.js';
import type { Lang } from '../report/document.js';
import type { PeriodRunOptions } from '../run/monitoring/run-period.js';
import type { OutputOptions } from '../run/output/deliver.js';
import { FORMAT_BY_EXTENSION, FORMATS, type Format } from '../run/output/formats.js';
import type { LedgerOptions } from '../run/reading/open-ledgers.js';
import type { RecoveryOptions } from '../run/recovery/run-recovery.js';
import { ledgerOptionNames, type OutputValues, type PeriodValues, type ReadingValues } from './options.js';
import { ledgerOnlyNames, type RecoveryValues } from './recovery-command.js';
import { refuseWithBook } from './refuse-with-book.js';
import { terminalWidth } from './screen-width.js';
import { colorLevel, isAsciiTerminal, writesOnScreen } from './terminal.js';

/** Options as typed to options as a journey takes them. */
export function readingOptions(values: ReadingValues): LedgerOptions {
  const { excelDates, ...rest } = values;
  return { ...rest, allowEmpty: rest.allowEmpty ?? false, ...(excelDates === undefined ? {} : { excelEpoch: excelDates }) };
}

/**
 * The options that every command over several months takes, of `command`. `forLedgers` are those of its own that have no
 * meaning with a book. Errors: E_USAGE.
 */
export function periodOptions(
  values: PeriodValues,
  lang: Lang,
  ledgers: readonly string[],
  command: Command,
  forLedgers: readonly string[] = [],
): PeriodRunOptions {
  const { from, to, strict, failOnBreach, policy, basis, overrides, base, book, renewalDays } = values;
  const { events, writeOffs, recoveries, disposals, idMap } = values;
  refuseBoth(book, ledgers);
  if (book !== undefined) refuseWithBook(command, [...ledgerOptionNames(), ...forLedgers]);
  return {
    ...readingOptions(values),
    ...outputOptions(values, lang),
    ...(policy === undefined ? {} : { policy }),
    ...(values.settings === undefined ? {} : { settings: values.settings }),
    ...(book === undefined ? {} : { book }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...{ basis, overrides, base, events, writeOffs, recoveries, disposals, idMap, strict, failOnBreach, renewalDays, ledgers },
  };
}

/**
 * The options that every report of recovery takes, of `command`. `forLedgers` are those of its own that have no meaning with a
 * book. Errors: E_USAGE.
 */
export function recoveryOptions(
  values: RecoveryValues,
  lang: Lang,
  ledgers: readonly string[],
  command: Command,
  forLedgers: readonly string[] = [],
): RecoveryOptions {
  refuseBoth(values.book, ledgers);
  if (values.book !== undefined) refuseWithBook(command, [...ledgerOnlyNames(), ...forLedgers]);
  return { ...values, ...readingOptions(values), ...outputOptions(values, lang), ledgers };
}

/** Months come from ledgers or from a book. Errors: E_USAGE. */
function refuseBoth(book: string | undefined, ledgers: readonly string[]): void {
  if ((book === undefined) !== (ledgers.length === 0)) return;
  throw usage('name ledgers, or a book with --book DIR', '请指定台账，或用 --book 指定台账簿', {
    en: 'one of the two',
    zh: '二者择一',
  });
}

export function outputOptions(values: OutputValues, lang: Lang): OutputOptions {
  const { output, unit, color, mask } = values;
  const format = formatOf(values.format, output);
  if (format === 'xlsx' && output === undefined && writesOnScreen()) {
    throw usage('a workbook is no text for a screen', '工作簿不是可显示在屏幕上的文本', {
      en: 'write it to a file with -o FILE.xlsx',
      zh: '请用 -o 文件.xlsx 写入文件',
    });
  }
  return {
    format,
    ...(output === undefined ? {} : { output }),
    lang,
    unit,
    mask,
    ...screenOptions(color, output !== undefined),
  };
}

/** How wide and how coloured the result may be. */
export function screenOptions(color: OutputValues['color'], toFile: boolean): Pick<OutputOptions, 'color' | 'width' | 'ascii'> {
  return { color: colorLevel(color, toFile), width: terminalWidth(toFile), ascii: isAsciiTerminal(toFile) };
}

/** The format asked for, or the one of the file's extension. Errors: E_USAGE when they differ or the extension is unknown. */
function formatOf(asked: Format | undefined, output: string | undefined): Format {
  const extension = output === undefined ? undefined : /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : FORMAT_BY_EXTENSION.get(extension);
  if (asked === undefined) {
    if (output === undefined) return 'table';
    if (byName !== undefined) return byName;
    const near = didYouMean(extension ?? '', FORMAT_BY_EXTENSION.keys());
    throw usage(
      `no format is known by the name of "${output}"`,
      `无法由文件名“${output}”判断格式`,
      near === undefined
        ? { en: `say it with -O: ${FORMATS.join(', ')}`, zh: `请用 -O 指明：${FORMATS.join(', ')}` }
        : { en: `did you mean .${near}? or say it with -O`, zh: `是否为 .${near}？或用 -O 指明` },
    );
  }
  const isText = asked === 'table' || asked === 'plain';
  if (byName !== undefined && byName !== asked && !(isText && byName === 'plain')) {
    throw usage(`-O ${asked} and the file name "${output}" disagree`, `-O ${asked} 与文件名“${output}”不一致`, {
      en: 'leave one of them out',
      zh: '请去掉其中一个',
    });
  }
  return asked;
}

function usage(en: string, zh: string, advice: { en: string; zh: string }): UserError {
  return new UserError({ code: 'E_USAGE', params: { reason: { en, zh }, advice } });
}
