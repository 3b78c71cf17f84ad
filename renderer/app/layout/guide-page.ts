import { FIRST_PAGE } from '../../lib/guide/pages.ts';

/** Which page of the guide explains a page of the program; the first that fits. */
const RULES: readonly [path: RegExp, page: string][] = [
  [/^\/gateways/, 'add-gateway'],
  [/^\/g\/[^/]+\/overview/, 'overview'],
  [/^\/g\/[^/]+\/backups\/new/, 'first-backup'],
  [/^\/g\/[^/]+\/backups/, 'backups'],
  [/^\/g\/[^/]+\/restore\//, 'restore'],
  [/^\/g\/[^/]+\/repositories/, 'repositories'],
  [/^(\/g\/[^/]+)?\/activity/, 'activity'],
  [/^\/settings/, 'settings'],
  [/^\/g\/[^/]+\/restart/, 'restart'],
];

/** The page of the guide for an address of the program; none for the help itself. */
export function guidePageFor(pathname: string): string | null {
  if (pathname.startsWith('/help')) return null;
  return RULES.find(([path]) => path.test(pathname))?.[1] ?? FIRST_PAGE;
}
