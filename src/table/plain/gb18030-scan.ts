import { rawChunks, type Source } from '../source.js';
import { compileLane, LANE_CODE } from './wasm-lane.js';

interface ScanCode {
  beginScan(): void;
  scanGb18030(bytes: number, length: number, beforeBad: number, assigned: number): number;
  endScan(): number;
}

const CHUNK_BYTES = 1 << 20;
const LEADS = 126;
const TRAILS = 192;
const FIRST_LEAD = 0x81;
const FIRST_TRAIL = 0x40;

/**
 * True where every byte of a file is surely GB18030, by the rules of encoding-faults.ts in one pass. False sends the file to
 * those, which also say what is wrong and where. `firstBad` is where it stops being UTF-8.
 */
export function isSurelyGb18030(source: Source, firstBad: number): boolean {
  const module = compileLane(LANE_CODE);
  if (module === undefined) return false;
  const memory = new WebAssembly.Memory({ initial: (CHUNK_BYTES >> 16) + 2 });
  const code = new WebAssembly.Instance(module, { env: { memory } }).exports as unknown as ScanCode;
  const chunk = Buffer.from(memory.buffer, 0, CHUNK_BYTES);
  Buffer.from(memory.buffer, CHUNK_BYTES, LEADS * TRAILS).set(assignedPairs());
  code.beginScan();
  for (const { bytes, position } of rawChunks(source, chunk)) {
    const beforeBad = Math.max(0, Math.min(bytes.length, firstBad - position));
    if (code.scanGb18030(0, bytes.length, beforeBad, CHUNK_BYTES) === 0) return false;
  }
  return code.endScan() !== 0;
}

/** 1 for every character of two bytes that the decoder knows, by lead and trail. */
function assignedPairs(): Uint8Array {
  const pairs = Buffer.alloc(LEADS * TRAILS * 3, 0x0a);
  for (let i = 0; i < LEADS * TRAILS; i++) {
    const trail = FIRST_TRAIL + (i % TRAILS);
    if (trail === 0x7f || trail > 0xfe) continue;
    pairs[i * 3] = FIRST_LEAD + Math.floor(i / TRAILS);
    pairs[i * 3 + 1] = trail;
  }
  const lines = new TextDecoder('gb18030').decode(pairs).split('\n');
  const assigned = new Uint8Array(LEADS * TRAILS);
  // A place that is no character is three line ends; each character takes one line.
  let line = 0;
  for (let i = 0; i < assigned.length; i++) {
    const isPair = pairs[i * 3] !== 0x0a;
    if (isPair && !(lines[line] as string).includes('\ufffd')) assigned[i] = 1;
    line += isPair ? 1 : 3;
  }
  return assigned;
}
