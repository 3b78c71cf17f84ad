import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import {
  Button,
  ConfirmDialog,
  DataTable,
  Flyout,
  IconButton,
  Menu,
  PageHeader,
  Split,
} from '../../../renderer/ui/index.ts';
import { draw } from './draw.tsx';

const focused = (): string => {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || active === document.body) return 'nothing';
  return active.dataset.line ?? active.getAttribute('aria-label') ?? active.textContent;
};

function Ask({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  return (
    <ConfirmDialog
      opened
      title="Delete it?"
      confirmLabel="Delete now"
      cancelLabel="Cancel"
      onConfirm={onDone}
      onCancel={onCancel}
    >
      It does not come back.
    </ConfirmDialog>
  );
}

/** A page with a list, details beside it, and a question over both; a deletion closes all that it was about. */
function Page() {
  const [rows, setRows] = useState(['a', 'b', 'c']);
  const [open, setOpen] = useState<string | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  return (
    <main>
      <PageHeader
        title="Things"
        right={rows.length > 0 && <Button onClick={() => setRows([])}>Empty</Button>}
      />
      <Split
        flyout={
          open !== null && (
            <Flyout label="Details" title={open} closeLabel="Close" onClose={() => setOpen(null)}>
              <Button onClick={() => setAsking(open)}>Delete…</Button>
            </Flyout>
          )
        }
      >
        <Menu
          trigger={<IconButton icon="dots" label="More" />}
          items={[{ key: 'delete', label: 'Delete the first…', onClick: () => setAsking(rows[0] ?? null) }]}
        />
        <DataTable
          label="Things"
          columns={[{ key: 'name', header: 'Name', render: (row) => `row ${row}` }]}
          rows={rows}
          rowKey={(row) => row}
          selectedKey={open}
          onSelect={setOpen}
        />
      </Split>
      {asking !== null && (
        <Ask
          onCancel={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            setOpen(null);
            setRows(rows.filter((row) => row !== asking));
          }}
        />
      )}
    </main>
  );
}

describe('the focus after a layer', () => {
  it.each(['Escape', 'the button'])('that was left by %s from inside is on the row in use', async (way) => {
    const { user } = draw(<Page />);
    await user.click(screen.getByText('row a'));
    await user.keyboard('{ArrowDown}');
    screen.getByRole('button', { name: 'Delete…' }).focus();
    if (way === 'Escape') await user.keyboard('{Escape}');
    else await user.click(screen.getByRole('button', { name: 'Close' }));
    expect(screen.queryByRole('complementary')).toBeNull();
    expect(focused()).toBe('b');
  });

  it('stays where it is when the layer did not have it', async () => {
    const { user } = draw(<Page />);
    await user.click(screen.getByText('row a'));
    screen.getByRole('button', { name: 'More' }).focus();
    await user.keyboard('{Escape}');
    expect(focused()).toBe('More');
  });

  it('is on the button that asked, after a question that went away at once', async () => {
    const { user } = draw(<Page />);
    await user.click(screen.getByText('row c'));
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    await waitFor(() => expect(focused()).toBe('Cancel'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('Delete…'));
  });

  it('is on the button of the menu whose entry asked', async () => {
    const { user } = draw(<Page />);
    await user.click(screen.getByRole('button', { name: 'More' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Delete the first…' }));
    await waitFor(() => expect(focused()).toBe('Cancel'));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(focused()).toBe('More'));
  });

  it('is on the row in the place of the one that was deleted together with its details', async () => {
    const { user } = draw(<Page />);
    await user.click(screen.getByText('row b'));
    await user.click(screen.getByRole('button', { name: 'Delete…' }));
    await user.click(await screen.findByRole('button', { name: 'Delete now' }));
    await waitFor(() => expect(screen.queryByText('row b')).toBeNull());
    expect(['a', 'c']).toContain(focused());
  });

  it('is on the title of the page when nothing else is left', async () => {
    const { user } = draw(<Page />);
    for (const name of ['a', 'b', 'c']) {
      await user.click(screen.getByText(`row ${name}`));
      await user.click(screen.getByRole('button', { name: 'Delete…' }));
      await user.click(await screen.findByRole('button', { name: 'Delete now' }));
      await waitFor(() => expect(screen.queryByText(`row ${name}`)).toBeNull());
    }
    expect(focused()).toBe('Things');
  });
});

describe('the focus on a row that goes away', () => {
  function Listed({ rows }: { rows: string[] }) {
    return (
      <main>
        <PageHeader title="Things" />
        <DataTable
          label="Things"
          columns={[{ key: 'name', header: 'Name', render: (row) => `row ${row}` }]}
          rows={rows}
          rowKey={(row) => row}
          onSelect={() => undefined}
        />
      </main>
    );
  }
  const lineOf = (name: string): HTMLElement => screen.getByText(`row ${name}`).closest('tr')!;

  it('goes to the row in its place, and to the title without rows', () => {
    const { rerender } = draw(<Listed rows={['a', 'b', 'c']} />);
    lineOf('b').focus();
    rerender(<Listed rows={['a', 'c']} />);
    expect(focused()).toBe('c');
    expect(lineOf('c').tabIndex).toBe(0);
    rerender(<Listed rows={['a']} />);
    expect(focused()).toBe('a');
    rerender(<Listed rows={[]} />);
    expect(focused()).toBe('Things');
  });

  it('is left alone when it is elsewhere', () => {
    const { rerender } = draw(<Listed rows={['a', 'b']} />);
    lineOf('b').focus();
    screen.getByRole('heading', { name: 'Things' }).focus();
    rerender(<Listed rows={['a']} />);
    expect(focused()).toBe('Things');
  });
});
