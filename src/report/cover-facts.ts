import { isoDate } from '../model/civil-date.js';
import type { Cover, KeyFigure } from './cover.js';
import type { Words } from './words/words.js';

/** Whose figures, and of which day. */
export function dayFacts(words: Words, asOf: number, institution: string | undefined): Cover['facts'] {
  return [...institutionFact(words, institution), { name: words.asOf, value: isoDate(asOf) }];
}

export function institutionFact(words: Words, institution: string | undefined): Cover['facts'] {
  return institution === undefined ? [] : [{ name: words.page.institution, value: institution }];
}

/** What a change is against is said where there is a change. */
export function figure(name: string, value: KeyFigure['value'], change?: KeyFigure['change'], against?: string): KeyFigure {
  return { name, value, ...(change === undefined ? {} : { change, ...(against === undefined ? {} : { against }) }) };
}
