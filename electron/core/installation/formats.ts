import { parse as parseLinesOfProperties } from 'dot-properties';
import { XMLParser } from 'fast-xml-parser';
import { SyntaxValidator } from 'fast-xml-validator';
import { parseDocument } from 'yaml';

/** Values of a file by their flat key. A list stays a list. */
export type Flat = ReadonlyMap<string, string | string[]>;

/** Reads a file of Java properties. */
export function readProperties(text: string): Flat {
  const read: unknown = parseLinesOfProperties(text);
  return new Map(Object.entries(read as Record<string, string>));
}

/** Reads YAML; `a: { b: 1 }` is `a.b`. Throws with the line when it is damaged. */
export function readYaml(text: string): Flat {
  const values = new Map<string, string | string[]>();
  collect(yamlTree(text), '', values);
  return values;
}

/** Reads YAML as it is. Throws with the line when it is damaged. */
export function yamlTree(text: string): unknown {
  const document = parseDocument(text, { logLevel: 'error', uniqueKeys: false });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(firstLine(error.message));
  // Bounded, so that aliases of aliases do not unfold to gigabytes.
  return document.toJS({ maxAliasCount: 50 }) as unknown;
}

/**
 * Reads every name and value of a file of Spring beans: `<prop key="a">b</prop>`, `<property name="a" value="b"/>`,
 * `<property name="a"><value>b</value></property>`. Throws when it is damaged.
 */
export function readBeans(text: string): Flat {
  try {
    SyntaxValidator.validate(text);
  } catch {
    // Its own words may repeat what stands in the file.
    throw new Error('it is no well-formed XML');
  }
  const parser = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@', parseTagValue: false });
  const values = new Map<string, string>();
  collectBeans(parser.parse(text) as unknown, values);
  return values;
}

function collect(value: unknown, key: string, into: Map<string, string | string[]>): void {
  if (value === null || value === undefined) return;
  if (Array.isArray(value)) into.set(key, value.filter(isPlain).map(String));
  else if (isPlain(value)) into.set(key, String(value));
  else if (typeof value === 'object') {
    for (const [name, inner] of Object.entries(value))
      collect(inner, key === '' ? name : `${key}.${name}`, into);
  }
}

const isPlain = (value: unknown): value is string | number | boolean =>
  ['string', 'number', 'boolean'].includes(typeof value);

function collectBeans(node: unknown, into: Map<string, string>): void {
  if (Array.isArray(node)) for (const one of node) collectBeans(one, into);
  else if (typeof node === 'object' && node !== null) {
    const element = node as Record<string, unknown>;
    const name = element['@key'] ?? element['@name'];
    const value = element['@value'] ?? element['#text'] ?? element.value;
    if (typeof name === 'string' && isPlain(value)) into.set(name, String(value).trim());
    for (const inner of Object.values(element)) collectBeans(inner, into);
  }
}

const firstLine = (text: string): string => text.split(/\r?\n/)[0]?.slice(0, 200).replace(/:$/, '') ?? '';
