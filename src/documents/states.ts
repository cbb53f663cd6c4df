import { both } from '../diagnostics/wording.js';
import { foldWord } from '../table/fold.js';
import { readDocument } from './read-document.js';
import { text, z } from './schema.js';

/** An ordered list of states, best first, and the column that holds them: what a matrix beyond the five classes is of. */
export interface States {
  readonly column: string;
  readonly names: readonly string[];
  /** Which state a cell means, by its folded text. */
  readonly byValue: ReadonlyMap<string, number>;
}

const value = () => z.union([text(), z.int()]).transform(String);

const states = z.strictObject({
  column: text(),
  states: z.array(z.union([value(), z.strictObject({ name: value(), values: z.array(value()).min(1) })])).min(2),
});

/** Reads a --states file (YAML). Errors: E_MISSING, E_DOCUMENT with the line of each fault. */
export function readStates(path: string): States {
  const { value: read, refuse } = readDocument(path, states, 'E_DOCUMENT');
  const byValue = new Map<string, number>();
  const names = read.states.map((state, code) => {
    const { name, values } = typeof state === 'string' ? { name: state, values: [state] } : state;
    for (const one of values) {
      const folded = foldWord(one);
      if (byValue.has(folded)) refuse([{ path: ['states', code], reason: both(`"${one}" stands for two states`, `“${one}”对应两个状态`) }]);
      byValue.set(folded, code);
    }
    return name;
  });
  return { column: read.column, names, byValue };
}
