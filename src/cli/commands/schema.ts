import { SCHEMA_NAMES, type SchemaName } from '../../run/schema-names.js';
import { NplArgument, type NplCommand, NplOption } from '../command.js';
import { oneOf } from '../options.js';
import type { Session } from '../session.js';

/** `npl schema policy|eligibility|map|book|config`: for editors. */
export function addSchemaCommand(program: NplCommand, session: Session): void {
  const command = program.command('schema').addArgument(new NplArgument('<document>', 'oneOf').argParser(oneOf(SCHEMA_NAMES)));
  command.says('schema');
  command.addOption(new NplOption('-o, --output <file>', 'output'));
  command.action(async (name: SchemaName, { output }: { output?: string }) => {
    const { runSchema } = await import('../../run/schema.js');
    const { screenOptions } = await import('../resolve.js');
    const options = { unit: 'yuan' as const, ...screenOptions('never', output !== undefined), ...(output === undefined ? {} : { output }) };
    await session.run((lang, io) => runSchema(name, { lang, ...options }, io));
  });
}
