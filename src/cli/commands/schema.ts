import { Argument, type Command, Option } from 'commander';
import { SCHEMA_NAMES, type SchemaName } from '../../run/schema-names.js';
import { oneOf } from '../options.js';
import type { Session } from '../session.js';

/** `npl schema policy|eligibility|map|book|config`: for editors. */
export function addSchemaCommand(program: Command, session: Session): void {
  const command = program.command('schema').addArgument(new Argument('<document>', SCHEMA_NAMES.join(', ')).argParser(oneOf(SCHEMA_NAMES)));
  command.description('the JSON Schema of a YAML document that npl reads, for an editor that completes and checks it');
  command.addOption(new Option('-o, --output <file>', 'write to a file, all or nothing'));
  command.action(async (name: SchemaName, { output }: { output?: string }) => {
    const { runSchema } = await import('../../run/schema.js');
    const { screenOptions } = await import('../resolve.js');
    const options = { unit: 'yuan' as const, ...screenOptions('never', output !== undefined), ...(output === undefined ? {} : { output }) };
    await session.run((lang, io) => runSchema(name, { lang, ...options }, io));
  });
}
