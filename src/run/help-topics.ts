import type { HelpTopic } from '../report/words/help-words.js';

export type { HelpTopic } from '../report/words/help-words.js';

/** In the order that they are listed. */
export const HELP_TOPICS: readonly HelpTopic[] = ['policies', 'map', 'registers', 'book', 'figures', 'formats', 'exit-codes'];
