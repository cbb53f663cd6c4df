import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { UserError } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../documents/did-you-mean.js';

const EXTENSION = '.yaml';

/** The tables of a folder that come with the program, in order of id. */
export function tableIds(folder: string): string[] {
  const files = readdirSync(folder).filter((name) => name.endsWith(EXTENSION));
  return files.map((name) => name.slice(0, -EXTENSION.length)).sort();
}

/**
 * The file of a table: of one of those that come with the program, in `folder`, by its id; a file of the user when the name holds a /
 * or ends in .yaml, .yml or .json. Errors: E_POLICY_UNKNOWN.
 */
export function tableFile(folder: string, nameOrPath: string): string {
  if (/[/\\]|\.(yaml|yml|json)$/i.test(nameOrPath)) return nameOrPath;
  const ids = tableIds(folder);
  if (ids.includes(nameOrPath)) return join(folder, nameOrPath + EXTENSION);
  const near = didYouMean(nameOrPath, ids);
  const advice = `${near === undefined ? '' : `did you mean ${near}? `}there are ${ids.join(', ')}; a file is named with its path, ./my-table.yaml`;
  throw new UserError({ code: 'E_POLICY_UNKNOWN', params: { name: nameOrPath, advice } });
}
