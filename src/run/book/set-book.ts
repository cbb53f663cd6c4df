import { configText } from '../../book/config.js';
import { configPath, policyPath } from '../../book/paths.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { sameRules } from '../../model/rules.js';
import type { Io } from '../io.js';
import { statedReason } from '../stated-reason.js';
import { readPolicyToKeep } from './book-policy.js';
import { type Book, monthAt } from './open-book.js';
import { publishEntry } from './publish-entry.js';
import { rulesWarning } from './rule-stretches.js';
import { changesOf, configOf, readBookSettings } from './settings.js';
import { withBook } from './with-book.js';

export interface SetOptions {
  readonly book: string;
  readonly configFile: string;
  readonly reason?: string;
  readonly wait: number;
}

/**
 * Changes how a book is kept from now on: what the file says takes the place of what was set, the rest stays; closed months stay as they are.
 * Errors: those of the configuration, E_BOOK_OTHER for another currency.
 */
export function runSet(options: SetOptions, io: Io): Promise<ExitCode> {
  return withBook(options.book, options.wait, io, (book) => setIn(book, options, io));
}

async function setIn(book: Book, options: SetOptions, io: Io): Promise<ExitCode> {
  const { config: was, state } = book;
  const settings = await readBookSettings(options.configFile, {});
  if (settings.currency !== undefined && settings.currency !== was.currency && state.months.length > 0) {
    const reason = {
      en: `the months of this book are in ${was.currency}, not ${settings.currency}`,
      zh: `本台账簿各月币种为 ${was.currency}，不是 ${settings.currency}`,
    };
    throw new UserError({ code: 'E_BOOK_OTHER', file: options.configFile, params: { reason } });
  }
  const given = settings.policy === undefined ? undefined : await readPolicyToKeep(settings.policy);
  const kept = given === undefined ? was.policy : { id: given.policy.id, hash: given.policy.hash, path: policyPath(given.policy) };
  const config = configOf(settings, was, kept);
  if (configText(config) === configText(was)) {
    io.tell({ code: 'A_BOOK_SET_SAME' });
    return EXIT.done;
  }
  const reason = statedReason(options);
  const named = [
    { path: configPath(state.config.version + 1), chunks: [configText(config)] },
    ...(given === undefined || state.published.has(kept.path) ? [] : [{ path: kept.path, chunks: [given.bytes] }]),
  ];
  const entry = await publishEntry(
    book.dir,
    book.journal,
    state.entries.at(-1),
    { entry: { kind: 'set', reason, supersedes: state.config.file.path }, files: [], named: () => named },
    io,
  );
  const last = state.months.at(-1);
  const lastRules = last === undefined ? undefined : monthAt(book, last.asOf)?.manifest.inputs;
  if (last !== undefined && lastRules !== undefined && !sameRules(lastRules, config))
    io.tell(rulesWarning({ en: 'the next months will be', zh: '今后各月' }, last.asOf, lastRules, config));
  io.tell({
    code: 'A_BOOK_SET',
    params: { what: configPath(state.config.version + 1), changes: changesOf(was, config), head: entry.hash },
  });
  return EXIT.done;
}
