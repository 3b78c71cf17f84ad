import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import type { Place } from '#shared/model/place.ts';
import { contextTemplate } from '../../../electron/shell/context-menu.ts';

vi.mock('electron', () => ({ Menu: {} }));
const { menuTemplate } = await import('../../../electron/shell/menu.ts');

const flags = {
  canUndo: false,
  canRedo: false,
  canCut: true,
  canCopy: true,
  canPaste: true,
  canDelete: true,
  canSelectAll: true,
  canEditRichly: false,
};
const rolesOf = (template: MenuItemConstructorOptions[]): string[] =>
  template.flatMap(({ role }) => (role === undefined ? [] : [role]));

describe('the menu at a place of the page', () => {
  it('edits where something can be typed', () => {
    const template = contextTemplate({ isEditable: true, selectionText: '', editFlags: flags });
    expect(rolesOf(template)).toEqual(['cut', 'copy', 'paste', 'selectAll']);
  });

  it('takes nothing out of a field that keeps its text to itself', () => {
    const secret = { ...flags, canCut: false, canCopy: false };
    const template = contextTemplate({ isEditable: true, selectionText: 'x', editFlags: secret });
    expect(template.filter(({ enabled }) => enabled === false).map(({ role }) => role)).toEqual([
      'cut',
      'copy',
    ]);
  });

  it('copies what is selected', () => {
    const spot = { isEditable: false, selectionText: 'gateway_default_apis', editFlags: flags };
    expect(rolesOf(contextTemplate(spot))).toEqual(['copy']);
  });

  it('is not there where there is nothing to do', () => {
    expect(contextTemplate({ isEditable: false, selectionText: ' \n', editFlags: flags })).toEqual([]);
  });
});

describe.each(['linux', 'win32', 'darwin'] as const)('the Help menu on %s', (platform) => {
  it('leads to the guide and to the keys', () => {
    const shown: Place[] = [];
    const template = menuTemplate({ platform, withDevTools: false, show: (place) => shown.push(place) });
    const help = template.find(({ role }) => role === 'help')?.submenu as MenuItemConstructorOptions[];
    for (const item of help) item.click?.({} as never, undefined, {});
    expect(shown).toEqual([{ page: 'help' }, { page: 'keyboard' }]);
  });
});
