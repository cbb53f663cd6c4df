import type { NplCommand } from '../command.js';
import { addOutputOptions, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl policy list|show|check`. */
export function addPolicyCommand(program: NplCommand, session: Session): void {
  const policy = program.command('policy').says('policy');
  addOutputOptions(policy.command('list').says('policy list')).action(async (values: OutputValues) => {
    const { runPolicyList } = await import('../../run/policy.js');
    const { outputOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPolicyList(outputOptions(values, lang), io));
  });
  const show = policy.command('show').takes('<policy>', 'policy').says('policy show');
  addOutputOptions(show).action(async (name: string, values: OutputValues) => {
    const { runPolicyShow } = await import('../../run/policy.js');
    const { outputOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPolicyShow(name, outputOptions(values, lang), io));
  });
  const check = policy.command('check').takes('<policy>', 'policy').says('policy check');
  check.action(async (name: string) => {
    const { runPolicyCheck } = await import('../../run/policy.js');
    await session.run((_, io) => runPolicyCheck(name, io));
  });
}
