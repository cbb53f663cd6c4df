import { EXIT, type ExitCode } from '../../diagnostics/exit-codes.js';
import type { Io } from '../io.js';

/** Exit 1 where it was asked for, and why. */
export function breachExit(
  options: { readonly strict: boolean; readonly failOnBreach: boolean },
  broken: number,
  warnings: number,
  io: Io,
): ExitCode {
  if (options.strict && warnings > 0) {
    io.tell({ code: 'A_STRICT', params: { count: warnings } });
    return EXIT.controlFailed;
  }
  if (options.failOnBreach && broken > 0) {
    const reason = { en: `limits broken or movements without an event: ${broken}`, zh: `突破限额或无事件说明 ${broken} 项` };
    io.tell({ code: 'A_BREACH', params: { reason } });
    return EXIT.controlFailed;
  }
  return EXIT.done;
}
