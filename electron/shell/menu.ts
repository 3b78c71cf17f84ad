import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { Place } from '#shared/model/place.ts';
import { SHELL_STRINGS } from './strings.ts';

const { menu } = SHELL_STRINGS;

interface MenuParts {
  platform: NodeJS.Platform;
  /** Reloading and developer tools: only when not packaged. */
  withDevTools: boolean;
  show: (place: Place) => void;
}

/** What the system expects: the program, editing, zoom, the window, help. */
export function setMenu(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(parts)));
}

/** The same as data. */
export function menuTemplate({ platform, withDevTools, show }: MenuParts): MenuItemConstructorOptions[] {
  const isMac = platform === 'darwin';
  const settings: MenuItemConstructorOptions = {
    label: menu.settings,
    accelerator: 'CmdOrCtrl+,',
    click: () => show({ page: 'settings' }),
  };
  const about: MenuItemConstructorOptions = { role: 'about', label: menu.about };
  const help: MenuItemConstructorOptions[] = [
    { label: menu.guide, click: () => show({ page: 'help' }) },
    { label: menu.keys, click: () => show({ page: 'keyboard' }) },
  ];
  const rule: MenuItemConstructorOptions = { type: 'separator' };
  return [
    isMac
      ? {
          role: 'appMenu',
          submenu: [
            about,
            rule,
            settings,
            rule,
            { role: 'services' },
            rule,
            { role: 'hide' },
            { role: 'hideOthers' },
            { role: 'unhide' },
            rule,
            { role: 'quit' },
          ],
        }
      : { label: menu.file, submenu: [settings, rule, { role: 'quit' }] },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        rule,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'delete' },
        { role: 'selectAll' },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        // The plus of most keyboards needs Shift; the key alone is what everybody presses.
        {
          role: 'zoomIn',
          label: menu.zoomIn,
          accelerator: 'CmdOrCtrl+=',
          visible: false,
          acceleratorWorksWhenHidden: true,
        },
        { role: 'zoomOut' },
        rule,
        { role: 'togglefullscreen' },
        ...(withDevTools ? ([rule, { role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    {
      role: 'windowMenu',
      label: menu.window,
      submenu: [
        { role: 'minimize' },
        ...(isMac ? ([{ role: 'zoom' }, rule, { role: 'front' }] as const) : []),
        { role: 'close' },
      ],
    },
    { role: 'help', label: menu.help, submenu: isMac ? help : [...help, rule, about] },
  ];
}
