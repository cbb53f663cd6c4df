import { assertInvariant } from '../../diagnostics/diagnostic.js';

const END = 0x06054b50;
const END_SIZE = 22;
const ENTRY = 0x02014b50;
const ENTRY_SIZE = 46;
const LOCAL = 0x04034b50;
/** 1980-01-01 00:00, the first moment that the format knows: day 1 of month 1 of year 0. */
const FIRST_DAY = (1 << 5) | 1;

/**
 * A zip file whose entries were all made at the first moment there is: it is packed with the clock's, and the same content must
 * give the same bytes. Changes the bytes in place.
 */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.byteLength - END_SIZE;
  assertInvariant(end >= 0 && view.getUint32(end, true) === END, 'a workbook does not end as a zip file without a comment does');
  const entries = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  for (let entry = 0; entry < entries; entry++) {
    assertInvariant(view.getUint32(at, true) === ENTRY, 'a zip file lists an entry that is none');
    const local = view.getUint32(at + 42, true);
    assertInvariant(view.getUint32(local, true) === LOCAL, 'a zip file has an entry that it does not list');
    for (const moment of [at + 12, local + 10]) {
      view.setUint16(moment, 0, true);
      view.setUint16(moment + 2, FIRST_DAY, true);
    }
    at += ENTRY_SIZE + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
