import { type DefaultTreeAdapterTypes, parse } from 'parse5';

export type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.ChildNode | DefaultTreeAdapterTypes.Document;

/** A page as a browser's parser reads it. Throws for the first thing that is not well-formed HTML. */
export function readPage(html: string): DefaultTreeAdapterTypes.Document {
  const faults: string[] = [];
  const document = parse(html, { onParseError: ({ code, startLine, startCol }) => faults.push(`${code} at ${startLine}:${startCol}`) });
  if (faults.length > 0) throw new Error(faults.join('\n'));
  return document;
}

/** Every element below a node, in order. */
export function elementsOf(node: Node): Element[] {
  const children = 'childNodes' in node ? node.childNodes : [];
  return children.flatMap((child) => ('tagName' in child ? [child, ...elementsOf(child)] : []));
}

export function named(node: Node, tag: string): Element[] {
  return elementsOf(node).filter(({ tagName }) => tagName === tag);
}

export function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((one) => one.name === name)?.value;
}

/** The cells of every table, row by row, headers first. */
export function tablesOf(node: Node): string[][][] {
  return named(node, 'table').map((table) =>
    named(table, 'tr').map((row) =>
      elementsOf(row)
        .filter(({ tagName }) => tagName === 'td' || tagName === 'th')
        .map(textOf),
    ),
  );
}
