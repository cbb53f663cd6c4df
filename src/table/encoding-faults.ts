import type { Bilingual } from '../diagnostics/catalogue.js';
import { type Param, UserError } from '../diagnostics/diagnostic.js';
import { rawChunks, readAt, type Source } from './source.js';

const LF = 0x0a;
const CR = 0x0d;
const SEPARATORS = [0x2c, 0x09, 0x3b] as const;

/** Length of the part that does not end inside a UTF-8 sequence. */
export function completeUtf8Length(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] as number;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? bytes.length - back : bytes.length;
    if (byte < 0x80) break;
  }
  return bytes.length;
}

/** Where the first sequence that is not UTF-8 begins; the length when all is well. */
export function firstInvalidUtf8(bytes: Buffer): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at] as number;
    if (lead < 0x80) {
      at++;
      continue;
    }
    const length = sequenceLength(lead);
    if (lead < 0xc2 || lead > 0xf4 || !isSecondByte(lead, bytes[at + 1])) return at;
    for (let i = 2; i < length; i++) if (!isContinuation(bytes[at + i])) return at;
    at += length;
  }
  return bytes.length;
}

/** The second byte excludes overlong forms, surrogates, and what lies beyond U+10FFFF. */
function isSecondByte(lead: number, byte: number | undefined): boolean {
  if (!isContinuation(byte)) return false;
  if (lead === 0xe0) return byte >= 0xa0;
  if (lead === 0xed) return byte <= 0x9f;
  if (lead === 0xf0) return byte >= 0x90;
  return lead !== 0xf4 || byte <= 0x8f;
}

function sequenceLength(lead: number): number {
  return lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
}

function isContinuation(byte: number | undefined): byte is number {
  return byte !== undefined && byte >= 0x80 && byte <= 0xbf;
}

const NEITHER = 'UTF-8 or GB18030';

/**
 * GB18030 by its byte ranges. A damaged UTF-8 file is mostly "valid" GB18030 too, and would be read as other characters:
 * `firstBadUtf8` is where a file of unstated encoding stops being UTF-8. Errors: E_ENCODING.
 */
export function checkGb18030(source: Source, firstBadUtf8: number | undefined): void {
  if (firstBadUtf8 !== undefined) {
    if (looksLikeDamagedUtf8(source, firstBadUtf8)) throw refuseByte(source, firstBadUtf8, 'UTF-8');
    const other = firstOtherLine(source);
    if (other !== undefined) throw refuseByte(source, other.start, other.isUtf8 ? GLUED_UTF8 : GLUED_GB18030);
  }
  let seen: 0 | 1 | 2 | 3 = 0;
  const character = Buffer.alloc(4);
  for (const { bytes, position } of rawChunks(source)) {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (seen === 0 && byte < 0x80) continue;
      character[seen] = byte;
      const next = followGb18030(seen, byte);
      if (next === undefined) throw refuseByte(source, position + i - seen, NEITHER);
      // Every pair is a character; some of four bytes are none.
      if (seen === 3 && !isAssigned(character)) throw refuseByte(source, position + i - 3, UNASSIGNED);
      seen = next;
    }
  }
  if (seen !== 0) throw refuseByte(source, source.bytes - seen, NEITHER);
}

const UNASSIGNED: Bilingual = { en: 'GB18030 (there is no such character)', zh: ' GB18030（没有这个字符）' };

const DECODER = new TextDecoder('gb18030', { fatal: true });

function isAssigned(character: Buffer): boolean {
  try {
    DECODER.decode(character);
    return true;
  } catch {
    return false;
  }
}

/** Bytes of a character seen after one more, 0 when it is complete; undefined when no character goes on like that. */
function followGb18030(seen: 0 | 1 | 2 | 3, byte: number): 0 | 1 | 2 | 3 | undefined {
  const isLead = byte >= 0x81 && byte <= 0xfe;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  if (seen === 0) return isLead ? 1 : undefined;
  if (seen === 1) return isDigit ? 2 : byte >= 0x40 && byte <= 0xfe && byte !== 0x7f ? 0 : undefined;
  if (seen === 2) return isLead ? 3 : undefined;
  return isDigit ? 0 : undefined;
}

/** Three or more UTF-8 ideographs before the first bad byte, or more of them than bad bytes in the whole file. */
function looksLikeDamagedUtf8(source: Source, firstBad: number): boolean {
  let good = 0;
  let bad = 0;
  for (const { bytes, position } of rawChunks(source)) {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (byte < 0x80) continue;
      if (byte >= 0xe3 && byte <= 0xe9 && isContinuation(bytes[i + 1]) && isContinuation(bytes[i + 2])) {
        good++;
        i += 2;
        if (good >= 3 && position + i < firstBad) return true;
      } else if (position + i >= firstBad) {
        bad++;
      }
    }
  }
  return good >= 3 && good > bad;
}

const GLUED_UTF8: Bilingual = {
  en: 'GB18030 as it is in the lines before; this line is UTF-8',
  zh: ' GB18030（之前各行为 GB18030，本行为 UTF-8）',
};
const GLUED_GB18030: Bilingual = {
  en: 'UTF-8 as it is in the lines before; this line is GB18030',
  zh: ' UTF-8（之前各行为 UTF-8，本行为 GB18030）',
};

