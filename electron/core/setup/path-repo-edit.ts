import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap, type YAMLSeq } from 'yaml';
import { readYaml } from '../installation/formats.ts';
import { listOf } from '../installation/store-config.ts';

/**
 * `elasticsearch.yml` with a folder added to `path.repo`; the same text when it is there already. Comments, order,
 * line ends and every other byte stay. Throws, in words, when the file cannot be changed without a doubt.
 */
export function withPathRepo(text: string, folder: string): string {
  const before = readYaml(text);
  const folders = listOf(before.get('path.repo'));
  if (folders.includes(folder)) return text;
  const after = edited(text, folders, folder);
  const now = readYaml(after);
  const wanted = [...folders, folder];
  const others = (values: typeof before): string =>
    JSON.stringify([...values].filter(([key]) => key !== 'path.repo').sort(([a], [b]) => a.localeCompare(b)));
  if (
    JSON.stringify(listOf(now.get('path.repo'))) !== JSON.stringify(wanted) ||
    others(before) !== others(now)
  )
    throw new Error('path.repo is written in a way that this program does not change.');
  return after;
}

function edited(text: string, folders: readonly string[], folder: string): string {
  const document = parseDocument(text, { uniqueKeys: false });
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const root: unknown = document.contents;
  if (root === null) return appended(text, lineOf([folder]), end);
  if (!isMap(root) || root.flow === true)
    throw new Error('The file is not a list of settings, one in a line.');
  const pairs = pairsOf(root);
  const [pair, second] = pairs;
  if (second !== undefined) throw new Error('path.repo is set twice.');
  if (pair === undefined) return inserted(text, root, lineOf([folder]), end);
  const { value } = pair;
  if (isSeq(value)) return inSequence(text, value, folder, end);
  if (isScalar(value) && value.range != null) {
    const [start, stop] = value.range;
    // A comma list of one text becomes a list; nothing at all needs the blank after its colon.
    const blank = /[:\s]/.test(text[start - 1] ?? '') && text[start - 1] === ':' ? ' ' : '';
    return text.slice(0, start) + blank + flow([...folders, folder]) + text.slice(stop);
  }
  throw new Error('path.repo is written in a way that this program does not change.');
}

/** `path.repo: …`, and `repo: …` below `path:`. */
function pairsOf(root: YAMLMap): Pair[] {
  const named = (map: YAMLMap, name: string): Pair[] =>
    map.items.filter((item) => isScalar(item.key) && item.key.value === name);
  const nested = named(root, 'path').flatMap(({ value }) => (isMap(value) ? named(value, 'repo') : []));
  return [...named(root, 'path.repo'), ...nested];
}

function inSequence(text: string, list: YAMLSeq, folder: string, end: string): string {
  if (list.range == null) throw new Error('path.repo is written in a way that this program does not change.');
  const last = list.items.at(-1);
  const stop = isScalar(last) ? last.range?.[1] : undefined;
  if (list.flow === true) {
    // Before the bracket, or right behind the last folder, so that a comma after it stays valid.
    if (stop === undefined)
      return text.slice(0, list.range[1] - 1) + quoted(folder) + text.slice(list.range[1] - 1);
    return `${text.slice(0, stop)}, ${quoted(folder)}${text.slice(stop)}`;
  }
  if (stop === undefined || !isScalar(last) || last.range == null)
    throw new Error('path.repo is written in a way that this program does not change.');
  const lineStart = text.lastIndexOf('\n', last.range[0] - 1) + 1;
  const dash = /^\s*-\s+/.exec(text.slice(lineStart, last.range[0]))?.[0];
  if (dash === undefined) throw new Error('path.repo is written in a way that this program does not change.');
  const lineEnd = text.indexOf('\n', stop);
  if (lineEnd === -1) return `${text}${end}${dash}${quoted(folder)}`;
  return `${text.slice(0, lineEnd + 1)}${dash}${quoted(folder)}${end}${text.slice(lineEnd + 1)}`;
}

/** Behind the last line about paths, where an administrator looks for it; else at the end. */
function inserted(text: string, root: YAMLMap, line: string, end: string): string {
  const paths = root.items.filter(
    ({ key, value }) => isScalar(key) && String(key.value).startsWith('path.') && isScalar(value),
  );
  const value = paths.at(-1)?.value;
  const stop = isScalar(value) ? value.range?.[1] : undefined;
  const lineEnd = stop === undefined ? -1 : text.indexOf('\n', stop);
  if (lineEnd === -1) return appended(text, line, end);
  return `${text.slice(0, lineEnd + 1)}${line}${end}${text.slice(lineEnd + 1)}`;
}

function appended(text: string, line: string, end: string): string {
  const open = text === '' || text.endsWith('\n') ? '' : end;
  return `${text}${open}${line}${end}`;
}

/** The line that sets `path.repo`. */
export const lineOf = (folders: readonly string[]): string => `path.repo: ${flow(folders)}`;

const flow = (folders: readonly string[]): string => `[${folders.map(quoted).join(', ')}]`;
/** In single quotes a backslash is a backslash. */
const quoted = (folder: string): string => `'${folder.replaceAll("'", "''")}'`;
