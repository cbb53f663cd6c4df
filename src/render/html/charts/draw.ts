import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { ChartShape } from '../../../report/chart.js';
import { barsSpec } from './bars.js';
import { type Drawing, FONT_SIZE } from './drawing.js';
import { heatMapSpec } from './heat-map.js';
import { INK, RULE, SOFT_INK } from './palette.js';
import { progressSpec } from './progress.js';
import { textEms } from './text-width.js';
import { trendSpec } from './trend.js';
import { waterfallSpec } from './waterfall.js';

/** Where the style sheet does not say it; the Chinese ones before what has no Chinese. */
const FONT = 'sans-serif';

const CONFIG: TopLevelSpec['config'] = {
  aria: false,
  background: 'transparent',
  font: FONT,
  padding: 4,
  view: { stroke: null },
  // The picture as a whole is described; its marks are not told one by one.
  mark: { aria: false },
  axis: {
    aria: false,
    labelFontSize: FONT_SIZE,
    titleFontSize: FONT_SIZE,
    titleFontWeight: 'normal',
    labelColor: INK,
    titleColor: SOFT_INK,
    domainColor: RULE,
    tickColor: RULE,
    gridColor: RULE,
    labelLimit: 0,
    titleLimit: 0,
  },
  axisY: { ticks: false },
  axisX: { ticks: false, grid: false },
  legend: {
    aria: false,
    orient: 'top',
    labelFontSize: FONT_SIZE,
    labelColor: INK,
    labelLimit: 0,
    symbolType: 'square',
    direction: 'horizontal',
    columnPadding: 20,
    symbolOpacity: 1,
    offset: 8,
  },
};

interface TextMetrics {
  readonly textMetrics: { width: (item: { readonly fontSize?: number; readonly text?: unknown }, text: unknown) => number };
}

/** Nothing is told of a chart: what does not fit is left out by the specification itself. */
const SILENT = { level: () => SILENT, error: () => SILENT, warn: () => SILENT, info: () => SILENT, debug: () => SILENT };

/** The chart as the text of an svg element: the same text for the same figures, on every machine. */
export async function drawChart(shape: ChartShape, drawing: Drawing): Promise<string> {
  measureByEms();
  const { spec } = compile({ ...specOf(shape, drawing), config: CONFIG } as TopLevelSpec, { logger: SILENT as never });
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(spec), { renderer: 'none', logger: SILENT as never });
  const svg = await view.toSVG();
  view.finalize();
  return svg;
}

/** Vega's own estimate takes every character for 0.8 em, and a font that happens to be there would change the drawing. */
function measureByEms(): void {
  const { textMetrics } = vega as unknown as TextMetrics;
  textMetrics.width = (item, text) => textEms(String(text ?? '')) * (item.fontSize ?? FONT_SIZE);
}

function specOf(shape: ChartShape, drawing: Drawing): TopLevelSpec {
  switch (shape.kind) {
    case 'trend':
      return trendSpec(shape, drawing);
    case 'waterfall':
      return waterfallSpec(shape, drawing);
    case 'heat-map':
      return heatMapSpec(shape, drawing);
    case 'bars':
      return barsSpec(shape, drawing);
    case 'progress':
      return progressSpec(shape, drawing);
  }
}
