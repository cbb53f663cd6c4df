import { label, table, text } from './cells.js';
import type { Column, Document, Lang, Row } from './document.js';
import { CONFIG_WORDS, type ShownOrigin } from './words/config-words.js';

/** One setting as it holds. */
export interface ShownSetting {
  readonly key: string;
  /** Absent where nothing is set and there is no default. */
  readonly value?: string;
  readonly origin: ShownOrigin;
  /** The variable, or the file and its line. */
  readonly source?: string;
}

/** `npl config`: every setting, and with `origins` where it comes from. */
export function configDocument(settings: readonly ShownSetting[], origins: boolean, lang: Lang): Document {
  const words = CONFIG_WORDS[lang];
  const ids = ['setting', 'value', ...(origins ? (['origin', 'source'] as const) : [])] as const;
  const columns = ids.map((id): Column => ({ id, header: words[id], align: 'left' }));
  const rows = settings.map(
    ({ key, value, origin, source }): Row => ({
      id: key,
      cells: [label(key), text(value ?? ''), ...(origins ? [label(words.origins[origin]), text(source ?? '')] : [])],
    }),
  );
  return {
    lang,
    title: words.title,
    subtitle: [],
    sections: [{ id: 'settings', heading: '', blocks: [table('settings', columns, rows)] }],
  };
}

/** npl.config/1 */
export function configJson(settings: readonly ShownSetting[]): object {
  return { schema: 'npl.config/1', settings };
}
