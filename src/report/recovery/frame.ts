import { isoDate } from '../../model/civil-date.js';
import type { Classified, Month } from '../../model/portfolio.js';
import type { Cover } from '../cover.js';
import { dayFacts } from '../cover-facts.js';
import type { Document, Incomplete, Lang, MoneyUnit, Section } from '../document.js';
import { incompleteWords } from '../incomplete.js';
import { provenanceJson } from '../npl-report-json.js';
import { type Provenance, policyWords, provenanceSection } from '../provenance.js';
import { type Notes, ruleNotes, sectionOfNotes } from '../sections/notes.js';
import { wordsOf } from '../words/catalogue.js';
import type { Words } from '../words/words.js';

/** What every report of recovery says beside its own figures. */
export interface RecoveryFrame extends Month {
  readonly classified: Classified;
  readonly provenance: Provenance;
  readonly incomplete?: Incomplete;
  /** Where it is known whose figures they are. */
  readonly institution?: string;
}

/** What is a report's own. */
export interface RecoveryParts {
  readonly title: string;
  /** Further words of the line that dates the report: "compared with 2018-12-31". */
  readonly dateline?: readonly string[];
  /** Lines under the policy's, of what else the figures were judged by. */
  readonly judgedBy?: readonly string[];
  readonly sections: readonly (Section | undefined)[];
  /** Further facts of the cover, and its key figures. */
  readonly cover?: Partial<Cover>;
  /** What is doubtful about its own figures, between the rounding and the rules. */
  readonly notes?: (notes: Notes) => void;
}

/** A document with the head, notes and provenance that the reports of recovery share. */
export function recoveryDocument(frame: RecoveryFrame, lang: Lang, unit: MoneyUnit, parts: (words: Words) => RecoveryParts): Document {
  const words = wordsOf(lang);
  const { portfolio, classified, provenance } = frame;
  const { title, dateline = [], judgedBy = [], sections, cover, notes: own } = parts(words);
  const notes = sectionOfNotes(words, (list) => {
    if (unit !== 'yuan') list.note('note', words.say.rounding);
    own?.(list);
    ruleNotes(list, words, frame);
  });
  return {
    lang,
    title,
    subtitle: [
      [
        `${words.asOf} ${isoDate(portfolio.asOf)}`,
        ...dateline,
        `${words.unitLabel} ${words.unit[unit]}`,
        `${words.currency} ${portfolio.currency}`,
      ].join('  '),
      policyWords(words, provenance.policy, portfolio.asOf),
      ...judgedBy,
      `${words.basisLabel} ${words.basis[classified.basis]}`,
    ],
    ...incompleteWords(words, frame.incomplete),
    cover: {
      facts: [...dayFacts(words, portfolio.asOf, frame.institution), ...(cover?.facts ?? [])],
      figures: cover?.figures ?? [],
    },
    sections: [...sections, notes, provenanceSection(words, provenance)].filter((section) => section !== undefined),
  };
}

/** The members that the JSON of every report of recovery has; `figures` stand between them. */
export function recoveryJson(schema: string, frame: RecoveryFrame, figures: object): object {
  const { portfolio, classified, provenance, incomplete } = frame;
  return {
    schema,
    asOf: isoDate(portfolio.asOf),
    currency: portfolio.currency,
    basis: classified.basis,
    incomplete,
    ...figures,
    notAssessed: classified.notAssessed,
    rows: portfolio.rows,
    provenance: provenanceJson(provenance),
  };
}
