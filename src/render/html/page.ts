import stringWidth from 'string-width';
import type { Block, Document, MoneyUnit, Paragraph, Section, Table } from '../../report/document.js';
import { wordsOf } from '../../report/words/catalogue.js';
import type { Words } from '../../report/words/words.js';
import type { CellFormat } from '../format-cell.js';
import { formatCell } from '../format-cell.js';
import { sentenceText } from '../plain.js';
import { visibleDocument } from '../visible-document.js';
import { htmlText } from './escape.js';
import { STYLE } from './style.js';
import { classOf, isNarrow, isWide, tableHtml } from './table.js';

export interface PageOptions {
  readonly unit: MoneyUnit;
  /** SHA-256 of a text in base64: the page allows no other style than its own. */
  readonly digest: (text: string) => string;
}

/** Wider key figures need wider boxes. */
const LONG_FIGURE = 12;
/** Where the figures come from stands at the foot of the page. */
const FOOT = 'provenance';
/** No id of a section, a table or a chart, which have a letter and a dash before their names. */
const MAIN = 'main';
const LANGUAGE_TAG = { zh: 'zh-CN', en: 'en' } as const;

/**
 * The document as one HTML page that needs nothing else: no script, nothing loaded, its style and pictures inside. The same document
 * gives the same bytes.
 */
