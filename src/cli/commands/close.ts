import { availableParallelism } from 'node:os';
import { EXIT } from '../../diagnostics/exit-codes.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { Format } from '../../run/output/formats.js';
import { formatsOption, outOption } from '../bundle-options.js';
import { type NplCommand, NplOption } from '../command.js';
import {
  addControlOptions,
  addLedgerOptions,
  addOutputOptions,
  bookOption,
  type OutputValues,
  type ReadingValues,
  reasonOption,
  timingsOption,
  waitOption,
} from '../options.js';
import { addRegisterOptions, REGISTER_OPTIONS, type RegisterValues } from '../register-options.js';
import type { Session } from '../session.js';

type Values = ReadingValues &
  OutputValues &
  RegisterValues & {
    book: string;
    supersede: boolean;
    reason?: string;
    wait: number;
    strict: boolean;
    failOnBreach: boolean;
    out?: string;
    formats: Format[];
  };

/** `npl close LEDGER… --book DIR`: reads, classifies, checks and publishes one month. */
export function addCloseCommand(program: NplCommand, session: Session): void {
  const command = program.command('close').takes('<ledger...>', 'monthEndLedgers');
  command.says('close');
  command
    .addOption(bookOption().makeOptionMandatory())
    .addOption(new NplOption('--supersede', 'supersedeMonth').default(false))
    .addOption(reasonOption('reasonRestated'))
    .addOption(waitOption())
    .addOption(outOption('outWhenClosed'))
    .addOption(formatsOption());
  addRegisterOptions(command);
  addOutputOptions(addControlOptions(addLedgerOptions(command))).addOption(timingsOption());
  command.action(async (ledgers: string[], values: Values) => {
    const { startThreads } = await import('../../run/reading/start-threads.js');
    const pool = startThreads(ledgers, values.threads, availableParallelism());
    const { runClose } = await import('../../run/book/close.js');
    const { outputOptions, readingOptions } = await import('../resolve.js');
    const carried = Object.fromEntries(REGISTER_OPTIONS.map((name) => [name, values[name]]));
    const options = { ...values, carried, ledgers };
    await session.run(async (lang, io) => {
      let asOf: DayNumber | undefined;
      const closed = (month: DayNumber) => {
        asOf = month;
      };
      const exit = await runClose({ ...options, closed, ...readingOptions(values), ...outputOptions(values, lang) }, io, pool);
      const { book, out, formats, unit, mask } = values;
      if (out === undefined || asOf === undefined) return exit;
      const { runPublish } = await import('../../run/bundle/publish.js');
      const published = await runPublish({ book, asOf, out, formats, unit, mask, lang }, io);
      return exit === EXIT.done ? published : exit;
    });
  });
}
