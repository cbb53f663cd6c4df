import { isoDate } from '../model/civil-date.js';
import { reportCover } from './covers.js';
import type { Document, Lang, MoneyUnit, Section } from './document.js';
import { incompleteWords } from './incomplete.js';
import type { NplReport } from './npl-report-content.js';
import { policyWords, provenanceSection } from './provenance.js';
import { ratiosSection } from './recovery/quality.js';
import { bySection } from './sections/by-dimension.js';
import { classesSection } from './sections/classes.js';
import { largestSection } from './sections/largest.js';
import { notesSection } from './sections/notes.js';
import { provisionSection } from './sections/provision.js';
import { qualitySection } from './sections/quality.js';
import { reductionSection } from './sections/reduction.js';
import { segmentSections } from './sections/segments.js';
import { selectionFact, selectionSection } from './sections/selection.js';
import { suspectedSection } from './sections/suspected.js';
import { unitBridgeTable } from './sections/unit-bridge.js';
import { writeOffSection } from './sections/write-offs.js';
import { wordsOf } from './words/catalogue.js';
import type { Words } from './words/words.js';

const LISTED = 20;

/** The main report in words and tables. */
export function nplReportDocument(report: NplReport, lang: Lang, unit: MoneyUnit): Document {
  const words = wordsOf(lang);
  const { figures } = report;
  const sections = [
    selectionSection(words, report.provenance),
    reductionSection(words, report),
    classesSection(words, figures),
    qualitySection(words, figures),
    figures.restored === undefined ? undefined : ratiosSection(words, report.quality),
    ...segmentSections(words, figures),
    suspectedSection(words, figures.suspected, report.renewalDays, LISTED),
    provisionSection(words, figures),
    writeOffSection(words, figures),
    largestSection(words, figures),
    bySection(words, figures, report.dimensions),
    branchSection(words, report),
    notesSection(words, report, unit),
    provenanceSection(words, report.provenance),
  ].filter((section) => section !== undefined);
  return {
    lang,
    title: words.reportTitle,
    subtitle: subtitle(words, report, unit),
    ...incompleteWords(words, report.incomplete),
    cover: reportCover(words, report),
    sections,
  };
}

/** How each branch's NPLs came from the lock to now, loans that went over to another apart. */
function branchSection(words: Words, { branches, figures }: NplReport): Section | undefined {
  if (branches === undefined || figures.segments === undefined) return undefined;
  const heading = `${words.heading.bridge}${words.inBrackets(`${isoDate(figures.segments.lock.lockDate)}${words.comma}${words.tasks.by.branch}`)}`;
  return { id: 'branch-bridge', heading, blocks: [unitBridgeTable(words, 'branch', branches, Number.POSITIVE_INFINITY)] };
}

function subtitle(words: Words, report: NplReport, unit: MoneyUnit): string[] {
  const { portfolio, classified, provenance, figures } = report;
  const asOf = isoDate(portfolio.asOf);
  const against = figures.doubleReduction === undefined ? [] : [`${words.against} ${isoDate(figures.doubleReduction.against)}`];
  return [
    [`${words.asOf} ${asOf}`, ...against, `${words.unitLabel} ${words.unit[unit]}`, `${words.currency} ${portfolio.currency}`].join('  '),
    policyWords(words, provenance.policy, portfolio.asOf),
    `${words.basisLabel} ${words.basis[classified.basis]}`,
    ...selectionFact(words, provenance),
  ];
}
