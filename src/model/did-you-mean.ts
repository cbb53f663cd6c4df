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
  const near = didYouMean(word, candidates);
  return near === undefined ? { en: '', zh: '' } : { en: `did you mean ${near}? `, zh: `是否为 ${near}？` };
}
