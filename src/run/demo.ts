import { cpSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { demoTour } from '../report/demo-tour.js';
import type { Lang } from '../report/document.js';
import type { Io } from './io.js';
import { outputError } from './output/publish.js';

/** The bundled case, beside the program. */
const CASE = fileURLToPath(new URL('../../fixtures/huaibei/', import.meta.url));
const IN_CASE = /\.(csv|json)$/;

export { DEMO_REPORT } from '../report/demo-tour.js';

/**
 * Copies the bundled case into `dir`, which must be new or empty, or into a new folder below `temporary`. Gives the folder.
 * Errors: E_OUTPUT.
 */
export function copyCase(dir: string | undefined, temporary: string): string {
  const place = dir ?? join(temporary, 'npl-demo-');
  try {
    const folder = dir === undefined ? mkdtempSync(place) : place;
    mkdirSync(folder, { recursive: true });
    if (readdirSync(folder).length > 0) throw notEmpty(folder);
    for (const from of ['', 'registers']) {
      mkdirSync(join(folder, from), { recursive: true });
      for (const name of readdirSync(join(CASE, from))) if (IN_CASE.test(name)) cpSync(join(CASE, from, name), join(folder, from, name));
    }
    return folder;
  } catch (error) {
    throw outputError(place, error);
  }
}

function notEmpty(folder: string): UserError {
  return new UserError({ code: 'E_OUTPUT', file: folder, params: { reason: { en: 'the folder is not empty', zh: '文件夹不是空的' } } });
}

/** Says what can be typed in the folder of the case; `npl`: how the program is called. */
export async function runTour(folder: string, npl: string, lang: Lang, io: Io): Promise<ExitCode> {
  await io.out(`\n${demoTour(lang, npl, folder)}`);
  return EXIT.done;
}
