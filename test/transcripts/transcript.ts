/** One command of a transcript and what it must print. */
export interface Step {
  /** Line of `$ command` in its file, from 1. */
  readonly line: number;
  readonly command: string;
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/**
 * A transcript: comment, then commands with their exact output.
 *
 *     # What this shows. Figures: how each was worked out by hand.
 *     $ npl report ledger.csv
 *     exact standard output
 *     [stderr]
 *     exact standard error
 *     [exit 0]
 *
 * Comments and blank lines may stand before a command, not inside an output: `# ` and blank lines there are output.
 * Every command ends in its exit code. Errors: a sentence with the line, for a transcript that would show nothing.
 */
export interface Transcript {
  readonly comment: string;
  readonly steps: readonly Step[];
}

const EXIT_LINE = /^\[exit (\d{1,3})\]$/;

export function parseTranscript(text: string, name: string): Transcript {
  const lines = text.replace(/\n$/, '').split('\n');
  const comment: string[] = [];
  const steps: Step[] = [];
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i] as string;
    if (line === '') continue;
    if (line.startsWith('#')) {
      comment.push(line.replace(/^# ?/, ''));
    } else if (line.startsWith('$ ')) {
      const end = lines.findIndex((other, k) => k > i && EXIT_LINE.test(other));
      const next = lines.findIndex((other, k) => k > i && other.startsWith('$ '));
      if (end < 0 || (next >= 0 && next < end)) throw new Error(`${name}:${i + 1} the command has no [exit N] after its output`);
      steps.push(stepOf(lines.slice(i, end + 1), i + 1));
      i = end;
    } else {
      throw new Error(`${name}:${i + 1} neither comment nor command: ${line}`);
    }
  }
  if (steps.length === 0) throw new Error(`${name} has no command`);
  if (comment.join('').trim() === '') throw new Error(`${name} does not say what it shows`);
  if (steps.every((step) => step.stdout === '' && step.stderr === '' && step.exit === 0)) throw new Error(`${name} shows no output`);
  return { comment: comment.join('\n'), steps };
}

function stepOf(lines: readonly string[], line: number): Step {
  const [command, ...printed] = lines.slice(0, -1);
  const exit = Number(EXIT_LINE.exec(lines.at(-1) as string)?.[1]);
  const divider = printed.indexOf('[stderr]');
  const [out, err] = divider < 0 ? [printed, []] : [printed.slice(0, divider), printed.slice(divider + 1)];
  return { line, command: (command as string).slice(2), stdout: joined(out), stderr: joined(err), exit };
}

function joined(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`;
}
