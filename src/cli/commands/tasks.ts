import { type Command, InvalidArgumentError, Option } from 'commander';
import { OFFICER_ROLES, type OfficerRole, UNIT_KINDS, type UnitKind } from '../../model/tasks.js';
import { addHomeOptions, type HomeValues, limitOption, oneOf, pathsOption, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import type { Session } from '../session.js';

type Values = RecoveryValues &
  HomeValues & { targets: string[]; by: UnitKind[]; officerRole: OfficerRole; renewalDays: number; limit: number };

function readKinds(text: string): UnitKind[] {
  const kinds = text.split(',').map((one) => oneOf(UNIT_KINDS)(one.trim()));
  if (new Set(kinds).size < kinds.length) throw new InvalidArgumentError('Name each once.');
  return kinds;
}

/** `npl tasks LEDGER…`: targets of branches and officers, and what they did. */
export function addTasksCommand(program: Command, session: Session): void {
  const says = 'tasks of branches and officers: base, target, month, year to date, completion, pace, rank; collections and disposal';
  const command = addRecoveryCommand(program, 'tasks', says, (own) => {
    own.addOption(pathsOption('--targets <file>', 'register of targets; repeats'));
    addHomeOptions(own);
    own
      .addOption(
        new Option('--by <unit>', `${UNIT_KINDS.join(', ')}, or both by a comma`).argParser(readKinds).default([], 'all the ledger names'),
      )
      .addOption(
        new Option('--officer-role <role>', 'who has what was collected: collecting (else managing, else the ledger’s) or managing')
          .argParser(oneOf(OFFICER_ROLES))
          .default('collecting'),
      )
      .addOption(renewalDaysOption())
      .addOption(limitOption());
  });
  command.action(async (ledgers: string[], values: Values) => {
    const { runTasks } = await import('../../run/recovery/tasks.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runTasks({ ...values, ...recoveryOptions(values, lang, ledgers) }, io));
  });
}
