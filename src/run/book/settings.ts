import { type BookConfig, configText } from '../../book/config.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { isCurrency } from '../../model/money.js';
import type { Basis } from '../../model/portfolio.js';
import type { Thresholds } from '../../model/thresholds.js';

/** What can be said about a book when it is made or set; what is not said is absent. */
export interface BookSettings {
  readonly institution?: string;
  readonly currency?: string;
  readonly basis?: Basis;
  /** A preset or a file. */
  readonly policy?: string;
  /** All of them: a limit that is not among them does not hold. */
  readonly thresholds?: Thresholds;
}

/** What a configuration file says, and what options say over it. Errors: E_DOCUMENT, E_MISSING; E_USAGE for an option that is no currency. */
export async function readBookSettings(file: string | undefined, over: BookSettings): Promise<BookSettings> {
  if (over.currency !== undefined && !isCurrency(over.currency)) {
    const reason = {
      en: `${over.currency} is not a currency: three capital letters, such as CNY`,
      zh: `${over.currency} 不是币种代码：应为三个大写字母，如 CNY`,
    };
    throw new UserError({ code: 'E_USAGE', params: { reason } });
  }
  const written = file === undefined ? undefined : (await import('../../documents/book-config.js')).readBookConfig(file);
  const stated = Object.entries(over).filter(([name, value]) => SETTINGS.has(name) && value !== undefined);
  return { ...written, ...Object.fromEntries(stated) };
}

const SETTINGS: ReadonlySet<string> = new Set<keyof BookSettings>(['institution', 'currency', 'basis', 'policy']);

/** The configuration that holds where settings take the place of what held before. */
export function configOf(
  { policy: _, ...stated }: BookSettings,
  was: Omit<BookConfig, 'policy'>,
  policy: BookConfig['policy'],
): BookConfig {
  return { ...was, ...stated, policy };
}

/** What a configuration has otherwise than the one before, member by member: "basis computed -> declared". */
export function changesOf(was: BookConfig, now: BookConfig): Bilingual {
  const [before, after] = [members(JSON.parse(configText(was))), members(JSON.parse(configText(now)))];
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter((name) => before.get(name) !== after.get(name));
  const each = (none: string) => changed.map((name) => `${name} ${before.get(name) ?? none} -> ${after.get(name) ?? none}`);
  return { en: each('none').join(', '), zh: each('无').join('，') };
}

function members(record: object, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(record).flatMap(([name, value]): [string, string][] =>
      typeof value === 'object' && value !== null ? [...members(value, `${prefix}${name}.`)] : [[prefix + name, String(value)]],
    ),
  );
}
