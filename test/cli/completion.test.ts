import { type SpawnSyncReturns, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { ensureBuilt, folderWithNpl, PROGRAM, plainEnvironment } from './program.js';
import { npl } from './run-npl.js';

vi.setConfig({ testTimeout: 60_000 });

/** A folder with two files, a folder, and a book of two months. */
let place = '';
/** Commands: `npl` completes as the program does and otherwise says what it was called with. */
let commands = '';

beforeAll(async () => {
  await ensureBuilt();
  place = mkdtempSync(join(tmpdir(), 'npl-completion-'));
  commands = folderWithNpl();
  writeFileSync(
    join(commands, 'npl'),
    `#!/bin/sh\ncase $1 in complete|completion) exec '${process.execPath}' '${PROGRAM}' "$@";; esac\nprintf '<%s>' "$@"; echo\n`,
  );
  chmodSync(join(commands, 'npl'), 0o755);
  writeFileSync(join(place, 'ledger-2024-01-31.csv'), 'loan_id,balance,class\nL1,100.00,1\n');
  writeFileSync(join(place, 'ledger-2024-02-29.csv'), 'loan_id,balance,class\nL1,100.00,1\n');
  mkdirSync(join(place, 'folder'));
  await npl(['book', 'init', join(place, 'my book')]);
  for (const month of ['2024-01-31', '2024-02-29'])
    await npl(['close', join(place, `ledger-${month}.csv`), '--book', join(place, 'my book')]);
}, 120_000);

afterAll(() => {
  for (const made of [place, commands]) rmSync(made, { recursive: true, force: true });
});

const has = (shell: string) => spawnSync(shell, ['-c', 'exit 0']).status === 0;
const run = (shell: string, argv: readonly string[], script: string): SpawnSyncReturns<string> =>
  spawnSync(shell, [...argv, script], { cwd: place, encoding: 'utf8', env: plainEnvironment(commands) });

/** Words that bash offers for a line, cut as readline cuts it. */
function offeredByBash(...line: string[]): string[] {
  const words = line.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
  const script = `source <(npl completion bash); COMP_WORDS=(npl ${words}); COMP_CWORD=${line.length}; _npl; ((\${#COMPREPLY[@]})) && printf '%s\\n' "\${COMPREPLY[@]}"`;
  return run('bash', ['--norc', '-c'], script).stdout.split('\n').filter(Boolean);
}

function offeredByFish(line: string): string[] {
  const { stdout } = run('fish', ['--no-config', '-c'], `npl completion fish | source; complete -C '${line}'`);
  return stdout
    .split('\n')
    .filter(Boolean)
    .map((one) => one.split('\t', 1)[0] as string);
}

const SHELLS_ON_A_TERMINAL = {
  bash: { start: 'bash --norc --noprofile -i', load: 'source <(npl completion bash)' },
  zsh: { start: 'zsh -f -i', load: 'autoload -Uz compinit; compinit -u -D; source <(npl completion zsh)' },
} as const;

/** Milliseconds without a word from the shell after which it waits for the next key: zsh drops a completion when more is typed. */
const QUIET = 400;

/** Types into an interactive shell on a terminal of its own, tabs included, and gives what `npl` was then called with. */
function typed(shell: 'bash' | 'zsh', line: string): Promise<string> {
  const { start, load } = SHELLS_ON_A_TERMINAL[shell];
  return new Promise((resolve, reject) => {
    const env = { ...plainEnvironment(commands), TERM: 'dumb', PS1: '> ', HISTFILE: '' };
    const child = spawn('script', ['-qfec', start, '/dev/null'], { cwd: place, env });
    const keys = [`${load}\n`, ...(line.match(/[^\t]*\t/g) ?? []), '\n', 'exit\n'];
    let seen = '';
    let waits: NodeJS.Timeout | undefined;
    const typeNext = () => {
      const next = keys.shift();
      if (next !== undefined) child.stdin.write(next);
    };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      seen += text;
      clearTimeout(waits);
      waits = setTimeout(typeNext, QUIET);
    });
    child.on('error', reject);
    child.on('close', () => resolve(/^(<.*>)\r?$/m.exec(seen)?.[1] ?? seen));
  });
}

