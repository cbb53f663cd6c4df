import { type Command, InvalidArgumentError, Option } from 'commander';
import { OFFICER_ROLES, type OfficerRole, UNIT_KINDS, type UnitKind } from '../../model/tasks.js';
import { limitOption, oneOf, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { addRegisterOptions, type RegisterValues } from '../register-options.js';
import type { Session } from '../session.js';

const REGISTERS = ['targets', 'assignments', 'internalTransfers'] as const;

type Values = RecoveryValues &
  RegisterValues<(typeof REGISTERS)[number]> & { by: UnitKind[]; officerRole: OfficerRole; renewalDays: number; limit: number };

function readKinds(text: string): UnitKind[] {
  const kinds = text.split(',').map((one) => oneOf(UNIT_KINDS)(one.trim()));
  if (new Set(kinds).size < kinds.length) throw new InvalidArgumentError('Name each once.');
  return kinds;
}

/** `npl tasks LEDGER…`: targets of branches and officers, and what they did. */
export function addTasksCommand(program: Command, session: Session): void {
  const says = 'tasks of branches and officers: base, target, month, year to date, completion, pace, rank; collections and disposal';
  const command = addRecoveryCommand(program, 'tasks', says, (own) =>
    addRegisterOptions(own, REGISTERS)
      .addOption(
        new Option('--by <unit[,unit]>', `${UNIT_KINDS.join(', ')}, or both`).argParser(readKinds).default([], 'all that the ledger names'),
      )
      .addOption(
        new Option(
          '--officer-role <role>',
          'who has what was collected: collecting (else managing, else the ledger’s officer), or managing',
        )
          .argParser(oneOf(OFFICER_ROLES))
          .default('collecting'),
      )
      .addOption(renewalDaysOption())
      .addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: Command) => {
    const { runTasks } = await import('../../run/recovery/tasks.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runTasks({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
