import { availableParallelism } from 'node:os';
import { type Command, Option } from 'commander';
import { EXIT } from '../../diagnostics/exit-codes.js';
import type { DayNumber } from '../../model/civil-date.js';
import type { Format } from '../../run/output/formats.js';
import { formatsOption, outOption } from '../bundle-options.js';
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
export function addCloseCommand(program: Command, session: Session): void {
  const command = program.command('close').argument('<ledger...>', 'ledgers of one month-end; - is standard input');
  command.description('close a month: its loans, classes and figures become part of the book');
  command
    .addOption(bookOption().makeOptionMandatory())
    .addOption(new Option('--supersede', 'restate a month that is closed; the old version is kept').default(false))
    .addOption(reasonOption('why it is restated'))
    .addOption(waitOption())
    .addOption(outOption('; when the month is closed'))
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
