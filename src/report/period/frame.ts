import type { Unknowns } from '../../measure/unknowns.js';
import { type DayNumber, isoDate } from '../../model/civil-date.js';
import type { Assessed, Basis, RowCounts, Tally } from '../../model/portfolio.js';
import type { RuleStretch } from '../../model/rules.js';
import { tallyWords } from '../cells.js';
import type { Cover } from '../cover.js';
import type { Document, Incomplete, Lang, MoneyUnit, Section } from '../document.js';
import { incompleteWords } from '../incomplete.js';
import { provenanceJson, tallyJson } from '../npl-report-json.js';
import { type Provenance, policyWords, provenanceSection } from '../provenance.js';
import { inferredNote, placeOf, ruleNotes, sectionOfNotes } from '../sections/notes.js';
import { selectionFact, selectionSection } from '../sections/selection.js';
import { wordsOf } from '../words/catalogue.js';
import type { Words } from '../words/words.js';

/** What all reports over several months say beside their figures. */
export interface PeriodFrame {
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** Where it is known whose figures they are. */
  readonly institution?: string;
  readonly currency: string;
  readonly basis: Basis;
  readonly provenance: Provenance;
  readonly incomplete?: Incomplete;
  readonly rows: RowCounts;
  /** Of the last month. */
  readonly classified: Assessed;
  readonly unknowns: Unknowns;
  /** The months by the rules they were closed by; of a book alone. */
  readonly rules?: readonly RuleStretch[];
  /** Loans with a negative balance (--allow-negative), in every sum: of each month that has any. */
  readonly negative: readonly { readonly asOf: DayNumber; readonly tally: Tally }[];
}

/** A document with the head, notes and provenance that reports over several months share. */
export function periodDocument(
  frame: PeriodFrame,
  lang: Lang,
  unit: MoneyUnit,
  title: (words: Words) => string,
  sections: (words: Words) => readonly (Section | undefined)[],
  cover?: (words: Words) => Cover | undefined,
): Document {
  const words = wordsOf(lang);
  const { provenance } = frame;
  const front = cover?.(words);
  return {
    lang,
    title: title(words),
    subtitle: [
      [
        words.period.period(isoDate(frame.from), isoDate(frame.to)),
        `${words.unitLabel} ${words.unit[unit]}`,
        `${words.currency} ${frame.currency}`,
      ].join('  '),
      ...rulesWords(words, frame),
      ...selectionFact(words, provenance),
    ],
    ...incompleteWords(words, frame.incomplete),
    ...(front === undefined ? {} : { cover: front }),
    sections: [
      selectionSection(words, provenance),
      ...sections(words),
      frameNotes(words, frame, unit),
      provenanceSection(words, provenance),
    ].filter((section) => section !== undefined),
  };
}

/** The policy and the basis; where months were closed by several, which by which. */
function rulesWords(words: Words, { provenance, basis, to, rules = [] }: PeriodFrame): string[] {
  if (rules.length < 2) return [policyWords(words, provenance.policy, to), `${words.basisLabel} ${words.basis[basis]}`];
  const ids = new Map(rules.map(({ policy }) => [policy.hash, policy.id]));
  const isAmbiguous = new Set(ids.values()).size < ids.size;
  return rules.map((one) => {
    const policy = isAmbiguous ? `${one.policy.id} ${one.policy.hash.slice(0, SHORT_HASH)}` : one.policy.id;
    const months = one.from === one.to ? isoDate(one.from) : words.period.period(isoDate(one.from), isoDate(one.to));
    return `${months}  ${words.policy} ${policy}  ${words.basisLabel} ${words.basis[one.basis]}`;
  });
}

const SHORT_HASH = 8;

/** What is doubtful about the figures of a frame. */
export function frameNotes(
  words: Words,
  { provenance, classified, unknowns, negative }: PeriodFrame,
  unit: MoneyUnit,
): Section | undefined {
  const { say } = words;
  return sectionOfNotes(words, (notes) => {
    if (unit !== 'yuan') notes.note('note', say.rounding);
    for (const { lockDate, supersedes } of provenance.locks)
      if (supersedes !== undefined) notes.note('note', say.restated(isoDate(lockDate), supersedes.reason));
    notes.listed('warning', say.ignoredEvents, unknowns.ignored.map(placeOf));
    notes.listed('warning', say.unknownEvents, unknowns.unknown.map(placeOf));
    inferredNote(notes, words, unknowns.inferred, unknowns.inferredLines ?? []);
    for (const { asOf, tally } of negative)
      notes.note('warning', say.negative + words.inBrackets(isoDate(asOf)) + words.colon, ...tallyWords(words, tally));
    ruleNotes(notes, words, { classified, provenance });
  });
}

/** The members that every JSON over several months has; `figures` stand between them. */
export function periodJson(schema: string, frame: PeriodFrame, figures: object): object {
  return {
    schema,
    from: isoDate(frame.from),
    to: isoDate(frame.to),
    currency: frame.currency,
    basis: frame.basis,
    rules: frame.rules?.map(({ from, to, basis, policy }) => ({ from: isoDate(from), to: isoDate(to), basis, policy })),
    incomplete: frame.incomplete,
    ...figures,
    ...frameJson(frame),
  };
}

/** What all reports say behind their figures. */
export function frameJson(frame: PeriodFrame): object {
  return {
    notes: {
      ignoredEvents: frame.unknowns.ignored.map(placeOf),
      unknownEvents: frame.unknowns.unknown.map(placeOf),
      inferred: frame.unknowns.inferred,
      ...(frame.negative.length === 0
        ? {}
        : { negative: frame.negative.map(({ asOf, tally }) => ({ asOf: isoDate(asOf), ...tallyJson(tally) })) }),
    },
    rows: frame.rows,
    notAssessed: frame.classified.notAssessed,
    provenance: provenanceJson(frame.provenance),
  };
}
