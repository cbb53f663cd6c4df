import type { Command } from 'commander';
import { addOutputOptions, langOption, type OutputValues } from '../options.js';
import type { Session } from '../session.js';

/** `npl policy list|show|check`. */
export function addPolicyCommand(program: Command, session: Session): void {
  const policy = program.command('policy').description('classification policies: list, show, check');
  addOutputOptions(policy.command('list').description('the presets').addOption(langOption())).action(async (values: OutputValues) => {
    const { runPolicyList } = await import('../../run/policy.js');
    const { outputOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPolicyList(outputOptions(values, lang), io));
  });
  const show = policy.command('show').argument('<policy>', 'a preset or a YAML file').description('every rule, its test and its source');
  addOutputOptions(show.addOption(langOption())).action(async (name: string, values: OutputValues) => {
    const { runPolicyShow } = await import('../../run/policy.js');
    const { outputOptions } = await import('../resolve.js');
    await session.run((lang, io) => runPolicyShow(name, outputOptions(values, lang), io));
  });
  const check = policy
    .command('check')
    .argument('<policy>', 'a preset or a YAML file')
    .description('gaps, overlaps, unknown keys, missing sources');
  check.addOption(langOption()).action(async (name: string) => {
    const { runPolicyCheck } = await import('../../run/policy.js');
    await session.run((_, io) => runPolicyCheck(name, io));
  });
}
