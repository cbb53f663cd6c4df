import { UserError } from '../../diagnostics/diagnostic.js';
import type { Cents } from '../../model/money.js';
import { stated } from '../../model/stated.js';
import { type NplCommand, NplOption } from '../command.js';
import {
  addHistoryOptions,
  addLedgerOptions,
  addPolicyOptions,
  bookOption,
  type HistoryValues,
  offBookTargetOption,
  type PolicyValues,
  type ReadingValues,
  reasonOption,
  waitOption,
} from '../options.js';
import { refuseWithBook } from '../refuse-with-book.js';
import { type RegisterValues, registerOption } from '../register-options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  PolicyValues &
  HistoryValues &
  RegisterValues<'adjustments'> & {
    output?: string;
    book?: string;
    supersede?: string | true;
    reason?: string;
    offBookTarget?: Cents;
    wait: number;
  };

/** `npl lock LEDGER… -o base.lock.json`, `npl lock --book DIR --as-of DATE`: freezes the base. */
export function addLockCommand(program: NplCommand, session: Session): void {
  const command = program.command('lock').takes('[ledger...]', 'ledgersToLock');
  command.says('lock');
  command
    .addOption(new NplOption('-o, --output <file>', 'outputLock'))
    .addOption(bookOption())
    .addOption(new NplOption('--supersede [lock]', 'supersedeLock'))
    .addOption(reasonOption('reasonLocked'))
    .addOption(registerOption('adjustments'))
    .addOption(offBookTargetOption())
    .addOption(waitOption());
  addHistoryOptions(addPolicyOptions(addLedgerOptions(command)));
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    if (values.adjustments.length > 0 && values.supersede === undefined)
      throw usage(
        '--adjustments are of a base that is restated: give --supersede too',
        '--adjustments 用于重述基数，须同时给出 --supersede',
      );
    if (values.book !== undefined) return lockMonth(values.book, ledgers, values, session, called);
    const { output, supersede, book: _, ...others } = values;
    if (output === undefined || ledgers.length === 0 || supersede === true)
      throw usage(
        'npl lock LEDGER… -o FILE, or npl lock --book DIR --as-of DATE',
        'npl lock 台账… -o 文件，或 npl lock --book 文件夹 --as-of 日期',
      );
    const { runLock } = await import('../../run/lock.js');
    const { readingOptions } = await import('../resolve.js');
    const options = { ...others, output, ...(supersede === undefined ? {} : { supersede }), ledgers };
    await session.run((_, io) => runLock({ ...options, ...readingOptions(values) }, io));
  });
}

/** What a closed month holds is locked as it is: an option that reads or classifies would change nothing about it. Errors: E_USAGE. */
async function lockMonth(book: string, ledgers: readonly string[], values: Values, session: Session, called: NplCommand): Promise<void> {
  const { asOf, supersede, reason, wait, output, adjustments, offBookTarget } = values;
  if (asOf === undefined || ledgers.length > 0 || output !== undefined || typeof supersede === 'string')
    throw usage('a month of a book is locked with --book DIR --as-of DATE alone', '锁定台账簿月份只用 --book 文件夹 --as-of 日期');
  const own = new Set(['book', 'asOf', 'supersede', 'reason', 'adjustments', 'offBookTarget', 'wait', 'lang']);
  refuseWithBook(
    called,
    called.options.map((option) => option.attributeName()).filter((name) => !own.has(name)),
  );
  const { runLockMonth } = await import('../../run/book/lock-month.js');
  const options = { book, asOf, supersede: supersede === true, adjustments, wait, ...stated({ reason, offBookTarget }) };
  await session.run((_, io) => runLockMonth(options, io));
}

function usage(en: string, zh: string): UserError {
  return new UserError({ code: 'E_USAGE', params: { reason: { en, zh } } });
}
