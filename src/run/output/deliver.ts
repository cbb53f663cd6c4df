import { createHash } from 'node:crypto';
import { jsonText } from '../../render/json.js';
import type { RenderOptions } from '../../render/render.js';
import type { Document, Lang, MoneyUnit } from '../../report/document.js';
import { withPlainRows } from '../../report/json-rows.js';
import type { Io } from '../io.js';
import { type Format, HOLDING_ALL } from './formats.js';
import { type Chunk, replaceFile } from './publish.js';

/** How a result leaves the program. */
export interface OutputOptions {
  readonly format: Format;
  /** A file, replaced atomically; standard output without. */
  readonly output?: string;
  readonly lang: Lang;
  readonly unit: MoneyUnit;
  readonly color: 0 | 1 | 2 | 3;
  readonly width: number;
  /** The terminal reads no UTF-8: marks and bars in ASCII; absent: it does. */
  readonly ascii?: boolean;
  /** Names and ids of people and borrowers are masked; absent: not. */
  readonly mask?: boolean;
  /** Takes the result instead of its being written: for who writes it in several formats. */
  readonly take?: (result: Deliverable) => Promise<void>;
}

/** The same figures, as words and tables or as JSON. */
export interface Deliverable {
  readonly document: (lang: Lang, unit: MoneyUnit) => Document | Promise<Document>;
  /** With every row of its lists, where the document cuts them: for formats that another program reads. */
  readonly whole?: (lang: Lang, unit: MoneyUnit) => Document | Promise<Document>;
  readonly json: () => object;
}

/** Excel on a Chinese Windows reads a CSV without this mark as GB18030 and garbles it. */
export const BOM = '\ufeff';

export async function deliver(result: Deliverable, options: OutputOptions, io: Io): Promise<void> {
  if (options.take !== undefined) return options.take(result);
  io.watch.phase('report');
  await deliverText(await contentOf(result, options), options, io);
}

/** A result in a format. */
export async function contentOf(result: Deliverable, options: OutputOptions): Promise<Iterable<Chunk>> {
  const { format, lang, unit, color, width, ascii = false, mask } = options;
  if (format === 'json') return jsonText(mask === true ? (await masking()).maskedJson(withPlainRows(result.json())) : result.json());
  const document = await documentFor(result, format)(lang, unit);
  const shown = mask === true ? (await masking()).maskedDocument(document) : document;
  return [await written(shown, format, { unit, color, width, ascii })];
}

/** What makes the document that a format shows. */
function documentFor({ document, whole = document }: Deliverable, format: Format): Deliverable['document'] {
  return HOLDING_ALL.has(format) ? whole : document;
}

/** What masks: most runs load nothing of it. */
export const masking = () => import('../../report/mask.js');

/** What draws tables, pages and workbooks is loaded only here: it takes longer to load than a small ledger to read. */
async function written(document: Document, format: Exclude<Format, 'json'>, options: RenderOptions): Promise<Chunk> {
  if (format === 'html') {
    const { htmlPage } = await import('../../render/html/page.js');
    const digest = (text: string) => createHash('sha256').update(text, 'utf8').digest('base64');
    return htmlPage(document, { unit: options.unit, digest });
  }
  if (format === 'xlsx') {
    const { workbook } = await import('../../render/xlsx/workbook.js');
    return workbook(document, options.unit);
  }
  const { renderDocument } = await import('../../render/render.js');
  return renderDocument(document, format, options);
}

/** Writes text made piece by piece to the file or to standard output. */
export async function deliverText(chunks: Iterable<Chunk>, options: OutputOptions, io: Io): Promise<void> {
  io.watch.phase('write');
  if (options.output !== undefined) {
    await replaceFile(options.output, options.format === 'csv' ? withMark(chunks) : chunks, io);
    return;
  }
  for (const chunk of chunks) await io.out(chunk);
}

function* withMark(chunks: Iterable<Chunk>): Generator<Chunk> {
  yield BOM;
  yield* chunks;
}
