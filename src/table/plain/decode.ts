import type { Encoding } from '../encoding.js';

/** The text of some bytes. */
export type Decode = (bytes: Buffer, start: number, end: number) => string;

/** Bytes whose encoding has been checked. UTF-16 files reach the lanes as UTF-8. */
export function decoderOf(encoding: Encoding): Decode {
  if (encoding !== 'gb18030') return (bytes, start, end) => bytes.toString('utf8', start, end);
  const decoder = new TextDecoder('gb18030', { fatal: true, ignoreBOM: true });
  return (bytes, start, end) => decoder.decode(bytes.subarray(start, end));
}
