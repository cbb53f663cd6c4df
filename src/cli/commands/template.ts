import type { Command } from 'commander';
import { addOutputOptions, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl template REGISTER`: an empty register. */
export function addTemplateCommand(program: Command, session: Session): void {
  const command = program
    .command('template')
    .argument('<register>', 'events, write-offs, recoveries, disposals, evidence, litigation, responsibility, overrides or id-map');
  command.description('an empty register as CSV, its columns explained; with -O table, markdown or json the explanation alone');
  addOutputOptions(command);
  command.action(async (register: string, values: OutputValues) => {
    const { runTemplate } = await import('../../run/template.js');
    const { outputOptions } = await import('../resolve.js');
    const asked = values.format === undefined && values.output === undefined ? { ...values, format: 'csv' as const } : values;
    await session.run((lang, io) => runTemplate(register, outputOptions(asked, lang), io));
  });
}
