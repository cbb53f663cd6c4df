/**
 * The candidate most like a mistyped word, or undefined when none is near: case is ignored, and about one edit
 * (letter wrong, missing, added, or two neighbours swapped) is forgiven per three letters. Of equals the first wins.
 */
export function didYouMean(word: string, candidates: Iterable<string>): string | undefined {
  const typed = Array.from(word.toLowerCase());
  let best: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const wanted = Array.from(candidate.toLowerCase());
    const longer = Math.max(typed.length, wanted.length);
    const edits = editsBetween(typed, wanted);
    // A one-letter word is one edit from every other one: that is not likeness.
    if (edits < least && edits < longer && edits <= Math.max(1, Math.floor(longer / 3))) {
      best = candidate;
      least = edits;
    }
  }
  return best;
}

/** Optimal string alignment: Levenshtein distance in which swapping two neighbours is one edit. */
function editsBetween(left: readonly string[], right: readonly string[]): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: right.length + 1 }, (_, j) => j);
  for (let i = 1; i <= left.length; i++) {
    const row = [i];
    for (let j = 1; j <= right.length; j++) {
      const same = left[i - 1] === right[j - 1];
      let edits = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && left[i - 1] === right[j - 2] && left[i - 2] === right[j - 1]) edits = Math.min(edits, beforeLast[j - 2]! + 1);
      row.push(edits);
    }
    beforeLast = last;
    last = row;
  }
  return last[right.length]!;
}

/** "did you mean X? " in both languages, to stand before what else may be said; blank where nothing is near. */
export function meant(word: string, candidates: Iterable<string>): { readonly en: string; readonly zh: string } {
  return meantBy(didYouMean(word, candidates));
}

/** The same of what was found already. */
export function meantBy(near: string | undefined): { readonly en: string; readonly zh: string } {
  return near === undefined ? { en: '', zh: '' } : { en: `did you mean ${near}? `, zh: `是否为 ${near}？` };
}

/**
 * The one candidate that a mistyped id is a single edit from: a character wrong, missing, added, or two neighbours swapped.
 * Undefined where there are several (ids are numbered, and each would be a guess), and for an id of one or two. In time linear in what it is given.
 */
export function onlyOneEditFrom(id: string, candidates: Iterable<string>): string | undefined {
  let found: string | undefined;
  // Of the shortest every other one is a single edit away.
  if (id.length <= 2) return undefined;
  for (const candidate of candidates) {
    if (candidate === found || !isOneEdit(id, candidate)) continue;
    if (found !== undefined) return undefined;
    found = candidate;
  }
  return found;
}

function isOneEdit(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at++;
  if (short.length < long.length) return short.slice(at) === long.slice(at + 1);
  if (at === short.length) return false;
  if (short.slice(at + 1) === long.slice(at + 1)) return true;
  return short[at] === long[at + 1] && short[at + 1] === long[at] && short.slice(at + 2) === long.slice(at + 2);
}
