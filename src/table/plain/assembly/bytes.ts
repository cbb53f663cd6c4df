/** Bytes that the lane knows, and the value that says that a cell has to be read as text. */
export const LF: u32 = 0x0a;
export const CR: u32 = 0x0d;
export const TAB: u32 = 0x09;
export const QUOTE: u32 = 0x22;
export const DELETE: u32 = 0x7f;

export const NOT_PLAIN: f64 = -Infinity;
/** The value that says that a cell is none of those the compiled code knows. */
export const UNKNOWN: f64 = Infinity;

export function byteAt(at: usize): u32 {
  return load<u8>(at);
}

export function isDigit(byte: u32): bool {
  return byte - 0x30 <= 9;
}

/** A word of eight bytes that holds four bytes twice. */
export function twice(four: u32): u64 {
  return ((four as u64) << 32) | (four as u64);
}
