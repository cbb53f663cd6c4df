import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../diagnostics/diagnostic.js';
import { type Bilingual, both } from '../diagnostics/wording.js';
import type { DocumentFault } from '../documents/read-document.js';
import { meant } from '../model/did-you-mean.js';

const EXTENSION = '.yaml';

/** The tables that come with the program in a folder, in order of id. */
export function tableIds(folder: URL): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  return files.map((name) => name.slice(0, -EXTENSION.length)).sort();
}

/**
 * The file of a table: of those that come with the program in `folder` (a URL that ends in /), by its id; or the name itself
 * when it holds a / or ends in .yaml, .yml or .json. Errors: E_POLICY_UNKNOWN.
 */
export function tableFile(folder: URL, nameOrPath: string): string {
  if (/[/\\]|\.(yaml|yml|json)$/i.test(nameOrPath)) return nameOrPath;
  const ids = tableIds(folder);
  if (ids.includes(nameOrPath)) return join(fileURLToPath(folder), nameOrPath + EXTENSION);
  const near = meant(nameOrPath, ids);
  const advice = {
    en: `${near.en}there are ${ids.join(', ')}; a file is named with its path, ./my-table.yaml`,
    zh: `${near.zh}可用：${ids.join('、')}；文件须带路径，如 ./my-table.yaml`,
  };
  throw new UserError({ code: 'E_POLICY_UNKNOWN', params: { name: nameOrPath, advice } });
}

/** A fault for each entry of the list `key` whose id an earlier one has. `what`: what an entry is called. */
export function repeatedIds(key: string, what: Bilingual, entries: readonly { readonly id: string }[]): DocumentFault[] {
  return entries.flatMap(({ id }, index): DocumentFault[] =>
    entries.findIndex((entry) => entry.id === id) === index
      ? []
      : [{ path: [key, index, 'id'], reason: both(`another ${what.en} has this id already`, `另有${what.zh}已用此 id`) }],
  );
}
