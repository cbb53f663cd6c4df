import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { shellWord } from '../../model/shell-word.js';
import { NplCommand } from '../command.js';
import type { Session } from '../session.js';

/** `npl demo [DIR]`: the bundled case, its report, and what to type next. */
export function addDemoCommand(program: NplCommand, session: Session): void {
  const command = program.command('demo').takes('[dir]', 'demoFolder');
  command.says('demo');
  command.action(async (dir: string | undefined) => {
    const { copyCase, DEMO_REPORT, runTour } = await import('../../run/demo.js');
    const folder = resolve(copyCase(dir, tmpdir()));
    const { addReportCommand } = await import('./report.js');
    const inner = new NplCommand();
    addReportCommand(inner, session);
    await inner.parseAsync(
      DEMO_REPORT.split(' ').map((word) => (/\.(csv|json)$/.test(word) ? join(folder, word) : word)),
      { from: 'user' },
    );
    await session.run((lang, io) => runTour(folder, calledAs(), lang, io));
  });
}

/** How the program was called, to be typed again: by its name where it is a command, else as node's argument. */
function calledAs(): string {
  const script = process.argv[1] ?? 'npl';
  return basename(script) === 'npl' ? 'npl' : `node ${shellWord(resolve(script))}`;
}
