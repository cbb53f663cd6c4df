/** Spaces a level. */
export const INDENT = 2;
const [QUOTE, BACKSLASH, LINE_END, SPACE] = [0x22, 0x5c, 0x0a, 0x20];
/** A character of UTF-16 is at most so many bytes of UTF-8. */
const WIDEST = 3;
const FIRST_BYTES = 1 << 16;

/**
 * Writes what JSON.stringify(value, undefined, 2) gives as UTF-8. Of a list as long as a ledger, texts put together piece by piece and
 * encoded afterwards cost several times the bytes.
 */
export class JsonBytes {
  private bytes = Buffer.allocUnsafe(FIRST_BYTES);
  private at = 0;
  private readonly names = new Map<string, Uint8Array>();

  get length(): number {
    return this.at;
  }

  /** What was written since the last call: nobody writes into it again. */
  take(): Uint8Array {
    const taken = this.bytes.subarray(0, this.at);
    this.bytes = Buffer.allocUnsafe(this.bytes.length);
    this.at = 0;
    return taken;
  }

  text(text: string): void {
    const { length } = text;
    this.room(length * WIDEST);
    if (length > 1 || text.charCodeAt(0) >= 0x80) this.at += this.bytes.write(text, this.at, 'utf8');
    else if (length === 1) this.bytes[this.at++] = text.charCodeAt(0);
  }

  line(depth: number): void {
    const spaces = depth * INDENT;
    this.room(spaces + 1);
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = LINE_END;
    for (const end = at + spaces; at < end; at++) bytes[at] = SPACE;
    this.at = at;
  }

  /** A member's name, as it stands before the value. */
  name(name: string): void {
    let held = this.names.get(name);
    if (held === undefined) {
      held = Buffer.from(`${JSON.stringify(name)}: `, 'utf8');
      this.names.set(name, held);
    }
    this.room(held.length);
    const { bytes, at } = this;
    for (let i = 0; i < held.length; i++) bytes[at + i] = held[i] as number;
    this.at = at + held.length;
  }

  /** `depth`: of the line that the value stands on. False where JSON has nothing for it: then nothing is written. */
  value(value: unknown, depth: number): boolean {
    if (typeof value === 'string') this.quoted(value);
    else if (typeof value !== 'object' || value === null || 'toJSON' in value) {
      const text = JSON.stringify(value, undefined, INDENT) as string | undefined;
      if (text === undefined) return false;
      // A line end in a string is escaped, so that every one is the layout's own.
      this.text(text.includes('\n') ? text.replaceAll('\n', `\n${' '.repeat(depth * INDENT)}`) : text);
    } else if (Array.isArray(value)) this.list(value, depth);
    else this.members(value as Readonly<Record<string, unknown>>, depth);
    return true;
  }

  private list(items: readonly unknown[], depth: number): void {
    this.text('[');
    for (let i = 0; i < items.length; i++) {
      if (i > 0) this.text(',');
      this.line(depth + 1);
      if (!this.value(items[i], depth + 1)) this.text('null');
    }
    if (items.length > 0) this.line(depth);
    this.text(']');
  }

  private members(held: Readonly<Record<string, unknown>>, depth: number): void {
    let before = '{';
    for (const name of Object.keys(held)) if (this.member(before, name, held[name], depth + 1)) before = ',';
    this.close(before, depth);
  }

  /** One member on a line of its own behind what stands before it; false where its value is left out. */
  member(before: string, name: string, value: unknown, depth: number): boolean {
    if (value === undefined) return false;
    const start = this.at;
    this.text(before);
    this.line(depth);
    this.name(name);
    if (this.value(value, depth)) return true;
    this.at = start;
    return false;
  }

  /** Ends an object: `before` is what would stand before its next member. */
  close(before: string, depth: number): void {
    if (before === '{') this.text('{}');
    else {
      this.line(depth);
      this.text('}');
    }
  }

  private quoted(text: string): void {
    const { length } = text;
    this.room(length * WIDEST + 2);
    const { bytes } = this;
    let at = this.at;
    bytes[at++] = QUOTE;
    for (let i = 0; i < length; i++) {
      const code = text.charCodeAt(i);
      if (code < SPACE || code === QUOTE || code === BACKSLASH || (code >= 0xd800 && code <= 0xdfff)) {
        this.text(JSON.stringify(text));
        return;
      }
      if (code < 0x80) bytes[at++] = code;
      else if (code < 0x800) {
        bytes[at++] = 0xc0 | (code >> 6);
        bytes[at++] = 0x80 | (code & 0x3f);
      } else {
        bytes[at++] = 0xe0 | (code >> 12);
        bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
        bytes[at++] = 0x80 | (code & 0x3f);
      }
    }
    bytes[at++] = QUOTE;
    this.at = at;
  }

  private room(bytes: number): void {
    if (this.at + bytes <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.at + bytes, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.at);
    this.bytes = larger;
  }
}