describe.runIf(has('bash'))('bash', () => {
  test.concurrent.each<[string, string[], string[]]>([
    ['commands', ['ro'], ['roll-forward']],
    ['commands of a command', ['policy', ''], ['list', 'show', 'check', 'help']],
    ['nothing that is hidden', ['compl'], ['completion']],
    ['options of the command alone', ['explain', '--by'], []],
    ['options', ['report', '--fail'], ['--fail-on-breach']],
    ['an option typed once is not offered again', ['report', '--strict', '--str'], []],
    ['one that repeats is', ['report', '--base', 'a.json', '--bas'], ['--basis', '--base']],
    ['values', ['report', '--unit', ''], ['yuan', 'wan', 'yi']],
    ['values behind a short option', ['report', '-O', 'js'], ['json']],
    ['values behind =', ['report', '--unit', '=', 'w'], ['wan']],
    ['= with nothing behind it', ['report', '--unit', '='], ['yuan', 'wan', 'yi']],
    ['dimensions', ['report', '--by', 'bor'], ['borrowerType']],
    ['a second dimension', ['report', '--by', 'branch,pro'], ['branch,product']],
    ['policies', ['report', '--policy', 'cn-2'], ['cn-2007', 'cn-2023']],
    ['policies of policy show', ['policy', 'show', 'cn-c'], ['cn-card']],
    ['eligibility tables', ['write-off', '--eligibility', ''], ['cn-2017']],
    ['limitation tables', ['litigation', '--limitation', ''], ['cn-civil']],
    ['registers', ['template', 'ev'], ['events', 'evidence']],
    ['topics', ['help', 'exit'], ['exit-codes']],
    ['commands to be explained', ['help', 'roll'], ['roll-forward']],
    ['months of the book', ['series', '--book', 'my\\ book', '--from', ''], ['2024-02-29', '2024-01-31']],
    ['the same in quotes', ['series', '--book', '"my book"', '--to', '2024-0'], ['2024-02-29', '2024-01-31']],
    ['no book, no months', ['series', '--book', 'none', '--from', ''], []],
    ['shells', ['completion', ''], ['bash', 'zsh', 'fish']],
    ['nothing behind the last argument', ['explain', 'a.csv', 'L1', ''], []],
    ['no option behind --', ['report', '--', '--str'], []],
    ['a word that would be run is only a word', ['report', '$(touch ran)', '`touch ran`; touch ran', '--uni'], ['--unit']],
  ])('%s', async (_, line, offered) => {
    expect(offeredByBash(...line)).toEqual(offered);
  });

  test('typed at a prompt: commands, options, values, files and folders', async () => {
    expect(await typed('bash', 'npl roll\t--uni\twa\tledger-2024-01\t--book=fol\t')).toBe(
      '<roll-forward><--unit><wan><ledger-2024-01-31.csv><--book=folder/>',
    );
  });

  test('nothing was run by completing it', () => {
    expect(run('bash', ['-c'], 'ls').stdout).not.toContain('ran');
  });

  test('reading the script twice says nothing', () => {
    expect(run('bash', ['--norc', '-c'], 'source <(npl completion bash); source <(npl completion bash)').stderr).toBe('');
  });
});

describe.runIf(has('zsh'))('zsh', () => {
  // zsh takes the slash of a folder away again when the line is run.
  test('typed at a prompt: commands, options, values, files and folders', async () => {
    expect(await typed('zsh', 'npl roll\t--uni\twa\tledger-2024-01\t--book=fol\t')).toBe(
      '<roll-forward><--unit><wan><ledger-2024-01-31.csv><--book=folder>',
    );
  });

  test('values behind = and in lists', async () => {
    expect(await typed('zsh', 'npl report --by=branch,pr\t')).toBe('<report><--by=branch,product>');
  });
});

describe.runIf(has('fish'))('fish', () => {
  test.each<[string, string, string[]]>([
    ['commands', 'npl ro', ['roll-forward']],
    ['values', 'npl report --unit ', ['wan', 'yi', 'yuan']],
    ['values behind =', 'npl report --unit=w', ['--unit=wan']],
    ['a second dimension', 'npl report --by branch,pro', ['branch,product']],
    ['months of the book', 'npl series --book my\\ book --from ', ['2024-01-31', '2024-02-29']],
    ['files', 'npl report led', ['ledger-2024-01-31.csv', 'ledger-2024-02-29.csv']],
    ['folders', 'npl status --book=fol', ['--book=folder/']],
  ])('%s', (_, line, offered) => {
    expect(offeredByFish(line).sort()).toEqual(offered);
  });
});