/** What the bytes of one line beyond ASCII are. */
interface LineBytes {
  /** Position of the first of them, -1 while there is none. */
  start: number;
  /** While all of them are UTF-8 of common ideographs and their punctuation. */
  isUtf8: boolean;
  ideographs: number;
  lead: number;
  /** Continuation bytes still to come. */
  left: number;
}

/**
 * The first line of another encoding than the lines before it, in a file that is not UTF-8 as a whole. Two ideographs of
 * UTF-8 are also three characters of GB18030, and would pass as those. The other way about, three characters that are
 * two ideographs begin with a rare one, and a whole line of them is not met (test/table/encoding.test.ts counts).
 */
function firstOtherLine(source: Source): LineBytes | undefined {
  let first: LineBytes | undefined;
  let line = newLine();
  const isOther = () => {
    const isKnown = line.start >= 0 && (!line.isUtf8 || line.left > 0 || line.ideographs >= 2);
    if (!isKnown) return false;
    line.isUtf8 = line.isUtf8 && line.left === 0;
    first ??= line;
    return first.isUtf8 !== line.isUtf8;
  };
  for (const { bytes, position } of rawChunks(source)) {
    for (let i = 0; i < bytes.length; i++) {
      const byte = bytes[i] as number;
      if (byte !== LF && byte !== CR) {
        followLine(line, byte, position + i);
      } else if (line.start >= 0) {
        if (isOther()) return line;
        line = newLine();
      }
    }
  }
  return isOther() ? line : undefined;
}

function newLine(): LineBytes {
  return { start: -1, isUtf8: true, ideographs: 0, lead: 0, left: 0 };
}

function followLine(line: LineBytes, byte: number, offset: number): void {
  if (byte < 0x80 && line.left === 0) return;
  if (line.start < 0) line.start = offset;
  if (!line.isUtf8) return;
  if (line.left === 0) {
    line.lead = byte;
    line.left = 2;
    line.isUtf8 = (byte >= 0xe3 && byte <= 0xe9) || byte === 0xef;
    if (byte >= 0xe4 && byte <= 0xe9) line.ideographs++;
  } else {
    line.isUtf8 = isContinuation(byte) && (line.left === 1 || isCommon(line.lead, byte));
    line.left--;
  }
}

/** U+4E00 to U+9FFF, the punctuation from U+3000, and full-width forms. */
function isCommon(lead: number, second: number): boolean {
  if (lead === 0xe3) return second === 0x80;
  if (lead === 0xe4) return second >= 0xb8;
  return lead !== 0xef || second >= 0xbc;
}

/** UTF-16 of whole units, surrogates in pairs. Errors: E_ENCODING. */
export function checkUtf16(source: Source, encoding: 'utf-16le' | 'utf-16be', bomBytes: number): void {
  const name = 'UTF-16';
  if ((source.bytes - bomBytes) % 2 === 1) throw refuseByte(source, source.bytes - 1, name, encoding);
  const high = encoding === 'utf-16be' ? 0 : 1;
  let pairOpen = false;
  for (const { bytes, position } of rawChunks(source)) {
    for (let i = 0; i < bytes.length; i += 2) {
      const kind = (bytes[i + high] as number) & 0xfc;
      const isSecond = kind === 0xdc;
      if (isSecond !== pairOpen) throw refuseByte(source, position + i - (pairOpen ? 2 : 0), name, encoding);
      pairOpen = kind === 0xd8;
    }
  }
  if (pairOpen) throw refuseByte(source, source.bytes - 2, name, encoding);
}

/** E_ENCODING for the byte at `offset`, with its line and field. */
export function refuseByte(source: Source, offset: number, encoding: Param, utf16?: 'utf-16le' | 'utf-16be'): UserError {
  const byte = Buffer.alloc(1);
  readAt(source, byte, offset);
  return new UserError({
    code: 'E_ENCODING',
    file: source.shownAs,
    ...placeOf(source, offset, utf16),
    params: { byte: `0x${byte.toString('hex').toUpperCase()}`, encoding },
  });
}

/**
 * Line and field of a byte, both from 1, for messages: the delimiter is not known yet and separators inside quotes are
 * counted too, which is near enough to find the place.
 */
export function placeOf(source: Source, offset: number, utf16?: 'utf-16le' | 'utf-16be'): { line: number; column: number } {
  const step = utf16 === undefined ? 1 : 2;
  const low = utf16 === 'utf-16be' ? 1 : 0;
  const counts: [number, number, number] = [0, 0, 0];
  let line = 1;
  let afterCr = false;
  for (const { bytes, position } of rawChunks(source)) {
    for (let i = 0; i < bytes.length && position + i + step <= offset; i += step) {
      const isAscii = step === 1 || bytes[i + 1 - low] === 0;
      const unit = isAscii ? (bytes[i + low] as number) : -1;
      if (unit === CR || (unit === LF && !afterCr)) {
        line++;
        counts.fill(0);
      }
      afterCr = unit === CR;
      const separator = SEPARATORS.indexOf(unit as (typeof SEPARATORS)[number]);
      if (separator >= 0) counts[separator as 0 | 1 | 2]++;
    }
    if (position + bytes.length >= offset) break;
  }
  return { line, column: Math.max(...counts) + 1 };
}
