import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright';

/** What axe finds on the page as it is now, one line for each rule that is broken. */
export async function axeFinds(page: Page, screen: string): Promise<string[]> {
  // Legacy mode: axe's own way to finish opens a second page, which this program denies.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${screen}: ${id} at ${nodes
        .map((node) => node.target.join(' '))
        .slice(0, 3)
        .join(' | ')}`,
  );
}
