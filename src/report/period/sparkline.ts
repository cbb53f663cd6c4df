const BARS = '▁▂▃▄▅▆▇█';
const GAP = '·';

/** One character a value, from the least to the most of them; a dot where there is none. */
export function sparkline(values: readonly (bigint | undefined)[]): string {
  const known = values.filter((value) => value !== undefined);
  if (known.length === 0) return '';
  const least = known.reduce((a, b) => (b < a ? b : a));
  const most = known.reduce((a, b) => (b > a ? b : a));
  const steps = BigInt(BARS.length - 1);
  return values
    .map((value) => {
      if (value === undefined) return GAP;
      return BARS[most === least ? 0 : Number(((value - least) * steps * 2n + (most - least)) / ((most - least) * 2n))];
    })
    .join('');
}
