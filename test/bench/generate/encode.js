// @ts-check

/** @typedef {'utf-8' | 'gb18030'} Encoding */

/**
 * Node decodes GB18030 and does not encode it: the table is what its decoder says of every pair of bytes.
 * @returns {Map<string, readonly [number, number]>}
 */
function gb18030Pairs() {
  const pairs = [];
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push(/** @type {const} */ ([lead, trail]));
  }
  // A line end behind each pair: one that stands for no character does not shift the ones after it.
  const decoded = new TextDecoder('gb18030').decode(Uint8Array.from(pairs.flatMap(([lead, trail]) => [lead, trail, 0x0a]))).split('\n');
  const table = new Map();
  pairs.forEach((pair, i) => {
    const character = /** @type {string} */ (decoded[i]);
    if (character.length === 1 && character !== '\ufffd') table.set(character, pair);
  });
  return table;
}

/**
 * @param {Encoding} encoding
 * @returns {(text: string) => Uint8Array}
 */
export function encoderOf(encoding) {
  if (encoding === 'utf-8') return (text) => new TextEncoder().encode(text);
  const table = gb18030Pairs();
  return (text) =>
    Uint8Array.from(
      [...text].flatMap((character) => {
        if (character <= '\x7f') return [character.charCodeAt(0)];
        const pair = table.get(character);
        if (pair === undefined) throw new Error(`no two bytes of GB18030 for ${character}`);
        return pair;
      }),
    );
}
