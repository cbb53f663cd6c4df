import { findBytes, internBytes, newTextIndex, type TextIndex } from '../../model/text-index.js';
import { mayBeLabel } from '../totals-label.js';
import { isRefusal } from '../values.js';
import { NOT_PLAIN } from './byte-values.js';
import type { KernelColumn } from './kernel-column.js';

/** What the ways to write a value in a column stand for: ledgers repeat a handful of words millions of times. */
export interface Spellings {
  readonly of: KernelColumn;
  /** The cells' bytes as the file writes them. */
  index: TextIndex;
  /** By code: the value, or the code of a text. NOT_PLAIN: every cell of it has to be read by itself. */
  values: Float64Array;
  /** Those texts. */
  texts: TextIndex;
}

/** A column of names has nearly as many spellings as rows: they are forgotten before they fill the memory. */
const MOST_SPELLINGS = 1 << 16;

export function newSpellings(of: KernelColumn): Spellings {
  const texts = typeof of.use === 'object' ? of.use.dictionary : newTextIndex();
  return { of, index: newTextIndex(), values: new Float64Array(256), texts };
}

export function spelled(spellings: Spellings, bytes: Buffer, start: number, end: number): number {
  const known = findBytes(spellings.index, bytes, start, end);
  return known >= 0 ? (spellings.values[known] as number) : learn(spellings, bytes, start, end);
}

function learn(spellings: Spellings, bytes: Buffer, start: number, end: number): number {
  if (spellings.index.size === MOST_SPELLINGS) {
    spellings.index = newTextIndex();
    if (typeof spellings.of.use !== 'object') spellings.texts = newTextIndex();
  }
  const code = internBytes(spellings.index, bytes, start, end);
  if (code >= spellings.values.length) {
    const larger = new Float64Array(spellings.values.length * 4);
    larger.set(spellings.values);
    spellings.values = larger;
  }
  const value = readSpelling(spellings, bytes, start, end);
  spellings.values[code] = value;
  return value;
}

/** By the field's rules. What is refused, or counted in the notes, is not learnt but read cell by cell. */
function readSpelling({ of, texts }: Spellings, bytes: Buffer, start: number, end: number): number {
  const { parse, notes, use, decode } = of;
  const { unwrapped, placeholders } = notes;
  const written = decode(bytes, start, end);
  // Each row with such an id has to be looked at whole: it may state totals.
  if (of.bound.field.kind.type === 'key' && mayBeLabel(written)) return NOT_PLAIN;
  const value = parse(written);
  const isNoted = notes.unwrapped !== unwrapped || notes.placeholders !== placeholders;
  notes.unwrapped = unwrapped;
  notes.placeholders = placeholders;
  if (isNoted || isRefusal(value)) return NOT_PLAIN;
  if (value === undefined) return Number.NaN;
  if (typeof value === 'number') return value;
  if (use === 'checked') return 0;
  const text = Buffer.from(value, 'utf8');
  return internBytes(texts, text, 0, text.length);
}
