import { byteAt, NOT_PLAIN, UNKNOWN } from './bytes';
import { setScratchEnd } from './lexer';
import { isPlainId, isVisible } from './texts';

/** As readTexts, of a column of GB18030: texts that are kept are written into the scratch as UTF-8. */
export function readGbTexts(
  bytes: usize,
  starts: usize,
  ends: usize,
  step: usize,
  rows: i32,
  values: usize,
  from: usize,
  to: usize,
  isId: bool,
  blank: f64,
  units: usize,
  scratch: usize,
  capacity: usize,
): i32 {
  let others = 0;
  for (let row = 0; row < rows; row++) {
    const start: usize = load<u32>(starts);
    const end: usize = load<u32>(ends);
    let value = blank;
    if (start !== end) {
      // Two bytes become three at the most.
      const hasRoom = scratch + (end - start) * 2 <= capacity;
      const length =
        hasRoom && (!isId || isPlainId(byteAt(bytes + start), byteAt(bytes + end - 1))) ? transcode(bytes, start, end, scratch, units) : 0;
      if (length === 0) {
        value = UNKNOWN;
        others++;
      } else {
        value = 0;
        if (from !== 0) {
          store<u32>(from + (row << 2), scratch as u32);
          scratch += length;
          store<u32>(to + (row << 2), scratch as u32);
        }
      }
    } else if (blank === NOT_PLAIN) others++;
    store<f64>(values, value);
    starts += step;
    ends += step;
    values += 8;
  }
  setScratchEnd(scratch);
  return others;
}

/** Writes a plain text as UTF-8; gives its length, 0 where it is not plain. `units` holds the UTF-16 of every code of two bytes from 8100. */
function transcode(bytes: usize, i: usize, end: usize, scratch: usize, units: usize): usize {
  let at = bytes + scratch;
  let unit: u32 = 0;
  let isFirst = true;
  while (i < end) {
    unit = byteAt(bytes + i);
    i++;
    if (unit >= 0x80) {
      if (i === end) return 0;
      const code = (unit << 8) | byteAt(bytes + i);
      i++;
      if (code < 0x8100) return 0;
      unit = load<u16>(units + ((code - 0x8100) << 1));
      // None, or one that does not take three bytes.
      if (unit < 0x800) return 0;
      store<u8>(at, 0xe0 | (unit >> 12));
      store<u8>(at, 0x80 | ((unit >> 6) & 0x3f), 1);
      store<u8>(at, 0x80 | (unit & 0x3f), 2);
      at += 3;
    } else {
      store<u8>(at, unit);
      at++;
    }
    if (isFirst && !standsAlone(unit)) return 0;
    isFirst = false;
  }
  return standsAlone(unit) ? at - bytes - scratch : 0;
}

/** As isPlainText of byte-values.ts asks of the first and the last character. */
function standsAlone(unit: u32): bool {
  return isVisible(unit) || (unit >= 0x4000 && unit <= 0x9fff);
}
