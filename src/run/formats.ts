import { UserError } from '../diagnostics/diagnostic.js';
import { didYouMean } from '../documents/did-you-mean.js';
import type { TextFormat } from '../render/render.js';

export type Format = TextFormat | 'json';
export const FORMATS: readonly Format[] = ['table', 'plain', 'csv', 'json', 'markdown'];

const BY_EXTENSION: Readonly<Record<string, Format>> = { csv: 'csv', json: 'json', md: 'markdown', markdown: 'markdown', txt: 'plain' };

/** The format asked for, or the one of the file's extension. Errors: E_USAGE when they differ or the extension is unknown. */
export function formatOf(asked: Format | undefined, output: string | undefined): Format {
  const extension = output === undefined ? undefined : /\.([^./\\]+)$/.exec(output)?.[1]?.toLowerCase();
  const byName = extension === undefined ? undefined : BY_EXTENSION[extension];
  if (asked === undefined) {
    if (output === undefined) return 'table';
    if (byName !== undefined) return byName;
    const near = didYouMean(extension ?? '', Object.keys(BY_EXTENSION));
    throw usage(
      `no format is known by the name of "${output}"`,
      `无法由文件名“${output}”判断格式`,
      near === undefined ? `say it with -O: ${FORMATS.join(', ')}` : `did you mean .${near}? or say it with -O`,
    );
  }
  const isText = asked === 'table' || asked === 'plain';
  if (byName !== undefined && byName !== asked && !(isText && byName === 'plain')) {
    throw usage(`-O ${asked} and the file name "${output}" disagree`, `-O ${asked} 与文件名“${output}”不一致`, 'leave one of them out');
  }
  return asked;
}

function usage(en: string, zh: string, advice: string): UserError {
  return new UserError({ code: 'E_USAGE', params: { reason: { en, zh }, advice } });
}
