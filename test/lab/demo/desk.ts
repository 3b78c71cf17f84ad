import type { Locator, Page } from 'playwright';
import { DEMO_PASSWORD, type DemoEnvironment } from './environment.ts';

/** Whoever wants to look closer at each screen that is pictured. */
export type Look = (page: Page, screen: string) => Promise<void>;

const LONG = { timeout: 90_000 };

/** An administrator at the program: finds things by their role and label, as a person does, and keeps pictures. */
export class Desk {
  readonly #page: Page;
  readonly #pathOf: (number: number, name: string) => string;
  readonly #look: Look;
  #shots = 0;

  constructor(page: Page, pathOf: (number: number, name: string) => string, look: Look) {
    this.#page = page;
    this.#pathOf = pathOf;
    this.#look = look;
    page.setDefaultTimeout(20_000);
  }

  async shoot(name: string): Promise<void> {
    this.#shots += 1;
    // A picture shows the screen, not what hangs on the pointer.
    await this.#page.mouse.move(2, 2);
    await this.#page.screenshot({ path: this.#pathOf(this.#shots, name), animations: 'disabled' });
    await this.#look(this.#page, name);
  }

  async addGateway({ draft, server }: DemoEnvironment): Promise<void> {
    await this.#page.getByText('Add a gateway').first().waitFor();
    await this.shoot('first-start');
    await this.#button('Add a gateway').first().click();
    await this.#field('Name').fill(draft.name);
    await this.#field('Tenant').fill(draft.tenant);
    await this.#choose('Release', `API Gateway ${draft.release}`);
    await this.#field(/^Address( 1)?$/).fill(draft.dataStore.addresses[0] ?? '');
    await this.#addNodes(draft.nodes);
    await this.#field('Node user').fill(draft.nodeUsername ?? '');
    await this.#field('Node password').fill(DEMO_PASSWORD);
    await this.#button(/^Test$/).click();
    await this.#page
      .getByText(/\d of \d passed|\d passed/)
      .first()
      .waitFor(LONG);
    await this.#page.getByText(`Elasticsearch ${server.version}`).first().waitFor();
    await this.shoot('add-gateway');
    await this.#button('Add gateway').click();
    await this.#heading('Overview').waitFor(LONG);
  }

  async lookAtEmptyOverview(): Promise<void> {
    await this.#page.getByText('Data store green').waitFor(LONG);
    await this.#page.getByText(/^Not safe/).waitFor(LONG);
    await this.shoot('overview-empty');
  }

