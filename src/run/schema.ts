import { EXIT, type ExitCode } from '../diagnostics/exit-codes.js';
import { bookConfig } from '../documents/book-config.js';
import { columnMap } from '../documents/column-map.js';
import { nplConfig } from '../documents/npl-config.js';
import { jsonSchemaOf } from '../documents/schema.js';
import { eligibilitySchema } from '../policy/eligibility-schema.js';
import { policySchema } from '../policy/policy-schema.js';
import type { Io } from './io.js';
import { deliverText, type OutputOptions } from './output/deliver.js';
import type { SchemaName } from './schema-names.js';

const SCHEMAS: Readonly<Record<SchemaName, Parameters<typeof jsonSchemaOf>[0]>> = {
  policy: policySchema,
  eligibility: eligibilitySchema,
  map: columnMap,
  book: bookConfig,
  config: nplConfig,
};

/** The JSON Schema of a document that people write, for their editors: the very schema that it is read by, as far as JSON Schema can say it. */
export async function runSchema(name: SchemaName, options: Omit<OutputOptions, 'format'>, io: Io): Promise<ExitCode> {
  await deliverText([`${JSON.stringify(jsonSchemaOf(SCHEMAS[name], `npl ${name}`), undefined, 2)}\n`], { ...options, format: 'json' }, io);
  return EXIT.done;
}
