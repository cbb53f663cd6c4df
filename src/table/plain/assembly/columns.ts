import { readGbTexts } from './gb-texts';
import { scratchEnd, setScratchEnd } from './lexer';
import { readCents, readDates, readDays } from './numbers';
import { readSpellings } from './spellings';
import { readTexts } from './texts';

// What is known of a column to be read, as wasm-columns.ts writes it: RECORD bytes each.
const RECORD: usize = 40;
const COLUMN: usize = 4;
const VALUES: usize = 8;
const FROM: usize = 12;
const TO: usize = 16;
/** Decimals of an amount, times of a number of days, kind of a text, or where a table is. */
const DETAIL: usize = 20;
const BLANK: usize = 24;
/** Written here: how many cells are left to the TypeScript. */
const OTHERS: usize = 32;
/** 1 for an id. */
const IS_ID: usize = 36;

const CENTS = 0;
const DATES = 1;
const DAYS = 2;
const TEXTS = 3;
const GB_TEXTS = 4;

/** Reads `count` columns of a batch. Gives how many cells of all are left to the TypeScript, and where scratch ends then. */
export function readColumns(
  record: usize,
  count: i32,
  bytes: usize,
  allStarts: usize,
  allEnds: usize,
  width: i32,
  rows: i32,
  slow: usize,
  scratch: usize,
  capacity: usize,
): i32 {
  setScratchEnd(scratch);
  const step: usize = (width as usize) << 2;
  let all = 0;
  for (let i = 0; i < count; i++, record += RECORD) {
    const kind = load<i32>(record);
    const first: usize = (load<u32>(record, COLUMN) as usize) << 2;
    const starts = allStarts + first;
    const ends = allEnds + first;
    const values: usize = load<u32>(record, VALUES);
    const from: usize = load<u32>(record, FROM);
    const to: usize = load<u32>(record, TO);
    const detail = load<i32>(record, DETAIL);
    const blank = load<f64>(record, BLANK);
    let others = 0;
    if (kind === CENTS) readCents(bytes, starts, ends, step, rows, values, slow, detail, blank);
    else if (kind === DATES) readDates(bytes, starts, ends, step, rows, values, slow, blank);
    else if (kind === DAYS) readDays(bytes, starts, ends, step, rows, values, slow, detail, blank);
    else if (kind === TEXTS) others = readTexts(bytes, starts, ends, step, rows, values, from, to, detail, blank);
    else if (kind === GB_TEXTS) {
      const isId = load<i32>(record, IS_ID) !== 0;
      others = readGbTexts(bytes, starts, ends, step, rows, values, from, to, isId, blank, detail as usize, scratchEnd(), capacity);
    } else others = readSpellings(bytes, starts, ends, step, rows, values, detail as usize, blank);
    store<i32>(record, others, OTHERS);
    all += others;
  }
  return all;
}
