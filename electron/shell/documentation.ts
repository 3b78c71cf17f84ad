/** Documentation that the page may link to. No address ever comes from a server. */
const DOCUMENTATION_HOSTS: ReadonlySet<string> = new Set([
  'www.elastic.co',
  'www.ibm.com',
  'documentation.softwareag.com',
]);

/** Is it a page of documentation on the fixed list? */
export function isDocumentation(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return (
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    DOCUMENTATION_HOSTS.has(url.hostname)
  );
}
