import { isUtf8 } from 'node:buffer';
import { UserError } from '../../diagnostics/diagnostic.js';
import { EncodingDoubt } from '../encoding.js';
import { completeUtf8Length } from '../encoding-faults.js';
import { type LaneMemory, OWN_MEMORY } from '../lane-memory.js';
import { readAt, type Source } from '../source.js';

/** Puts up to `most` bytes at `at` of the buffer; how many, 0 at the end. */
export type Fill = (buffer: Buffer, at: number, most: number) => number;

/**
 * A part of a file in memory: the bytes from `from` to `to` are known and not yet used, one more is the lexer's own, and
 * what follows is scratch.
 */
export interface ByteWindow {
  bytes: Buffer;
  from: number;
  to: number;
  /** Nothing follows `to`. */
  isLast: boolean;
  readonly chunkBytes: number;
  readonly fill: Fill;
}

const SCRATCH_BYTES = 1 << 16;

/** The last record of a chunk may be cut: it stays, and the next chunk follows it. */
const HELD_BYTES = 1 << 14;

export function windowBytes(chunkBytes: number): number {
  return HELD_BYTES + chunkBytes + 1 + SCRATCH_BYTES;
}

export function newByteWindow(chunkBytes: number, fill: Fill, memory: LaneMemory = OWN_MEMORY): ByteWindow {
  return { bytes: memory.take(windowBytes(chunkBytes)), from: 0, to: 0, isLast: false, chunkBytes, fill };
}

/** Moves what is not used to the front and reads on; the buffer grows where a record has no room in it. */
export function readOn(window: ByteWindow): void {
  const held = window.to - window.from;
  const room = held + window.chunkBytes + 1 + SCRATCH_BYTES;
  if (room <= window.bytes.length) window.bytes.copyWithin(0, window.from, window.to);
  else {
    const larger = Buffer.allocUnsafe(Math.max(room, window.bytes.length * 2));
    window.bytes.copy(larger, 0, window.from, window.to);
    window.bytes = larger;
  }
  window.from = 0;
  const count = window.fill(window.bytes, held, Math.min(window.chunkBytes, window.bytes.length - held - 1 - SCRATCH_BYTES));
  window.to = held + count;
  window.isLast = count === 0;
}

/** The bytes of a file from `position` on. Errors: E_SOURCE_CHANGED where the file became shorter. */
export function fillFrom(source: Source, position: number): Fill {
  let at = position;
  return (buffer, to, most) => {
    const wanted = Math.min(most, source.bytes - at);
    const count = wanted <= 0 ? 0 : readAt(source, buffer.subarray(to, to + wanted), at);
    if (count < wanted) throw new UserError({ code: 'E_SOURCE_CHANGED', file: source.shownAs });
    at += count;
    return count;
  };
}

/** The same, of bytes that are only presumed to be UTF-8. Errors: EncodingDoubt. */
export function utf8Only(fill: Fill): Fill {
  /** Bytes of a character that the chunk before has cut; they stand before the next. */
  let cut = 0;
  return (buffer, at, most) => {
    const count = fill(buffer, at, most);
    const known = buffer.subarray(at - cut, at + count);
    const whole = count === 0 ? known.length : completeUtf8Length(known);
    if (!isUtf8(known.subarray(0, whole)) || known.indexOf(0) >= 0) throw new EncodingDoubt();
    cut = known.length - whole;
    return count;
  };
}

/** Chunks that are made on the way: text of an encoding that is not scanned as bytes. */
export function fillWith(chunks: Iterator<Buffer>): Fill {
  let left: Buffer = Buffer.alloc(0);
  return (buffer, to, most) => {
    while (left.length === 0) {
      const next = chunks.next();
      if (next.done === true) return 0;
      left = next.value;
    }
    const count = left.copy(buffer, to, 0, most);
    left = left.subarray(count);
    return count;
  };
}
