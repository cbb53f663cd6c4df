import { configPath, FIGURES, JOURNAL, LINEAGE, LOANS, LOCKS, MANIFEST, MONTHS, POLICIES, REGISTER_ROWS, WATCHED } from '../book/paths.js';
import type { Bilingual } from '../diagnostics/catalogue.js';
import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { EXIT_MEANS } from '../diagnostics/exit-meanings.js';
import { MAP_FIELD_KEYS, MAP_KEYS } from '../documents/column-map.js';
import { LEDGER_SCHEMA } from '../ledger/schema.js';
import type { LoanField } from '../model/loan-fields.js';
import { optionName } from '../model/option-name.js';
import { DEFAULT_POLICY } from '../policy/presets.js';
import { bandsIds, DEFAULT_BANDS, readBands } from '../policy/read-bands.js';
import { DEFAULT_ELIGIBILITY, eligibilityIds, readEligibility } from '../policy/read-eligibility.js';
import { DEFAULT_LIMITATION, limitationIds, readLimitation } from '../policy/read-limitation.js';
import { listPolicies } from '../policy/read-policy.js';
import { REGISTERS } from '../registers/registers.js';
import { renderDocument } from '../render/render.js';
import { type HelpFacts, helpPage } from '../report/help/topic-page.js';
import type { HelpTopic } from '../report/words/help-words.js';
import { headerNames } from '../table/header-names.js';
import type { Io } from './io.js';
import { deliverText, type OutputOptions } from './output/deliver.js';
import { FORMAT_BY_EXTENSION, FORMATS } from './output/formats.js';

/** One page about what commands have in common. */
export async function runHelp(topic: HelpTopic, options: Omit<OutputOptions, 'output' | 'format'>, io: Io): Promise<ExitCode> {
  const { lang, unit, color, width, ascii = false } = options;
  await deliverText(
    [renderDocument(helpPage(factsOf(topic), lang), 'table', { unit, color, width, ascii, isOnlyTable: true })],
    { ...options, format: 'table' },
    io,
  );
  return EXIT.done;
}

function factsOf(topic: HelpTopic): HelpFacts {
  switch (topic) {
    case 'policies':
      return {
        topic,
        policies: listPolicies(),
        tables: {
          eligibility: eligibilityIds().map(readEligibility),
          limitation: limitationIds().map(readLimitation),
          bands: bandsIds().map(readBands),
        },
        defaults: [DEFAULT_POLICY, DEFAULT_ELIGIBILITY, DEFAULT_LIMITATION, DEFAULT_BANDS],
      };
    case 'map':
      return { topic, keys: MAP_KEYS, fieldKeys: MAP_FIELD_KEYS, fields: LEDGER_SCHEMA.fields.map(fieldOf) };
    case 'registers':
      return {
        topic,
        registers: REGISTERS.map(({ id, option, title, fields }) => ({
          id,
          option: optionName(option),
          title,
          columns: fields.map(({ names }) => headerNames(names) as Bilingual),
        })),
      };
    case 'book':
      return { topic, parts: BOOK_PARTS };
    case 'figures':
      return { topic };
    case 'formats':
      return {
        topic,
        formats: FORMATS.map((format) => [
          format,
          [...FORMAT_BY_EXTENSION].filter(([, one]) => one === format).map(([extension]) => extension),
        ]),
      };
    case 'exit-codes':
      return { topic, codes: Object.entries(EXIT).map(([name, code]) => [code, EXIT_MEANS[name as keyof typeof EXIT]]) };
  }
}

const BOOK_PARTS: Extract<HelpFacts, { topic: 'book' }>['parts'] = [
  [JOURNAL, 'journal'],
  [configPath(1), 'config'],
  [`${MONTHS}/DATE/`, 'months'],
  [`  ${MANIFEST}`, 'manifest'],
  [`  ${LOANS}`, 'loans'],
  [`  ${FIGURES}`, 'figures'],
  [`  ${LINEAGE}`, 'lineage'],
  [`  ${REGISTER_ROWS}`, 'registers'],
  [`  ${WATCHED}`, 'watched'],
  [`${LOCKS}/`, 'locks'],
  [`${POLICIES}/`, 'policies'],
];

function fieldOf(field: (typeof LEDGER_SCHEMA)['fields'][number]): Extract<HelpFacts, { topic: 'map' }>['fields'][number] {
  return { name: field.name as LoanField, names: headerNames(field.names), needed: field.neededFor !== undefined };
}
