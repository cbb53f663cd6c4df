import type { Document, Incomplete } from './document.js';
import type { Words } from './words/words.js';

/** The mark that every output carries when rows were left out; nothing when none were. */
export function incompleteWords(words: Words, incomplete: Incomplete | undefined): Pick<Document, 'incomplete'> {
  return incomplete === undefined ? {} : { incomplete: words.say.incomplete(incomplete.rejected, incomplete.read) };
}