export async function htmlPage(given: Document, options: PageOptions): Promise<string> {
  const document = visibleDocument(given);
  const words = wordsOf(document.lang);
  const page: Page = {
    format: { style: 'signs', lang: document.lang, unit: options.unit },
    unit: words.unit[options.unit],
    title: document.title,
    names: new Map(),
  };
  const sections = document.sections.map((section) => ({ section, id: uniqueId(page, `s-${section.id}`) }));
  const [main, foot] = [sections.filter(({ section }) => section.id !== FOOT), sections.filter(({ section }) => section.id === FOOT)];
  const policy = `default-src 'none'; style-src 'sha256-${options.digest(STYLE)}'; base-uri 'none'; form-action 'none'`;
  const html = [
    '<!DOCTYPE html>',
    `<html lang="${LANGUAGE_TAG[document.lang]}">`,
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${htmlText(document.title)}</title>`,
    `<style>${STYLE}</style>`,
    '</head>',
    '<body>',
    '<header>',
    ...(document.incomplete === undefined ? [] : [`<p class="warning incomplete">${htmlText(document.incomplete)}</p>`]),
    `<h1>${htmlText(document.title)}</h1>`,
    ...document.subtitle.map((fact) => `<p class="facts">${htmlText(fact)}</p>`),
    ...coverHtml(document, page),
    '</header>',
    ...contentsHtml(main, words.page),
    `<main id="${MAIN}" tabindex="-1">`,
    ...(await inTurn(main, ({ section, id }) => sectionHtml(section, id, page))),
    '</main>',
    ...(foot.length === 0 ? [] : ['<footer>', ...(await inTurn(foot, ({ section, id }) => sectionHtml(section, id, page))), '</footer>']),
    '</body>',
    '</html>',
  ];
  return `${html.join('\n')}\n`;
}

interface Page {
  readonly format: CellFormat;
  /** Name of the unit of amounts. */
  readonly unit: string;
  readonly title: string;
  /** How often each id was taken. */
  readonly names: Map<string, number>;
}

/** An id of the page: letters, digits and dashes, each once. */
function uniqueId({ names }: Page, wanted: string): string {
  const name = wanted.replace(/[^a-zA-Z0-9-]/g, '-');
  const taken = names.get(name) ?? 0;
  names.set(name, taken + 1);
  return taken === 0 ? name : uniqueId({ names } as Page, `${name}-${taken + 1}`);
}

async function inTurn<T>(items: readonly T[], make: (item: T) => Promise<string>): Promise<string[]> {
  const made: string[] = [];
  for (const item of items) made.push(await make(item));
  return made;
}

function coverHtml({ cover, lang }: Document, { format }: Page): string[] {
  if (cover === undefined) return [];
  const { keyFigures } = wordsOf(lang).page;
  const facts = cover.facts.map(({ name, value }) => `<div><dt>${htmlText(name)}</dt><dd>${htmlText(value)}</dd></div>`);
  const figures = cover.figures.map(({ name, value, change, against }) => {
    const changed =
      change === undefined
        ? ''
        : ` <span${classOf(change, format)}>${htmlText(formatCell(change, format))}</span>${against === undefined ? '' : ` <span class="against">${htmlText(against)}</span>`}`;
    return `<li><span class="name">${htmlText(name)}</span> <span class="value">${htmlText(formatCell(value, format))}</span>${changed}</li>`;
  });
  const isLong = cover.figures.some(({ value }) => stringWidth(formatCell(value, format)) > LONG_FIGURE);
  return [
    ...(facts.length === 0 ? [] : [`<dl class="cover">${facts.join('')}</dl>`]),
    ...(figures.length === 0 ? [] : [`<ul class="key${isLong ? ' long' : ''}" aria-label="${htmlText(keyFigures)}">`, ...figures, '</ul>']),
  ];
}

function contentsHtml(sections: readonly { readonly section: Section; readonly id: string }[], words: Words['page']): string[] {
  const headed = sections.filter(({ section }) => section.heading !== '');
  if (headed.length < 2) return [];
  const links = headed.map(({ section, id }) => `<li><a href="#${id}">${htmlText(section.heading)}</a></li>`);
  const skip = `<a class="skip" href="#${MAIN}">${htmlText(words.skip)}</a>`;
  return [`<nav aria-label="${htmlText(words.contents)}">${skip}<ul>`, ...links, '</ul></nav>'];
}

async function sectionHtml(section: Section, id: string, page: Page): Promise<string> {
  const blocks = await inTurn(section.blocks, (block) => blockHtml(block, section, page));
  // The whole section lies on its side with its table: a heading alone would be left on the page before.
  const side = section.blocks.some((block) => block.kind === 'table' && isWide(block, page.format)) ? ' class="side"' : '';
  if (section.heading === '') return [`<section id="${id}"${side}>`, ...blocks, '</section>'].join('\n');
  return [
    `<section id="${id}"${side} aria-labelledby="${id}-h">`,
    `<h2 id="${id}-h">${htmlText(section.heading)}</h2>`,
    ...blocks,
    '</section>',
  ].join('\n');
}

async function blockHtml(block: Block, section: Section, page: Page): Promise<string> {
  if (block.kind === 'paragraph') return block.sketch ? '' : paragraphHtml(block, page);
  const id = uniqueId(page, `t-${section.id}-${block.id}`);
  const table = tableHtml({ table: block, ...captionOf(block, section, page) }, id, page.format);
  if (block.chart === undefined) return table;
  // Loaded only where something is drawn: it takes longer to load than a small ledger to read.
  const { figureHtml } = await import('./figure.js');
  const figure = await figureHtml(block.chart, uniqueId(page, `c-${section.id}-${block.id}`), page);
  return `<div class="pair${isNarrow(block, page.format) ? ' beside' : ''}">\n${figure}\n${table}\n</div>`;
}

/** A table's title; the first of a section without one is named by the heading above it, which is not said twice to those who see. */
function captionOf(table: Table, section: Section, page: Page): { readonly caption: string; readonly isCaptionShown: boolean } {
  return table.title === undefined
    ? { caption: section.heading === '' ? page.title : section.heading, isCaptionShown: false }
    : { caption: table.title, isCaptionShown: true };
}

function paragraphHtml(paragraph: Paragraph, { format }: Page): string {
  const tone = paragraph.tone === 'plain' ? '' : ` class="${paragraph.tone}"`;
  const { warning } = wordsOf(format.lang).page;
  const mark = paragraph.tone === 'warning' ? `<strong>${htmlText(warning)}</strong> ` : '';
  return `<p${tone}>${mark}${htmlText(sentenceText(paragraph, format).trim())}</p>`;
}
