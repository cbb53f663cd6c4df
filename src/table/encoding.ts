import { isUtf8 } from 'node:buffer';
import { type Param, UserError } from '../diagnostics/diagnostic.js';
import { checkGb18030, checkUtf16, completeUtf8Length, firstInvalidUtf8, placeOf, refuseByte } from './encoding-faults.js';
import { rawChunks, readAt, type Source } from './source.js';

export const ENCODINGS = ['utf-8', 'gb18030', 'utf-16le', 'utf-16be'] as const;
export type Encoding = (typeof ENCODINGS)[number];

/** What one pass over all bytes of a file tells. */
export interface Probe {
  readonly encoding: Encoding;
  readonly bomBytes: number;
  readonly endsWithNewline: boolean;
  /** Only the head has been looked at: whoever reads the file checks that it goes on so. */
  readonly isPresumed?: true;
  /** Of a file presumed to be GB18030: where it stops being UTF-8. */
  readonly firstBadUtf8?: number;
}

/** A file that was presumed to be UTF-8 by its head is not, or holds NUL. What it is, a probe of all its bytes tells. */
export class EncodingDoubt extends Error {}

const CHUNK_BYTES = 1 << 20;
const BOMS: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'gb18030', bytes: [0x84, 0x31, 0x95, 0x33] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];
const SIGNATURES: readonly { readonly what: Param; readonly bytes: readonly number[] }[] = [
  { what: { en: 'an Excel workbook (xlsx) or another zip', zh: 'Excel 工作簿（xlsx）或其他 zip 文件' }, bytes: [0x50, 0x4b, 0x03, 0x04] },
  { what: { en: 'an old Excel workbook (xls)', zh: '旧版 Excel 工作簿（xls）' }, bytes: [0xd0, 0xcf, 0x11, 0xe0] },
  { what: { en: 'a PDF', zh: 'PDF 文件' }, bytes: [0x25, 0x50, 0x44, 0x46] },
];
const WEB_PAGE: Param = { en: 'a web page (HTML) or XML', zh: '网页（HTML）或 XML' };

/** The encoding a user names, by its usual names; GBK and GB2312 are parts of GB18030. */
export function encodingNamed(name: string): Encoding | undefined {
  const folded = name.toLowerCase().replace(/[\s_-]/g, '');
  const aliases: Readonly<Record<string, Encoding>> = { utf8: 'utf-8', gbk: 'gb18030', gb2312: 'gb18030', cp936: 'gb18030' };
  return (
    ENCODINGS.find((encoding) => encoding.replace('-', '') === folded) ?? (Object.hasOwn(aliases, folded) ? aliases[folded] : undefined)
  );
}

/**
 * Finds the encoding from a BOM, else strict UTF-8 over the whole file, else GB18030: a sample of the head would miss
 * two exports glued together. `presumes`: of a long file that begins as UTF-8, that is left to those who read it. Errors: E_EMPTY, E_NOT_CSV, E_ENCODING, E_ENCODING_BOM, E_CONTROL_CHAR (NUL, which no export writes).
 */
export function probeEncoding(source: Source, asked?: Encoding, presumes = false): Probe {
  if (source.bytes === 0) throw new UserError({ code: 'E_EMPTY', file: source.shownAs, line: 1, column: 1 });
  const head = Buffer.alloc(Math.min(1024, source.bytes));
  readAt(source, head, 0);
  const bom = BOMS.find(({ bytes }) => startsWith(head, bytes));
  refuseOtherFormats(source, head);
  if (bom !== undefined && asked !== undefined && bom.encoding !== asked) {
    throw new UserError({ code: 'E_ENCODING_BOM', file: source.shownAs, params: { found: shownEncoding(bom.encoding), asked } });
  }
  const presumed = presumes && source.bytes >= LONG ? presumedEncoding(source, bom?.encoding ?? asked) : undefined;
  if (presumed !== undefined) {
    return { ...presumed, bomBytes: bom?.bytes.length ?? 0, endsWithNewline: endsWithNewline(source), isPresumed: true };
  }
  const scan = scanBytes(source);
  const encoding = asked ?? bom?.encoding ?? (scan.firstBadUtf8 === undefined ? 'utf-8' : 'gb18030');
  checkBytes(source, encoding, scan, bom?.bytes.length ?? 0, asked !== undefined || bom !== undefined);
  return { encoding, bomBytes: bom?.bytes.length ?? 0, endsWithNewline: endsWithNewline(source) };
}

