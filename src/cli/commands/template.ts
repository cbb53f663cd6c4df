import type { NplCommand } from '../command.js';
import { addOutputOptions, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl template REGISTER`: an empty register. */
export function addTemplateCommand(program: NplCommand, session: Session): void {
  const command = program.command('template').takes('<register>', 'register');
  command.says('template');
  addOutputOptions(command);
  command.action(async (register: string, values: OutputValues) => {
    const { runTemplate } = await import('../../run/template.js');
    const { outputOptions } = await import('../resolve.js');
    const asked = values.format === undefined && values.output === undefined ? { ...values, format: 'csv' as const } : values;
    await session.run((lang, io) => runTemplate(register, outputOptions(asked, lang), io));
  });
}
