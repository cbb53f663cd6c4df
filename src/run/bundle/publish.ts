import { createHash } from 'node:crypto';
import { basename, join } from 'node:path';
import { LOANS } from '../../book/paths.js';
import type { Bilingual } from '../../diagnostics/catalogue.js';
import { UserError } from '../../diagnostics/diagnostic.js';
import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import { chosenMonths } from '../book/chosen-months.js';
import { type Book, openBook, type StoredMonth } from '../book/open-book.js';
import type { Io } from '../io.js';
import { BOM, contentOf, type Deliverable, masking, type OutputOptions } from '../output/deliver.js';
import type { Format } from '../output/formats.js';
import type { Chunk } from '../output/publish.js';
import { checkTargets } from '../output/targets.js';
import { startThreads } from '../reading/start-threads.js';
import { PROGRAM } from '../version.js';
import { bundleColumns, bundleReports } from './bundle-reports.js';
import { BUNDLE_FORMATS } from './formats.js';
import {
  changedFiles,
  existingAbove,
  type FolderFile,
  heldPointer,
  MANIFEST,
  pointLatest,
  publishedFile,
  publishFolder,
} from './publish-folder.js';

export interface PublishOptions extends Pick<OutputOptions, 'lang' | 'unit' | 'mask'> {
  readonly book: string;
  /** The last month without. */
  readonly asOf?: DayNumber;
  readonly out: string;
  readonly formats: readonly Format[];
}

const WIDTH = 80;
const LISTED = 5;

/** Writes the full set of a closed month into a folder of its date. Errors: those of the book; E_OUTPUT where there is another set of that month already. */
export async function runPublish(options: PublishOptions, io: Io): Promise<ExitCode> {
  const opened = openBook(options.book);
  const { asOf } = options;
  const months = chosenMonths(opened, asOf === undefined ? {} : { to: asOf }).chosen;
  const month = months.at(-1) as StoredMonth;
  if (asOf !== undefined && month.asOf !== asOf) throw notClosed(asOf);
  const name = basename(month.folder);
  checkTargets([join(existingAbove(options.out), name)], []);
  heldPointer(options.out);
  const pool = startThreads([join(opened.dir, month.folder, LOANS)], undefined, io.cores);
  const unchecked: (() => void)[] = [];
  const book: Book = { ...opened, shared: { columns: bundleColumns, pool, unchecked } };
  const made = await makeSet(book, months, options, quietly(io)).finally(() => {
    pool.end();
    // What a changed file led to is no news beside that it was changed.
    for (const check of unchecked) check();
  });
  const { files } = made;
  const manifest = manifestText(book, month, options, made);
  io.watch.phase('write');
  const params = { folder: join(options.out, name), files: files.length + 1 };
  if (await publishFolder(options.out, name, [...files, { name: MANIFEST, content: [manifest] }], io)) {
    io.tell({ code: 'A_PUBLISHED', params });
    return EXIT.done;
  }
  const held = sameFiles(publishedFile(options.out, name, MANIFEST), manifest);
  if (held === undefined) throw another(params.folder);
  const touched = changedFiles(options.out, name, held);
  if (touched.length > 0) throw changed(params.folder, touched);
  // A run that was killed behind the folder has not come so far.
  pointLatest(options.out, name);
  io.tell({ code: 'A_PUBLISHED_SAME', params });
  return EXIT.done;
}

/** A file of the set, as bytes, and what the manifest says of it. */
interface SetFile extends FolderFile {
  readonly bytes: number;
  readonly sha256: string;
}

interface MadeSet {
  readonly files: readonly SetFile[];
  /** Reports that the month has none of. */
  readonly leftOut: readonly { readonly report: string; readonly reason: Bilingual }[];
}

async function makeSet(book: Book, months: readonly StoredMonth[], options: PublishOptions, io: Io): Promise<MadeSet> {
  const { lang, unit, formats } = options;
  const files: SetFile[] = [];
  const leftOut: { report: string; reason: Bilingual }[] = [];
  // A person is the same one in every file of the set.
  const masked = options.mask === true ? { mask: true, masks: (await masking()).newMask() } : {};
  for (const { name, run, without, isOptional = false } of bundleReports(book, months)) {
    if (without !== undefined) {
      leftOut.push({ report: name, reason: without });
      continue;
    }
    const output: OutputOptions = { lang, unit, color: 0, width: WIDTH, ...masked, format: 'html' };
    const take = async (result: Deliverable) => {
      const shared = withOneDocument(result);
      for (const format of formats) {
        const chunks = await contentOf(shared, { ...output, format });
        files.push(setFile(`${name}.${BUNDLE_FORMATS.get(format) as string}`, format === 'csv' ? [BOM, ...chunks] : chunks));
      }
    };
    try {
      await run({ ...output, take }, io);
    } catch (error) {
      const reason = isOptional ? nothingToSay(error) : undefined;
      if (reason === undefined) throw error;
      leftOut.push({ report: name, reason });
    }
  }
  return { files, leftOut };
}

