import { OFFICER_ROLES, type OfficerRole, UNIT_KINDS, type UnitKind } from '../../model/tasks.js';
import { type NplCommand, NplOption, UnfitValue } from '../command.js';
import { limitOption, offering, oneOf, renewalDaysOption } from '../options.js';
import { addRecoveryCommand, type RecoveryValues } from '../recovery-command.js';
import { addRegisterOptions, type RegisterValues } from '../register-options.js';
import type { Session } from '../session.js';

const REGISTERS = ['targets', 'assignments', 'internalTransfers'] as const;

type Values = RecoveryValues &
  RegisterValues<(typeof REGISTERS)[number]> & { by: UnitKind[]; officerRole: OfficerRole; renewalDays: number; limit: number };

function readKinds(text: string): UnitKind[] {
  const kinds = text.split(',').map((one) => oneOf(UNIT_KINDS)(one.trim()));
  if (new Set(kinds).size < kinds.length) throw new UnfitValue({ en: 'name each once', zh: '每项只填一次' });
  return kinds;
}

/** `npl tasks LEDGER…`: targets of branches and officers, and what they did. */
export function addTasksCommand(program: NplCommand, session: Session): void {
  const command = addRecoveryCommand(program, 'tasks', (own) =>
    addRegisterOptions(own, REGISTERS)
      .addOption(new NplOption('--by <unit[,unit]>', 'byUnit').argParser(offering(readKinds, UNIT_KINDS, true)).without([], 'allNamed'))
      .addOption(new NplOption('--officer-role <role>', 'officerRole').argParser(oneOf(OFFICER_ROLES)).default('collecting'))
      .addOption(renewalDaysOption())
      .addOption(limitOption()),
  );
  command.action(async (ledgers: string[], values: Values, called: NplCommand) => {
    const { runTasks } = await import('../../run/recovery/tasks.js');
    const { recoveryOptions } = await import('../resolve.js');
    await session.run((lang, io) => runTasks({ ...values, ...recoveryOptions(values, lang, ledgers, called) }, io));
  });
}
