import { createHash, type Hash } from 'node:crypto';
import { closeSync, createReadStream, createWriteStream, fstatSync, mkdtempSync, openSync, readSync, rmSync } from 'node:fs';
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
  const opened = path === STDIN ? await spool(path, stdin()) : await openPath(path);
  const magic = Buffer.alloc(2);
  if (readAt(opened, magic, 0) < 2 || magic.readUInt16BE(0) !== GZIP_MAGIC) return opened;
  try {
    return await gunzip(opened);
  } finally {
    opened.close();
  }
}

/** Reads up to `buffer.length` bytes from `position`; fewer only at the end of the file. */
export function readAt(source: Source, buffer: Buffer, position: number): number {
  let filled = 0;
  while (filled < buffer.length) {
    const count = readSync(source.fd, buffer, filled, buffer.length - filled, position + filled);
    if (count === 0) break;
    filled += count;
  }
  return filled;
}

/** All bytes in order, in a buffer that the next piece overwrites. Errors: E_SOURCE_CHANGED when the file became shorter. */
export function* rawChunks(source: Source): Generator<{ readonly bytes: Buffer; readonly position: number }> {
  const buffer = Buffer.allocUnsafe(Math.min(CHUNK_BYTES, source.bytes));
  for (let position = 0; position < source.bytes; ) {
    const count = readAt(source, buffer, position);
    if (count === 0) throw new UserError({ code: 'E_SOURCE_CHANGED', file: source.shownAs });
    yield { bytes: buffer.subarray(0, count), position };
    position += count;
  }
}

async function openPath(path: string): Promise<Source> {
  const fd = openForReading(path);
  const opened = fstatSync(fd);
  if (opened.isDirectory()) {
    closeSync(fd);
    throw new UserError({ code: 'E_READ', file: path, params: { reason: { en: 'it is a folder', zh: '这是文件夹' } } });
  }
  // A pipe is read through the descriptor in hand: opened a second time, it would have lost its writer.
  if (!opened.isFile()) return spool(path, createReadStream(path, { fd }));
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
    throw new UserError({ code: 'E_READ', file: path, params: { reason: code ?? String(error) } });
  }
}

async function gunzip(packed: Source): Promise<Source> {
  const hash = createHash('sha256');
  const unzip = createGunzip();
  const refuse = (reason: Param) => new UserError({ code: 'E_GZIP', file: packed.shownAs, params: { reason } });
  const unpacked = await spool(packed.shownAs, async (temp) => {
    try {
      await pipeline(hashedCopies(packed, hash), unzip, createWriteStream(temp, { mode: 0o600, flags: 'wx' }));
    } catch (error) {
      throw refuse(gzipReason(error as NodeJS.ErrnoException));
    }
  });
  // zlib ends quietly at the first byte that is no further gzip member: what follows would be lost without a word.
  const behind = packed.bytes - unzip.bytesWritten;
  if (behind > 0) {
    unpacked.close();
    throw refuse({ en: `${behind} bytes after its end`, zh: `结尾之后还有 ${behind} 字节` });
  }
  packed.checkUnchanged();
  return { ...unpacked, sha256: hash.digest('hex') };
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
  return error.code ?? error.message;
}

/** Fills a private temporary file, opens it and removes its name at once: nothing is left behind however the program ends. */
async function spool(path: string, from: Readable | ((temp: string) => Promise<void>)): Promise<Source> {
  const folder = mkdtempSync(join(tmpdir(), 'npl-'));
  try {
    const temp = join(folder, 'spool');
    if (typeof from === 'function') await from(temp);
    else await pipeline(from, createWriteStream(temp, { mode: 0o600, flags: 'wx' }));
    const fd = openSync(temp, 'r');
    return {
      name: path === STDIN ? STDIN : basename(path),
      shownAs: path,
      fd,
      bytes: fstatSync(fd).size,
      checkUnchanged: () => undefined,
      close: () => closeSync(fd),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