/** Why a report has nothing to be made of, as its command would say; undefined where something else is wrong, which stops the set. */
function nothingToSay(error: unknown): Bilingual | undefined {
  const said = error instanceof UserError ? error.diagnostics[0] : undefined;
  const reason = said?.code === 'E_USAGE' ? said.params?.reason : undefined;
  return typeof reason === 'object' ? reason : undefined;
}

/** What the folder holds and what it was made of; the same book and options give the same text, workbooks apart. */
function manifestText(book: Book, month: StoredMonth, { lang, unit, mask }: PublishOptions, { files, leftOut }: MadeSet): string {
  const manifest = {
    schema: 'npl.bundle/1',
    asOf: isoDate(month.asOf),
    institution: book.config.institution,
    month: { folder: month.folder, sha256: month.sha256 },
    program: PROGRAM,
    lang,
    unit,
    ...(mask === true ? { masked: true } : {}),
    leftOut: leftOut.map(({ report, reason }) => ({ report, reason: reason[lang] })),
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}

function setFile(name: string, chunks: Iterable<Chunk>): SetFile {
  const hash = createHash('sha256');
  let bytes = 0;
  const content = Array.from(chunks, (chunk) => {
    const part = typeof chunk === 'string' ? Buffer.from(chunk, 'utf8') : chunk;
    hash.update(part);
    bytes += part.length;
    return part;
  });
  return { name, content, bytes, sha256: hash.digest('hex') };
}

/** A result whose document is made once for all formats that show the same. */
function withOneDocument({ document, whole, json }: Deliverable): Deliverable {
  const made = new Map<Deliverable['document'], ReturnType<Deliverable['document']>>();
  const once =
    (make: Deliverable['document']): Deliverable['document'] =>
    (lang, unit) => {
      const held = made.get(make) ?? make(lang, unit);
      made.set(make, held);
      return held;
    };
  return { document: once(document), json, ...(whole === undefined ? {} : { whole: once(whole) }) };
}

type HeldFiles = readonly Pick<SetFile, 'name' | 'sha256'>[];

/** The files that the manifest of a folder names, where it says what this one does; workbooks differ from run to run. Undefined where it is another's. */
function sameFiles(held: string | undefined, manifest: string): HeldFiles | undefined {
  const parts = (text: string): { readonly files: HeldFiles; readonly said: string } => {
    const { files, ...rest } = JSON.parse(text) as { files: HeldFiles };
    return { files, said: JSON.stringify({ ...rest, files: files.map((file) => (file.name.endsWith('.xlsx') ? file.name : file)) }) };
  };
  try {
    const { files, said } = parts(held ?? '');
    return said === parts(manifest).said ? files : undefined;
  } catch {
    // Cut or written by something else.
    return undefined;
  }
}

/** Every report of a month says the same of its book: once is enough, and rows are counted by the close. */
function quietly(io: Io): Io {
  const said = new Set<string>();
  return {
    ...io,
    tell: (diagnostic) => {
      const key = JSON.stringify(diagnostic);
      if (!diagnostic.code.startsWith('A_') && !said.has(key)) io.tell(diagnostic);
      said.add(key);
    },
  };
}

function notClosed(asOf: DayNumber): UserError {
  const reason = { en: `${isoDate(asOf)} is not closed in this book`, zh: `台账簿中没有已结的 ${isoDate(asOf)}` };
  return new UserError({ code: 'E_PERIOD', params: { reason } });
}

function another(folder: string): UserError {
  const reason = { en: 'there is another set of this month already, and it is never overwritten', zh: '已有该月的另一套报告，不会覆盖' };
  return new UserError({ code: 'E_OUTPUT', file: folder, params: { reason } });
}

function changed(folder: string, names: readonly string[]): UserError {
  const list = (comma: string) => names.slice(0, LISTED).join(comma) + (names.length > LISTED ? `${comma}…` : '');
  const reason = {
    en: `it is not what was published there (changed or missing: ${list(', ')}), and it is never overwritten`,
    zh: `其内容与发布时不符（被改动或缺失：${list('、')}），不会覆盖`,
  };
  return new UserError({ code: 'E_OUTPUT', file: folder, params: { reason } });
}
