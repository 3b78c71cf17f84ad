import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { Button, ConfirmDialog, Flyout, IconButton, Menu, Tabs } from '../../../renderer/ui/index.ts';
import { draw } from './draw.tsx';

const confirmTexts = { title: 'Delete 3 backups', confirmLabel: 'Delete 3', cancelLabel: 'Cancel' };

describe('Flyout', () => {
  it('closes with Esc, wherever the focus is', async () => {
    const onClose = vi.fn();
    const { user } = draw(
      <Flyout label="Details" title="a" closeLabel="Close" onClose={onClose}>
        text
      </Flyout>,
    );
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledOnce();
  });

  it('stays while Esc closes a dialog above it', async () => {
    const onClose = vi.fn();
    function Page() {
      const [asked, setAsked] = useState(true);
      return (
        <Flyout label="Details" title="a" closeLabel="Close" onClose={onClose}>
          <ConfirmDialog
            {...confirmTexts}
            opened={asked}
            onConfirm={vi.fn()}
            onCancel={() => setAsked(false)}
          >
            text
          </ConfirmDialog>
        </Flyout>
      );
    }
    const { user } = draw(<Page />);
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
    expect(onClose).not.toHaveBeenCalled();
    await user.keyboard('{Escape}');
    expect(onClose).toHaveBeenCalledOnce();
  });
});

describe('ConfirmDialog', () => {
  const ask = (tone: 'neutral' | 'danger') => {
    const onConfirm = vi.fn();
    const onCancel = vi.fn();
    const drawn = draw(
      <ConfirmDialog {...confirmTexts} opened tone={tone} onConfirm={onConfirm} onCancel={onCancel}>
        This cannot be undone. <input aria-label="Reason" />
      </ConfirmDialog>,
    );
    return { ...drawn, onConfirm, onCancel };
  };

  it('is a named dialog whose Cancel has the focus, so Enter does no harm', async () => {
    const { user, onConfirm, onCancel } = ask('danger');
    expect(screen.getByRole('dialog', { name: 'Delete 3 backups' })).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Cancel' })));
    await user.keyboard('{Enter}');
    expect(onCancel).toHaveBeenCalledOnce();
    expect(onConfirm).not.toHaveBeenCalled();
  });

  it('confirms only by its own button', async () => {
    const { user, onConfirm } = ask('danger');
    await user.click(screen.getByRole('button', { name: 'Delete 3' }));
    expect(onConfirm).toHaveBeenCalledOnce();
  });
});

describe('Menu', () => {
  it('opens from its button, chooses, and leaves what cannot be chosen alone', async () => {
    const edit = vi.fn();
    const verify = vi.fn();
    const { user } = draw(
      <Menu
        trigger={<IconButton icon="dots" label="More" />}
        items={[
          { key: 'verify', label: 'Verify', onClick: verify, disabledReason: 'Not registered' },
          { key: 'edit', label: 'Edit', onClick: edit },
        ]}
      />,
    );
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: /Verify.*Not registered/ }));
    expect(verify).not.toHaveBeenCalled();
    await user.click(screen.getByRole('menuitem', { name: 'Edit' }));
    expect(edit).toHaveBeenCalledOnce();
  });

  it('takes a plain button as its trigger too', async () => {
    const { user } = draw(
      <Menu trigger={<Button>More</Button>} items={[{ key: 'a', label: 'Edit', onClick: vi.fn() }]} />,
    );
    await user.click(screen.getByRole('button', { name: 'More' }));
    expect(await screen.findByRole('menuitem', { name: 'Edit' })).toBeDefined();
  });
});

describe('Tabs', () => {
  it('moves with arrows, round the ends', async () => {
    const onChange = vi.fn();
    const { user } = draw(
      <Tabs
        id="t"
        label="Views"
        tabs={[
          { value: 'a', label: 'One' },
          { value: 'b', label: 'Two', count: 4 },
        ]}
        value="a"
        onChange={onChange}
      />,
    );
    screen.getByRole('tab', { name: 'One' }).focus();
    await user.keyboard('{ArrowLeft}');
    expect(onChange).toHaveBeenLastCalledWith('b');
    expect(document.activeElement).toBe(screen.getByRole('tab', { name: 'Two 4' }));
  });
});
