import type { Locator, Page } from 'playwright';
import { inPage } from './in-page.ts';

type Role = 'button' | 'link' | 'textbox' | 'combobox' | 'radio' | 'row' | 'tab' | 'option';

/** More stops than any page has: whoever comes here goes round in a circle. */
const STOPS = 150;

/** An administrator without a mouse: everything is reached by Tab and pressed by a key. */
export class Keyboard {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  press(...keys: string[]): Promise<void> {
    return keys.reduce((before, key) => before.then(() => this.page.keyboard.press(key)), Promise.resolve());
  }

  /** Goes to a control that is there or on its way; fails with all that was passed when no Tab leads to it. */
  async goTo(role: Role, name: string | RegExp, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    const wanted = this.page.getByRole(role, { name, exact: typeof name === 'string' });
    // A control that waits for something cannot be pressed yet.
    const ready = this.page.locator(':not([aria-disabled="true"]):not([disabled])');
    await wanted.and(ready).first().waitFor({ timeout: 30_000 });
    await this.#walkTo(wanted, key, `${role} ${String(name)}`);
  }

  async #walkTo(wanted: Locator, key: string, words: string): Promise<void> {
    const passed: string[] = [];
    for (let stops = 0; stops < STOPS; stops += 1) {
      if ((await wanted.and(this.page.locator(':focus')).count()) > 0) return;
      await this.press(key);
      passed.push(await this.focused());
    }
    throw new Error(`No way by keyboard to ${words}; passed: ${[...new Set(passed)].join(' | ')}`);
  }

  async activate(role: Role, name: string | RegExp): Promise<void> {
    await this.goTo(role, name);
    await this.press('Enter');
  }

  async fill(name: string | RegExp, text: string): Promise<void> {
    await this.goTo('textbox', name);
    await this.press('Control+a');
    await this.page.keyboard.type(text);
  }

  async choose(list: string, option: string): Promise<void> {
    const box = this.page
      .getByRole('combobox', { name: list })
      .or(this.page.getByRole('textbox', { name: list }));
    await this.#walkTo(box, 'Tab', list);
    await this.press('Enter');
    const wanted = this.page.getByRole('option', { name: option, exact: true });
    await wanted.waitFor();
    for (
      let moves = 0;
      moves < STOPS && (await wanted.getAttribute('data-combobox-selected')) === null;
      moves += 1
    )
      await this.press('ArrowDown');
    await this.press('Enter');
  }

  /** What has the focus, in words; `BODY` when it was lost. */
  focused(): Promise<string> {
    return inPage(
      this.page,
      `const one = document.activeElement;
       if (one === null || one === document.body) return 'BODY';
       const name = one.ariaLabel ?? one.labels?.[0]?.textContent ?? one.textContent;
       return one.tagName + ' ' + name.trim().slice(0, 60);`,
    );
  }
}
