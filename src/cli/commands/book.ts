import { type Command, Option } from 'commander';
import type { Basis } from '../../model/portfolio.js';
import { basisOption, langOption, policyOption, reasonOption, waitOption } from '../options.js';
import type { Session } from '../session.js';

type InitValues = { policy?: string; institution?: string; currency?: string; basis?: Basis; config?: string; wait: number };

/** `npl book init|set`. */
export function addBookCommand(program: Command, session: Session): void {
  const book = program.command('book').description('the book of closed months: make one, change how it is kept');
  const init = book.command('init').argument('<dir>', 'a new or empty folder').description('make a book');
  init
    .addOption(policyOption())
    .addOption(basisOption())
    .addOption(new Option('--institution <name>', 'whose book it is'))
    .addOption(new Option('--currency <code>', 'CNY without'))
    .addOption(new Option('--config <file>', 'YAML: institution, currency, basis, policy, thresholds'))
    .addOption(waitOption())
    .addOption(langOption());
  init.action(async (dir: string, { config, ...values }: InitValues) => {
    const { runInit } = await import('../../run/book/init-book.js');
    await session.run((_, io) => runInit({ ...values, book: dir, ...(config === undefined ? {} : { configFile: config }) }, io));
  });

  const set = book.command('set').argument('<dir>', 'the book').description('change how a book is kept from now on');
  set
    .addOption(
      new Option(
        '--config <file>',
        'YAML as for init: what it names takes the place of what was (thresholds as a whole), the rest stays',
      ).makeOptionMandatory(),
    )
    .addOption(reasonOption('why it changes'))
    .addOption(waitOption())
    .addOption(langOption());
  set.action(async (dir: string, { config, ...values }: { config: string; reason?: string; wait: number }) => {
    const { runSet } = await import('../../run/book/set-book.js');
    await session.run((_, io) => runSet({ ...values, book: dir, configFile: config }, io));
  });
}
