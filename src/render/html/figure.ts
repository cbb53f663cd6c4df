import type { Chart } from '../../report/chart.js';
import { wordsOf } from '../../report/words/catalogue.js';
import { formatCell } from '../format-cell.js';
import { drawChart } from './charts/draw.js';
import type { Drawing } from './charts/drawing.js';
import { htmlText } from './escape.js';

/** A chart as a picture with its name and what it shows in words, which a screen reader reads instead of the marks. */
export async function figureHtml(chart: Chart, id: string, drawing: Drawing): Promise<string> {
  const title = htmlText(chart.title);
  const says = htmlText(chart.says.map((piece) => (typeof piece === 'string' ? piece : formatCell(piece, drawing.format))).join(''));
  const svg = await drawChart(chart.shape, drawing);
  const named = svg.replace(
    /^<svg([^>]*)>/,
    `<svg$1 role="img" aria-labelledby="${id}-title ${id}-says"><title id="${id}-title">${title}</title><desc id="${id}-says">${says}</desc>`,
  );
  return `<figure>\n<figcaption>${title}${htmlText(unitOf(chart, drawing))}</figcaption>\n${named}\n</figure>`;
}

/** Charts whose bars are amounts say in which unit; a heat map shows shares alone. */
function unitOf({ shape }: Chart, { format, unit }: Drawing): string {
  if (shape.kind === 'heat-map') return '';
  const { inBrackets, unitLabel } = wordsOf(format.lang);
  return inBrackets(`${unitLabel} ${unit}`);
}
