import { renderDocument } from '../render/render.js';
import type { Document, Lang, MoneyUnit } from '../report/document.js';
import type { Format } from './formats.js';
import type { Io } from './io.js';
import { replaceFile } from './publish.js';

/** How a result leaves the program. */
export interface OutputOptions {
  readonly format: Format;
  /** A file, replaced atomically; standard output without. */
  readonly output?: string;
  readonly lang: Lang;
  readonly unit: MoneyUnit;
  readonly color: 0 | 1 | 2 | 3;
  readonly width: number;
}

/** The same figures, as words and tables or as JSON. */
export interface Deliverable {
  readonly document: (lang: Lang, unit: MoneyUnit) => Document;
  readonly json: () => object;
}

/** Excel on a Chinese Windows reads a CSV without this mark as GB18030 and garbles it. */
const BOM = '\ufeff';

export async function deliver(result: Deliverable, options: OutputOptions, io: Io): Promise<void> {
  const { format, lang, unit, color, width } = options;
  const text =
    format === 'json'
      ? `${JSON.stringify(result.json(), undefined, 2)}\n`
      : renderDocument(result.document(lang, unit), format, { unit, color, width });
  await deliverText([text], options, io);
}

/** Writes text made piece by piece to the file or to standard output. */
export async function deliverText(chunks: Iterable<string>, options: OutputOptions, io: Io): Promise<void> {
  if (options.output !== undefined) {
    replaceFile(options.output, options.format === 'csv' ? withMark(chunks) : chunks);
    return;
  }
  for (const chunk of chunks) await io.out(chunk);
}

function* withMark(chunks: Iterable<string>): Generator<string> {
  yield BOM;
  yield* chunks;
}
