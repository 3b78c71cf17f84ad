import { Menu, type MenuItemConstructorOptions } from 'electron';
import { SHELL_STRINGS } from './strings.ts';

const { menu } = SHELL_STRINGS;

/** What the system expects and nothing more: editing, zoom, quit. Developer tools only when not packaged. */
export function setMenu(platform: NodeJS.Platform, withDevTools: boolean): void {
  const isMac = platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    isMac ? { role: 'appMenu' } : { label: menu.file, submenu: [{ role: 'quit' }] },
    {
      label: menu.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        { type: 'separator' },
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'selectAll' },
      ],
    },
    {
      label: menu.view,
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(withDevTools ? ([{ role: 'reload' }, { role: 'toggleDevTools' }] as const) : []),
      ],
    },
    { label: menu.window, submenu: [{ role: 'minimize' }, { role: 'close' }] },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}
