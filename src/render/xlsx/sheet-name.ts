/** What a name of a sheet may have. */
const LONGEST = 31;
const RESERVED = 'history';

/** A name that no other sheet has, whatever its case, made of a heading: without the characters that a name may not hold, and cut. */
export function sheetName(heading: string, taken: Set<string>): string {
  const plain = heading
    .replace(/[[\]:*?/\\\p{C}\ufffd]/gu, ' ')
    // The format's own way to write a character.
    .replace(/_(?=x[0-9a-f]{4}_)/giu, '-')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s']+|[\s']+$/gu, '');
  const base = plain === '' || plain.toLowerCase() === RESERVED ? `${plain}-` : plain;
  for (let number = 1; ; number++) {
    const suffix = number === 1 ? '' : ` ${number}`;
    const name = cut(base, LONGEST - suffix.length) + suffix;
    const key = name.toLowerCase();
    if (taken.has(key)) continue;
    taken.add(key);
    return name;
  }
}

function cut(text: string, length: number): string {
  return text
    .slice(0, length)
    .replace(/[\ud800-\udbff]$/, '')
    .replace(/[\s']+$/u, '');
}