  /** Backs up everything with the suggested name; resolves with that name. */
  async backUp(): Promise<string> {
    await this.#button('Back up now').first().click();
    await this.#page.getByText('What should be saved?').waitFor(LONG);
    await this.shoot('backup-what');
    await this.#button('Next: Where').click();
    await this.shoot('backup-where');
    await this.#button('Next: Name and review').click();
    const name = await this.#field('Name').inputValue();
    await this.#field('Reason').fill('Before policy change 4711');
    const start = this.#button('Start backup');
    await start.and(this.#page.locator(':not([aria-disabled="true"]):not([disabled])')).waitFor();
    await this.shoot('backup-review');
    await start.click();
    await this.#page.getByText('Count again').waitFor();
    await this.shoot('backup-running');
    await this.#badge('Success').waitFor(LONG);
    await this.shoot('backup-done');
    return name;
  }

  async openBackup(name: string): Promise<void> {
    await this.#link('Backups').click();
    await this.#row(name).click();
    await this.#page.getByText('Can be restored here').waitFor(LONG);
    await this.shoot('backups-flyout');
    await this.#page.getByRole('tab', { name: /Indices/ }).click();
    await this.shoot('backups-indices');
  }

  async planRestore(name: string): Promise<void> {
    await this.#row(name).waitFor();
    await this.#button('Restore…').click();
    await this.#page.getByText('Before: safety backup').waitFor(LONG);
    await this.shoot('restore-plan');
    await this.#button('Next: Confirm').click();
  }

  async confirmRestore(tenant: string): Promise<void> {
    await this.#page.getByText('What happens').waitFor();
    await this.#field(/^Type the tenant/).fill(tenant);
    await this.#field(/^Reason/).fill('Change 4711 broke the routing policies');
    await this.shoot('restore-confirm');
    await this.#button(/^Replace \d+/).click();
    await this.#page
      .getByText(/^(Copying|Waiting|Done)$/)
      .first()
      .waitFor(LONG);
    await this.shoot('restore-running');
    await this.#badge('Success').waitFor(LONG);
    await this.#page.getByText('What was verified').waitFor();
    await this.shoot('restore-done');
  }

  async restartGateway(nodes: number): Promise<void> {
    await this.#button(/^Restart the gateway|^Restart…|^Go to the restart|^Restart/)
      .first()
      .click();
    await this.#button('Restart all, one after another').click();
    await this.#button(/^Restart \d+ nodes$/).click();
    await this.#page.getByText('Shutdown with restart accepted').first().waitFor(LONG);
    await this.#page.getByText('Healthy', { exact: true }).first().waitFor(LONG);
    await this.shoot('restart-running');
    await this.#page.getByText(`Restart done, ${nodes} of ${nodes}`).waitFor(LONG);
    await this.shoot('restart-done');
  }

  async lookAround(): Promise<void> {
    await this.#link('Overview').click();
    await this.#page.getByText(/^Safe/).first().waitFor(LONG);
    await this.shoot('overview');
    await this.#link('Activity').click();
    await this.#heading('Activity').waitFor();
    await this.shoot('activity');
    await this.#link('Repositories').click();
    await this.#page.getByRole('row').nth(2).waitFor();
    await this.#button('Verify all').click();
    await this.#page.getByText('1 of 1 verified').nth(1).waitFor(LONG);
    await this.shoot('repositories');
    await this.#lookAtSetUp();
    await this.#link('Backups').click();
    await this.#page.getByRole('row').nth(2).waitFor();
    await this.shoot('backups');
    await this.#link('Gateways').click();
    await this.#page.getByRole('row').nth(1).waitFor();
    await this.shoot('gateways');
  }

  /** What a folder needs on every node, and what Amazon S3 needs. */
  async #lookAtSetUp(): Promise<void> {
    await this.#button('Set-up').click();
    await this.#button('Check').click();
    await this.#page.getByRole('rowheader', { name: /path\.repo/ }).waitFor(LONG);
    await this.shoot('repository-setup');
    await this.#page.getByRole('radio', { name: 'Amazon S3' }).check({ force: true });
    await this.#button('Check').click();
    await this.#page.getByRole('rowheader', { name: /Plugin for S3/ }).waitFor(LONG);
    await this.shoot('repository-setup-s3');
  }

  async lookAroundInTheDark(name: string): Promise<void> {
    await this.#page.emulateMedia({ colorScheme: 'dark' });
    await this.#link('Overview').click();
    await this.#page.getByText(/^Safe/).first().waitFor(LONG);
    await this.shoot('overview-dark');
    await this.#link('Backups').click();
    await this.#row(name).click();
    await this.#page.getByText('Can be restored here').waitFor(LONG);
    await this.shoot('backups-flyout-dark');
    await this.#button('Restore…').click();
    await this.#page.getByText('Before: safety backup').waitFor(LONG);
    await this.shoot('restore-plan-dark');
    await this.#page.emulateMedia({ colorScheme: 'light' });
  }

  async #addNodes(nodes: DemoEnvironment['draft']['nodes']): Promise<void> {
    for (const [i, node] of nodes.entries()) {
      const label = new RegExp(`^(Name of node ${i + 1}|Node name${i === 0 ? '' : ` ${i + 1}`})$`);
      if ((await this.#field(label).count()) === 0) await this.#button('Add a node').click();
      await this.#field(label).fill(node.name);
      await this.#field(
        new RegExp(`^(Address of node ${i + 1}|Node address${i === 0 ? '' : ` ${i + 1}`})$`),
      ).fill(node.address);
    }
  }

  async #choose(label: string, option: string): Promise<void> {
    await this.#page
      .getByRole('combobox', { name: label })
      .or(this.#page.getByRole('textbox', { name: label }))
      .first()
      .click();
    await this.#page.getByRole('option', { name: option, exact: true }).click();
  }

  #row(name: string): Locator {
    return this.#page.getByRole('row').filter({ hasText: name }).first();
  }

  #button(name: string | RegExp): Locator {
    const exact = typeof name === 'string';
    return this.#page.getByRole('button', { name, exact }).or(this.#page.getByRole('link', { name, exact }));
  }

  #link(name: string): Locator {
    return this.#page
      .getByRole('navigation')
      .first()
      .getByRole('link', { name: new RegExp(`^${name}`) });
  }

  #field(label: string | RegExp): Locator {
    return this.#page.getByRole('textbox', { name: label, exact: typeof label === 'string' }).first();
  }

  #heading(name: string): Locator {
    return this.#page.getByRole('heading', { name, exact: true }).first();
  }

  #badge(word: string): Locator {
    return this.#page.getByText(word, { exact: true }).first();
  }
}
