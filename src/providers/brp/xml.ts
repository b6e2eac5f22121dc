import { SaxesParser } from 'saxes';

/** An element: its own text, and the elements in it. Attributes are not kept: nothing of ours has any. */
export interface XmlElement {
  readonly name: string;
  readonly text: string;
  readonly children: readonly XmlElement[];
}

/** Not a document that we are willing to read. Its message never repeats what stood in it. */
export class XmlRefused extends Error {
  override readonly name = 'XmlRefused';
}

/** A list is three deep, and nobody has thousands of consents. */
const limits = { bytes: 1024 * 1024, depth: 8, elements: 20_000 };

interface Open {
  readonly name: string;
  readonly children: XmlElement[];
  text: string;
}

/** UTF-8 only, whatever a declaration says: what is not UTF-8 would be read as another text. */
const decode = (bytes: Uint8Array): string => {
  if (bytes.length > limits.bytes) throw new XmlRefused('too large');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlRefused('not UTF-8');
  }
};

/**
 * The root of an XML document. There are no entities but the five of XML itself, as a document type is refused: nothing
 * is ever fetched, and nothing grows beyond its bytes. Throws `XmlRefused`.
 */
export const readXml = (bytes: Uint8Array): XmlElement => {
  const parser = new SaxesParser({ position: false });
  const open: Open[] = [];
  let elements = 0;
  let root: XmlElement | null = null;
  const refuse = (why: string): never => {
    throw new XmlRefused(why);
  };

  parser.on('xmldecl', ({ encoding = 'utf-8' }) => {
    if (encoding.toLowerCase() !== 'utf-8') refuse('another encoding is declared');
  });
  parser.on('opentag', ({ name }) => {
    elements += 1;
    if (elements > limits.elements) refuse('too many elements');
    open.push({ name, children: [], text: '' });
    if (open.length > limits.depth) refuse('nested too deeply');
  });
  const addText = (text: string): void => {
    const innermost = open.at(-1);
    if (innermost !== undefined) innermost.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = open.pop();
    if (closed === undefined) return;
    const parent = open.at(-1);
    if (parent === undefined) root = closed;
    else parent.children.push(closed);
  });
  // the parser's own message repeats names from the document
  parser.on('error', () => refuse('not well-formed'));

  const text = decode(bytes);
  // Before it is parsed: even what is never used of one takes time. In a comment, where it does no harm, it is refused too.
  if (text.includes('<!DOCTYPE')) refuse('has a document type');
  parser.write(text).close();
  return root ?? refuse('empty');
};
