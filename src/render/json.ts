import { JsonRows } from '../report/json-rows.js';
import { INDENT, JsonBytes } from './json-bytes.js';

/** Bytes of a part, at least. */
const PART = 1 << 18;

/** What JSON.stringify(json, undefined, 2) gives, and a line end, as UTF-8; lists of rows in parts, so that none is too long. */
export function* jsonText(json: object): Generator<Uint8Array> {
  if (!Object.values(json).some((value) => value instanceof JsonRows)) {
    yield Buffer.from(`${JSON.stringify(json, undefined, INDENT)}\n`, 'utf8');
    return;
  }
  const to = new JsonBytes();
  let before = '{';
  for (const [name, value] of Object.entries(json)) {
    if (value instanceof JsonRows) {
      to.text(before);
      to.line(1);
      to.name(name);
      for (const _ of writeRows(to, value)) if (to.length >= PART) yield to.take();
      before = ',';
    } else if (to.member(before, name, value, 1)) before = ',';
  }
  to.close(before, 0);
  to.text('\n');
  yield to.take();
}

/** Stops behind each row. */
function* writeRows<T>(to: JsonBytes, { items, members }: JsonRows<T>): Generator<void> {
  to.text('[');
  for (let i = 0; i < items.length; i++) {
    if (i > 0) to.text(',');
    to.line(2);
    let before = '{';
    for (const [name, held] of members) if (to.member(before, name, held(items[i] as T), 3)) before = ',';
    to.close(before, 2);
    yield;
  }
  if (items.length > 0) to.line(1);
  to.text(']');
}
