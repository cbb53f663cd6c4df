import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { type LaneCounts, PHASES, type Phase } from '../run/io.js';
import { PHASE_WORDS } from './phase-words.js';

/** Where the time went. */
export interface Timings {
  readonly phase: (name: Phase) => void;
  readonly records: (counts: LaneCounts) => void;
  /** For --timings: a line a phase, in their order, the sum, and the lanes where a ledger was read. */
  readonly told: () => Diagnostic[];
}

const NUMBER_WIDTH = 8;

/** `now` is in milliseconds since the process began: what went on before the first phase is the start of the program. */
export function newTimings(now: () => number): Timings {
  const spent = new Map<Phase | 'start', number>();
  let present: Phase | 'start' = 'start';
  let since = 0;
  let lanes: LaneCounts | undefined;
  const end = () => {
    const at = now();
    spent.set(present, (spent.get(present) ?? 0) + at - since);
    since = at;
    return at;
  };
  const line = (name: keyof typeof PHASE_WORDS, milliseconds: number): Diagnostic => ({
    code: 'A_TIMING',
    params: { phase: PHASE_WORDS[name], milliseconds: milliseconds.toFixed(0).padStart(NUMBER_WIDTH) },
  });
  return {
    phase: (name) => {
      end();
      present = name;
    },
    records: ({ plain, careful, threads }) => {
      lanes = {
        plain: (lanes?.plain ?? 0) + plain,
        careful: (lanes?.careful ?? 0) + careful,
        threads: Math.max(lanes?.threads ?? 0, threads),
      };
    },
    told: () => {
      const all = end();
      const phases = (['start', ...PHASES] as const).flatMap((name) => {
        const milliseconds = spent.get(name);
        return milliseconds === undefined ? [] : [line(name, milliseconds)];
      });
      return [...phases, line('all', all), ...(lanes === undefined ? [] : [{ code: 'A_LANES' as const, params: { ...lanes } }])];
    },
  };
}