/** The file's text after its BOM as UTF-8. Pieces end anywhere, in UTF-8 files even inside a character. Errors: E_ENCODING. */
export function* utf8Chunks(source: Source, probe: Probe, chunkBytes = CHUNK_BYTES): Generator<Buffer> {
  const decoder = probe.encoding === 'utf-8' ? undefined : new TextDecoder(probe.encoding, { fatal: true, ignoreBOM: true });
  for (let position = probe.bomBytes; position < source.bytes; position += chunkBytes) {
    const chunk = Buffer.allocUnsafe(Math.min(chunkBytes, source.bytes - position));
    if (readAt(source, chunk, position) < chunk.length) throw new UserError({ code: 'E_SOURCE_CHANGED', file: source.shownAs });
    yield decoder === undefined ? chunk : Buffer.from(decodeOrRefuse(source, probe, decoder, chunk), 'utf8');
  }
  if (decoder !== undefined) decodeOrRefuse(source, probe, decoder, undefined);
}

/** UTF-8, GB18030, UTF-16LE: how messages name an encoding. */
function shownEncoding(encoding: Encoding): string {
  return encoding.toUpperCase();
}

function checkBytes(source: Source, encoding: Encoding, scan: Scan, bomBytes: number, stated: boolean): void {
  const firstBad = scan.firstBadUtf8;
  if (encoding === 'utf-8' && firstBad !== undefined) throw refuseByte(source, firstBad, 'UTF-8');
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    checkUtf16(source, encoding, bomBytes);
    return;
  }
  if (encoding === 'gb18030') checkGb18030(source, stated ? undefined : firstBad);
  if (scan.firstNul !== undefined) {
    throw new UserError({ code: 'E_CONTROL_CHAR', file: source.shownAs, ...placeOf(source, scan.firstNul), params: { character: 'NUL' } });
  }
}

/** The byte ranges have been checked before; what fails here is a character that the encoding does not assign. */
function decodeOrRefuse(source: Source, probe: Probe, decoder: InstanceType<typeof TextDecoder>, chunk: Buffer | undefined): string {
  try {
    return chunk === undefined ? decoder.decode() : decoder.decode(chunk, { stream: true });
  } catch {
    const byte: Param = { en: '(a character that is not assigned)', zh: '（未分配的字符）' };
    throw new UserError({ code: 'E_ENCODING', file: source.shownAs, params: { byte, encoding: shownEncoding(probe.encoding) } });
  }
}

interface Scan {
  firstBadUtf8?: number;
  firstNul?: number;
}

function scanBytes(source: Source): Scan {
  const scan: Scan = {};
  let held: Buffer = Buffer.alloc(0);
  for (const { bytes: chunk, position } of rawChunks(source)) {
    if (scan.firstNul === undefined) {
      const nul = chunk.indexOf(0);
      if (nul >= 0) scan.firstNul = position + nul;
    }
    if (scan.firstBadUtf8 === undefined) {
      const joined = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
      const isLast = position + chunk.length === source.bytes;
      const checked = joined.subarray(0, isLast ? joined.length : completeUtf8Length(joined));
      if (!isUtf8(checked)) scan.firstBadUtf8 = position - held.length + firstInvalidUtf8(checked);
      held = Buffer.from(joined.subarray(checked.length));
    }
  }
  return scan;
}

const LONG = 8 << 20;
const HEAD_BYTES = 1 << 18;

/** By the head; undefined where the whole file has to say. */
function presumedEncoding(source: Source, stated: Encoding | undefined): Pick<Probe, 'encoding' | 'firstBadUtf8'> | undefined {
  if (stated !== undefined && stated !== 'utf-8') return undefined;
  const head = Buffer.alloc(HEAD_BYTES);
  readAt(source, head, 0);
  const whole = head.subarray(0, completeUtf8Length(head));
  if (isUtf8(whole)) return { encoding: 'utf-8' };
  return stated === undefined ? { encoding: 'gb18030', firstBadUtf8: firstInvalidUtf8(whole) } : undefined;
}

/** In UTF-16LE a zero byte follows the line end. */
function endsWithNewline(source: Source): boolean {
  const last = Buffer.alloc(2);
  const count = readAt(source, last, Math.max(0, source.bytes - 2));
  const byte = count === 2 && last[1] === 0 ? last[0] : last[count - 1];
  return byte === 0x0a || byte === 0x0d;
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return prefix.every((byte, i) => bytes[i] === byte);
}

function refuseOtherFormats(source: Source, head: Buffer): void {
  const signature = SIGNATURES.find(({ bytes }) => startsWith(head, bytes));
  const text = head
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart()
    .toLowerCase();
  const what = signature?.what ?? (/^<(!doctype|html|\?xml|table|meta|style)/.test(text) ? WEB_PAGE : undefined);
  if (what !== undefined) throw new UserError({ code: 'E_NOT_CSV', file: source.shownAs, line: 1, column: 1, params: { what } });
}
