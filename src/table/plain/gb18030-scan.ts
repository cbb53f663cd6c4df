import { rawChunks, type Source } from '../source.js';
import { compileLane, LANE_CODE } from './wasm-lane.js';

interface ScanCode {
  beginScan(): void;
  scanGb18030(bytes: number, length: number, beforeBad: number): number;
  endScan(): number;
}

const CHUNK_BYTES = 1 << 20;

/**
 * True where every byte of a file is surely GB18030, by the rules of encoding-faults.ts in one pass. False sends the file to
 * those, which also say what is wrong and where. `firstBad` is where it stops being UTF-8.
 */
export function isSurelyGb18030(source: Source, firstBad: number, lane: URL = LANE_CODE): boolean {
  const module = compileLane(lane);
  if (module === undefined) return false;
  const memory = new WebAssembly.Memory({ initial: (CHUNK_BYTES >> 16) + 1 });
  const code = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as ScanCode;
  const chunk = Buffer.from(memory.buffer, 0, CHUNK_BYTES);
  code.beginScan();
  for (const { bytes, position } of rawChunks(source, chunk)) {
    const beforeBad = Math.max(0, Math.min(bytes.length, firstBad - position));
    if (code.scanGb18030(0, bytes.length, beforeBad) === 0) return false;
  }
  return code.endScan() !== 0;
}
