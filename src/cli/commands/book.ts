import type { Basis } from '../../model/portfolio.js';
import { type NplCommand, NplOption } from '../command.js';
import { basisOption, policyOption, reasonOption, waitOption } from '../options.js';
import type { Session } from '../session.js';

type InitValues = { policy?: string; institution?: string; currency?: string; basis?: Basis; config?: string; wait: number };

/** `npl book init|set`. */
export function addBookCommand(program: NplCommand, session: Session): void {
  const book = program.command('book').says('book');
  const init = book.command('init').takes('<dir>', 'newFolder').says('book init');
  init
    .addOption(policyOption())
    .addOption(basisOption())
    .addOption(new NplOption('--institution <name>', 'institution'))
    .addOption(new NplOption('--currency <code>', 'currency'))
    .addOption(new NplOption('--config <file>', 'initConfig'))
    .addOption(waitOption());
  init.action(async (dir: string, { config, ...values }: InitValues) => {
    const { runInit } = await import('../../run/book/init-book.js');
    await session.run((_, io) => runInit({ ...values, book: dir, ...(config === undefined ? {} : { configFile: config }) }, io));
  });

  const set = book.command('set').takes('<dir>', 'book').says('book set');
  set
    .addOption(new NplOption('--config <file>', 'setConfig').makeOptionMandatory())
    .addOption(reasonOption('reasonBookSet'))
    .addOption(waitOption());
  set.action(async (dir: string, { config, ...values }: { config: string; reason?: string; wait: number }) => {
    const { runSet } = await import('../../run/book/set-book.js');
    await session.run((_, io) => runSet({ ...values, book: dir, configFile: config }, io));
  });
}
