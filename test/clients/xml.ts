import { SaxesParser } from 'saxes';

/** An element of an answer as a client handed it over. */
export interface XmlNode {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlNode[];
  /** The character data directly inside the element. */
  readonly text: string;
}

interface OpenNode extends XmlNode {
  readonly children: XmlNode[];
  text: string;
}

/** Reads a well-formed document; throws on anything else, and on elements whose prefix nobody declared. */
export function readXml(xml: string): XmlNode {
  const parser = new SaxesParser({ xmlns: true });
  const document: OpenNode = { name: '', namespace: '', attributes: {}, children: [], text: '' };
  const open = [document];
  const innermost = (): OpenNode => open.at(-1) ?? document;
  const append = (text: string): void => {
    innermost().text += text;
  };

  parser.on('error', (error) => {
    throw error;
  });
  parser.on('text', append);
  parser.on('cdata', append);
  parser.on('opentag', (tag) => {
    const attributes = Object.fromEntries(
      Object.values(tag.attributes)
        .filter(({ prefix, name }) => prefix !== 'xmlns' && name !== 'xmlns')
        .map(({ name, value }) => [name, value]),
    );
    const node: OpenNode = { name: tag.local, namespace: tag.uri, attributes, children: [], text: '' };
    innermost().children.push(node);
    open.push(node);
  });
  parser.on('closetag', () => open.pop());
  parser.write(xml).close();

  const [root] = document.children;
  if (root === undefined) throw new Error('the document has no element');
  return root;
}

/** Finds the element at a path of names below `node`, the first one where a name occurs twice. */
export function at(node: XmlNode, ...path: readonly string[]): XmlNode {
  return path.reduce((parent, name) => {
    const child = parent.children.find((candidate) => candidate.name === name);
    if (child === undefined) throw new Error(`<${parent.name}> has no <${name}>`);
    return child;
  }, node);
}
