import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, fstatSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { type Param, UserError } from '../diagnostics/diagnostic.js';

/** A file that can be read from any position as often as needed. Standard input, pipes and .gz are spooled first. */
export interface Source {
  /** Name without folder, for reports. */
  readonly name: string;
  /** Name as the user gave it, for messages. */
  readonly shownAs: string;
  readonly fd: number;
  readonly bytes: number;
  /** Bytes of the file as it was handed over, where that is a .gz. */
  readonly packedBytes?: number;
  /** SHA-256 of the file as it was handed over (of the .gz itself, where it is one), once known. */
  readonly sha256?: string;
  /** Throws E_SOURCE_CHANGED when the file is no longer what was opened. */
  readonly checkUnchanged: () => void;
  readonly close: () => void;
}

const STDIN = '-';
const GZIP_MAGIC = 0x1f8b;
const CHUNK_BYTES = 1 << 20;

/** Opens a ledger or register; `-` is standard input. gzip is told by its first bytes. Errors: E_MISSING, E_READ, E_GZIP. */
export async function openSource(path: string, stdin: () => Readable): Promise<Source> {
  const opened = path === STDIN ? await spool(path, copier(path, stdin())) : await openPath(path);
  let source: Source | undefined;
  try {
    const magic = Buffer.alloc(2);
    const isPacked = readAt(opened, magic, 0) === 2 && magic.readUInt16BE(0) === GZIP_MAGIC;
    source = isPacked ? await gunzip(opened) : opened;
    return source;
  } finally {
    if (source !== opened) opened.close();
  }
}

/** Reads up to `buffer.length` bytes from `position`; fewer only at the end of the file. */
export function readAt(source: Source, buffer: Buffer, position: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readOrRefuse(source, buffer, filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

function readOrRefuse({ fd, shownAs }: Source, buffer: Buffer, from: number, position: number): number {
  try {
    return readSync(fd, buffer, from, buffer.length - from, position);
  } catch (error) {
    throw unreadable(shownAs, error);
  }
}

/** All bytes in order, in a buffer that the next piece overwrites. Errors: E_SOURCE_CHANGED when the file became shorter. */
export function* rawChunks(
  source: Source,
  buffer: Buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, source.bytes)),
): Generator<{ readonly bytes: Buffer; readonly position: number }> {
  for (let position = 0; position < source.bytes; ) {
    const count = readAt(source, buffer, position);
    if (count === 0) throw new UserError({ code: 'E_SOURCE_CHANGED', file: source.shownAs });
    yield { bytes: buffer.subarray(0, count), position };
    position += count;
  }
}

/** SHA-256 of the file as it was handed over. */
export function hashSource(source: Source): string {
  for (const steps = hashInSteps(source); ; ) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}

/** The same a chunk at a time, for a thread that does other work between. */
export function* hashInSteps(source: Source): Generator<undefined, string, undefined> {
  if (source.sha256 !== undefined) return source.sha256;
  const hash = createHash('sha256');
  for (const { bytes } of rawChunks(source)) {
    hash.update(bytes);
    yield;
  }
  return hash.digest('hex');
}

async function openPath(path: string): Promise<Source> {
  const fd = openForReading(path);
  const opened = fstatSync(fd);
  if (opened.isDirectory()) {
    closeSync(fd);
    throw new UserError({ code: 'E_READ', file: path, params: { reason: { en: 'it is a folder', zh: '这是文件夹' } } });
  }
  // A pipe is read through the descriptor in hand: opened a second time, it would have lost its writer.
  if (!opened.isFile()) return spool(path, copier(path, createReadStream(path, { fd })));
  return {
    name: basename(path),
    shownAs: path,
    fd,
    bytes: opened.size,
    checkUnchanged: () => {
      const now = fstatSync(fd);
      if (now.size !== opened.size || now.mtimeMs !== opened.mtimeMs) throw new UserError({ code: 'E_SOURCE_CHANGED', file: path });
    },
    close: () => closeSync(fd),
  };
}

function openForReading(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new UserError({ code: 'E_MISSING', file: path });
    throw unreadable(path, error);
  }
}

function unreadable(path: string, error: unknown): UserError {
  return new UserError({ code: 'E_READ', file: path, params: { reason: reasonOf(error) } });
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message ?? String(error);
}

async function gunzip(packed: Source): Promise<Source> {
  const hash = createHash('sha256');
  const unzip = createGunzip();
  const refuse = (reason: Param) => new UserError({ code: 'E_GZIP', file: packed.shownAs, params: { reason } });
  const unpacked = await spool(packed.shownAs, async (write) => {
    try {
      await pipeline(hashedCopies(packed, hash), unzip, (chunks: AsyncIterable<Buffer>) => writeAll(chunks, write));
    } catch (error) {
      throw error instanceof UserError ? error : refuse(gzipReason(error as NodeJS.ErrnoException));
    }
    // zlib ends quietly at the first byte that is no further gzip member: what follows would be lost without a word.
    const behind = packed.bytes - unzip.bytesWritten;
    if (behind > 0) throw refuse({ en: `${behind} bytes after its end`, zh: `结尾之后还有 ${behind} 字节` });
    packed.checkUnchanged();
  });
  return { ...unpacked, packedBytes: packed.bytes, sha256: hash.digest('hex') };
}

function* hashedCopies(source: Source, hash: Hash): Generator<Buffer> {
  for (const { bytes } of rawChunks(source)) {
    hash.update(bytes);
    yield Buffer.from(bytes);
  }
}

function gzipReason(error: NodeJS.ErrnoException): Param {
  if (error.code === 'Z_BUF_ERROR') return { en: 'it ends too early', zh: '文件提前结束' };
  if (error.code === 'Z_DATA_ERROR') return { en: `its check fails (${error.message})`, zh: `校验失败（${error.message}）` };
  return reasonOf(error);
}

type Write = (bytes: Buffer) => void;

/** Copies a stream into the spool. */
function copier(path: string, from: Readable): (write: Write) => Promise<void> {
  return async (write) => {
    try {
      await writeAll(from, write);
    } catch (error) {
      throw error instanceof UserError ? error : unreadable(path, error);
    }
  };
}

async function writeAll(chunks: AsyncIterable<Buffer | string>, write: Write): Promise<void> {
  for await (const chunk of chunks) write(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
}

/** Fills a private temporary file that has lost its name already: nothing is left behind however the program ends. */
async function spool(path: string, fill: (write: Write) => Promise<void>): Promise<Source> {
  const fd = orRefuse(path, openNameless);
  try {
    await fill((bytes) => {
      for (let at = 0; at < bytes.length; ) at += orRefuse(path, () => writeSync(fd, bytes, at));
    });
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return {
    name: path === STDIN ? STDIN : basename(path),
    shownAs: path,
    fd,
    bytes: fstatSync(fd).size,
    checkUnchanged: () => undefined,
    close: () => closeSync(fd),
  };
}

function openNameless(): number {
  const folder = mkdtempSync(join(tmpdir(), 'npl-'));
  try {
    return openSync(join(folder, 'spool'), 'wx+', 0o600);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Work on the temporary file: a full disk or a missing folder is the environment's, and said with its place. */
function orRefuse<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const [folder, code] = [tmpdir(), reasonOf(error)];
    const reason = { en: `no temporary copy can be made in ${folder} (${code})`, zh: `无法在 ${folder} 中建立临时副本（${code}）` };
    throw new UserError({ code: 'E_READ', file: path, params: { reason } });
  }
}
