/** Where the lanes keep the bytes and columns of a batch: in memory of their own, or in one that compiled code works in. */
export interface LaneMemory {
  /** Zeros, aligned for numbers of eight bytes. */
  readonly take: (bytes: number) => Buffer;
}

export const OWN_MEMORY: LaneMemory = { take: (bytes) => Buffer.from(new ArrayBuffer(bytes)) };

export function takeFloats(memory: LaneMemory, length: number): Float64Array {
  const { buffer, byteOffset } = memory.take(length * 8);
  return new Float64Array(buffer, byteOffset, length);
}

export function takeInts(memory: LaneMemory, length: number): Int32Array {
  const { buffer, byteOffset } = memory.take(length * 4);
  return new Int32Array(buffer, byteOffset, length);
}

export function takeUnsigned(memory: LaneMemory, length: number): Uint32Array {
  const { buffer, byteOffset } = memory.take(length * 4);
  return new Uint32Array(buffer, byteOffset, length);
}

export function takeBytes(memory: LaneMemory, length: number): Uint8Array {
  const { buffer, byteOffset } = memory.take(length);
  return new Uint8Array(buffer, byteOffset, length);
}
