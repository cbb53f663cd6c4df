/**
 * GB18030 of a text: Node has no encoder. Its decoder is asked once what every code of two bytes stands for, and every
 * code of four bytes of the first plane; beyond it the codes count on from 90 30 81 30.
 */
export function gb18030(text: string): Buffer {
  return Buffer.concat([...text].map(codeOf));
}

/** A few characters for private use have no code. */
export function hasGb18030(text: string): boolean {
  return [...text].every((character) => (character.codePointAt(0) as number) >= 0x10000 || character < '\x80' || codes().has(character));
}

function codeOf(character: string): Buffer {
  const point = character.codePointAt(0) as number;
  if (point < 0x80) return Buffer.from([point]);
  if (point >= 0x10000) return fourBytes(FIRST_BEYOND + point - 0x10000);
  const code = codes().get(character);
  if (code === undefined) throw new Error(`GB18030 has no ${JSON.stringify(character)}`);
  return code;
}

/** Codes of four bytes are numbered from 81 30 81 30. */
function fourBytes(number: number): Buffer {
  const [a, b, c, d] = [Math.floor(number / 12600), Math.floor(number / 1260) % 10, Math.floor(number / 10) % 126, number % 10];
  return Buffer.from([0x81 + a, 0x30 + b, 0x81 + c, 0x30 + d]);
}

/** 90 30 81 30. */
const FIRST_BEYOND = 189_000;
/** Up to 84 31 a4 39, U+FFFF. */
const OF_FIRST_PLANE = 39_420;

let known: ReadonlyMap<string, Buffer> | undefined;

function codes(): ReadonlyMap<string, Buffer> {
  if (known !== undefined) return known;
  const all: Buffer[] = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) all.push(Buffer.from([lead, trail]));
  }
  for (let number = 0; number < OF_FIRST_PLANE; number++) all.push(fourBytes(number));
  // A line end behind each: one that stands for no character does not shift those behind it.
  const decoded = new TextDecoder('gb18030', { ignoreBOM: true })
    .decode(Buffer.concat(all.map((code) => Buffer.from([...code, 0x0a]))))
    .split('\n');
  known = new Map(all.map((code, i) => [decoded[i] as string, code]));
  return known;
}
