import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';
import { SHELL_STRINGS } from './strings.ts';

const text = SHELL_STRINGS.contextMenu;

type Spot = Pick<ContextMenuParams, 'isEditable' | 'selectionText' | 'editFlags'>;

/** What can be done by mouse with the text at a place of the page; empty where there is nothing to do. */
export function contextTemplate(spot: Spot): MenuItemConstructorOptions[] {
  const { isEditable, selectionText, editFlags } = spot;
  if (isEditable) {
    return [
      { role: 'cut', label: text.cut, enabled: editFlags.canCut },
      { role: 'copy', label: text.copy, enabled: editFlags.canCopy },
      { role: 'paste', label: text.paste, enabled: editFlags.canPaste },
      { type: 'separator' },
      { role: 'selectAll', label: text.selectAll, enabled: editFlags.canSelectAll },
    ];
  }
  return selectionText.trim() === '' ? [] : [{ role: 'copy', label: text.copy }];
}
