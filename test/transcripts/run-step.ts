import { spawn } from 'node:child_process';
import { plainEnvironment, ROOT } from '../cli/program.js';
import { stableText } from './stable-text.js';
import type { Step } from './transcript.js';

export interface Printed {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
}

/** Runs a command as a person would in the project's folder, without a terminal; $TMP is `folder`. */
export function runStep(step: Pick<Step, 'command'>, folder: string, commands: string): Promise<Printed> {
  return new Promise((resolve, reject) => {
    const env = plainEnvironment(commands, { TMP: folder });
    const child = spawn('/bin/sh', ['-c', step.command], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    const [out, err]: Buffer[][] = [[], []];
    child.stdout.on('data', (bytes: Buffer) => out?.push(bytes));
    child.stderr.on('data', (bytes: Buffer) => err?.push(bytes));
    child.on('error', reject);
    child.on('close', (code) => {
      const text = (chunks: Buffer[] = []) => stableText(Buffer.concat(chunks).toString('utf8'), folder);
      resolve({ stdout: text(out), stderr: text(err), exit: code ?? -1 });
    });
  });
}
