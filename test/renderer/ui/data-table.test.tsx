import { act, screen, within } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Column, DataTable, type DataTableProps, type Sort } from '../../../renderer/ui/index.ts';
import { draw } from './draw.tsx';

interface Item {
  id: string;
  size: number | null;
}

const items: Item[] = [
  { id: 'alpha', size: 1 },
  { id: 'beta', size: null },
  { id: 'gamma', size: 3 },
];

const columns: Column<Item>[] = [
  { key: 'id', header: 'Name', sortable: true, render: (item) => item.id },
  {
    key: 'size',
    header: 'Size',
    align: 'right',
    sortable: true,
    firstDirection: 'descending',
    render: (item) => item.size,
  },
];

const drawTable = (more: Partial<DataTableProps<Item>> = {}) =>
  draw(<DataTable label="Items" columns={columns} rows={items} rowKey={(item) => item.id} {...more} />);

const row = (name: string): HTMLElement => {
  const found = screen.getByText(name).closest('tr');
  if (found === null) throw new Error(`no row ${name}`);
  return found;
};
const focused = (): string | undefined =>
  document.activeElement instanceof HTMLElement ? document.activeElement.dataset.line : undefined;

describe('table semantics', () => {
  it('is a named table that counts its rows with the head', () => {
    drawTable();
    const table = screen.getByRole('table', { name: 'Items' });
    expect(table.getAttribute('aria-rowcount')).toBe('4');
    expect(within(table).getAllByRole('columnheader')).toHaveLength(2);
    expect(row('gamma').getAttribute('aria-rowindex')).toBe('4');
  });

  it('shows a dash for what is not there', () => {
    drawTable();
    expect(within(row('beta')).getAllByRole('cell')[1]?.textContent).toBe('–');
    expect(within(row('alpha')).getAllByRole('cell')[1]?.textContent).toBe('1');
  });

  it('shows the empty slot only without rows, and grey lines only while waiting', async () => {
    const { rerender } = drawTable({ rows: [], empty: <p>Nothing yet</p> });
    expect(screen.getByText('Nothing yet')).toBeDefined();
    rerender(
      <DataTable
        label="Items"
        columns={columns}
        rows={[]}
        rowKey={(item) => item.id}
        empty={<p>Nothing yet</p>}
        loading
        loadingLabel="Loading"
      />,
    );
    expect(screen.queryByText('Nothing yet')).toBeNull();
    expect(await screen.findByText('Loading')).toBeDefined();
    expect(screen.getByRole('table').getAttribute('aria-busy')).toBe('true');
  });

  it('keeps the rows on the screen while a refresh is under way', () => {
    drawTable({ loading: true, loadingLabel: 'Loading' });
    expect(screen.getByText('alpha')).toBeDefined();
    expect(screen.queryByText('Loading')).toBeNull();
  });

  it('draws only a part of many rows, and still counts all', () => {
    const many = Array.from({ length: 1_000 }, (_, index) => ({ id: `row-${index}`, size: index }));
    drawTable({ rows: many });
    expect(screen.getByRole('table').getAttribute('aria-rowcount')).toBe('1001');
    expect(document.querySelectorAll('[data-line]').length).toBeLessThan(200);
  });
});

describe('many rows that are scrolled', () => {
  const many = Array.from({ length: 10_000 }, (_, index) => ({ id: `row-${index}`, size: index }));
  const linesDrawn = (): number => document.querySelectorAll('[data-line]').length;
  const scrollTo = (top: number): void => {
    const viewport = document.querySelector<HTMLElement>('[data-scrollarea-viewport]')!;
    viewport.scrollTop = top;
    act(() => void viewport.dispatchEvent(new Event('scroll')));
  };
  const roomBefore = (name: string): number => {
    let room = 0;
    const at = row(name);
    for (const line of document.querySelectorAll<HTMLElement>('tbody tr')) {
      if (line === at) break;
      room += line.dataset.line === undefined ? parseFloat(line.querySelector('td')!.style.height) : 32;
    }
    return room;
  };

  beforeEach(() => {
    // Nothing has a size here; the part in sight is ten rows high.
    vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(320);
    vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
    vi.spyOn(HTMLElement.prototype, 'scrollHeight', 'get').mockReturnValue(320_030);
  });
  afterEach(() => void vi.restoreAllMocks());

  it('keep the line that Tab leads to', async () => {
    const { user } = drawTable({ rows: many, onSelect: vi.fn() });
    scrollTo(160_000);
    expect(screen.getByText('row-5000')).toBeDefined();
    expect(screen.queryByText('row-100')).toBeNull();
    expect(row('row-0').tabIndex).toBe(0);
    expect(linesDrawn()).toBeLessThan(60);
    for (const name of ['row-0', 'row-5000']) expect(roomBefore(name)).toBe(32 * Number(name.slice(4)));
    await user.tab();
    await user.tab();
    await user.tab();
    expect(focused()).toBe('row-0');
  });

  it('keep the row with the focus, above and below what is in sight', async () => {
    const { user } = drawTable({ rows: many, onSelect: vi.fn() });
    scrollTo(160_000);
    await user.click(row('row-5000'));
    row('row-5000').focus();
    for (const top of [0, 310_000, 200_000]) {
      scrollTo(top);
      expect(focused()).toBe('row-5000');
      expect(roomBefore('row-5000')).toBe(160_000);
      expect(linesDrawn()).toBeLessThan(60);
    }
  });
});

describe('sorting', () => {
  function Sorted({ first }: { first: Sort }) {
    const [sort, setSort] = useState(first);
    return (
      <DataTable
        label="Items"
        columns={columns}
        rows={items}
        rowKey={(item) => item.id}
        sort={sort}
        onSort={setSort}
      />
    );
  }

  it('flips the active column and says so', async () => {
    const { user } = draw(<Sorted first={{ key: 'id', direction: 'ascending' }} />);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    expect(head.getAttribute('aria-sort')).toBe('ascending');
    await user.click(screen.getByRole('button', { name: 'Name' }));
    expect(head.getAttribute('aria-sort')).toBe('descending');
  });

  it('begins another column in its own direction', async () => {
    const { user } = draw(<Sorted first={{ key: 'id', direction: 'ascending' }} />);
    await user.click(screen.getByRole('button', { name: 'Size' }));
    expect(screen.getByRole('columnheader', { name: 'Size' }).getAttribute('aria-sort')).toBe('descending');
    expect(screen.getByRole('columnheader', { name: 'Name' }).getAttribute('aria-sort')).toBe('none');
  });
});

describe('keyboard', () => {
  it('is one tab stop in which arrows, Home and End move', async () => {
    const { user } = drawTable({ onSelect: vi.fn() });
    row('alpha').focus();
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('beta');
    await user.keyboard('{End}');
    expect(focused()).toBe('gamma');
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('gamma');
    await user.keyboard('{Home}');
    expect(focused()).toBe('alpha');
    expect(document.querySelectorAll('tr[tabindex="0"]')).toHaveLength(1);
  });

  it('moves the selection with the arrows only while a row is selected', async () => {
    const onSelect = vi.fn();
    const { user, rerender } = drawTable({ onSelect, selectedKey: null });
    row('alpha').focus();
    await user.keyboard('{ArrowDown}');
    expect(onSelect).not.toHaveBeenCalled();
    rerender(
      <DataTable
        label="Items"
        columns={columns}
        rows={items}
        rowKey={(item) => item.id}
        onSelect={onSelect}
        selectedKey="beta"
      />,
    );
    await user.keyboard('{ArrowDown}');
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(items[2]);
  });

  it('activates with Enter and selects with a click', async () => {
    const onSelect = vi.fn();
    const onRowActivate = vi.fn();
    const { user } = drawTable({ onSelect, onRowActivate });
    await user.click(screen.getByText('beta'));
    expect(onSelect).toHaveBeenCalledExactlyOnceWith(items[1]);
    expect(onRowActivate).not.toHaveBeenCalled();
    row('beta').focus();
    await user.keyboard('{Enter}');
    expect(onRowActivate).toHaveBeenCalledExactlyOnceWith(items[1]);
  });

  it('leaves keys pressed in a field or a button of a row alone', async () => {
    const onSelect = vi.fn();
    const press = vi.fn();
    const withButton: Column<Item>[] = [
      { key: 'id', header: 'Name', render: (item) => item.id },
      {
        key: 'do',
        header: '',
        headerLabel: 'Actions',
        render: () => (
          <button type="button" onClick={press}>
            Do
          </button>
        ),
      },
    ];
    const { user } = drawTable({ columns: withButton, onSelect });
    screen.getAllByRole('button', { name: 'Do' })[0]?.focus();
    await user.keyboard('{Enter}');
    expect(press).toHaveBeenCalledOnce();
    expect(onSelect).not.toHaveBeenCalled();
  });
});

describe('boxes', () => {
  function Checked({ allowed }: { allowed?: (item: Item) => boolean }) {
    const [keys, setKeys] = useState<ReadonlySet<string>>(new Set());
    const checks = {
      keys,
      onChange: setKeys,
      labelOf: (item: Item) => `Choose ${item.id}`,
      allLabel: 'Choose all',
    };
    return (
      <>
        <DataTable
          label="Items"
          columns={columns}
          rows={items}
          rowKey={(item) => item.id}
          checks={allowed === undefined ? checks : { ...checks, allowed }}
        />
        <output>{[...keys].join(',')}</output>
      </>
    );
  }
  const chosen = () => screen.getByRole('status').textContent;

  it('ticks by click and by Space', async () => {
    const { user } = draw(<Checked />);
    await user.click(screen.getByRole('checkbox', { name: 'Choose beta' }));
    expect(chosen()).toBe('beta');
    row('alpha').focus();
    await user.keyboard(' ');
    expect(chosen()).toBe('beta,alpha');
    await user.keyboard(' ');
    expect(chosen()).toBe('beta');
  });

  it('shows some, takes all, then none', async () => {
    const { user } = draw(<Checked />);
    const all = screen.getByRole<HTMLInputElement>('checkbox', { name: 'Choose all' });
    await user.click(screen.getByRole('checkbox', { name: 'Choose beta' }));
    expect(all.indeterminate).toBe(true);
    await user.click(all);
    expect(chosen()).toBe('alpha,beta,gamma');
    await user.click(all);
    expect(chosen()).toBe('');
  });

  it('never takes a row that may not be chosen', async () => {
    const { user } = draw(<Checked allowed={(item) => item.id !== 'beta'} />);
    expect(screen.queryByRole('checkbox', { name: 'Choose beta' })).toBeNull();
    await user.click(screen.getByRole('checkbox', { name: 'Choose all' }));
    expect(chosen()).toBe('alpha,gamma');
  });
});

describe('groups and details', () => {
  const groups = [
    {
      key: 'refused',
      word: 'Refused',
      count: 1,
      tone: 'bad' as const,
      note: 'stays as it is',
      rows: [items[0]!],
    },
    { key: 'replace', word: 'Replace', count: 2, totals: { size: '3 MB' }, rows: [items[1]!, items[2]!] },
  ];
  const drawGroups = (more: Partial<DataTableProps<Item>> = {}) =>
    draw(<DataTable label="Plan" columns={columns} groups={groups} rowKey={(item) => item.id} {...more} />);

  it('folds and unfolds by its button', async () => {
    const { user } = drawGroups();
    const button = screen.getByRole('button', { name: 'Replace 2' });
    expect(button.getAttribute('aria-expanded')).toBe('true');
    await user.click(button);
    expect(screen.queryByText('gamma')).toBeNull();
    expect(screen.getByText('alpha')).toBeDefined();
    expect(button.getAttribute('aria-expanded')).toBe('false');
    expect(screen.getByText('3 MB')).toBeDefined();
  });

  it('folds with Left and unfolds with Right', async () => {
    const { user } = drawGroups();
    row('Refused 1').focus();
    await user.keyboard('{ArrowRight}');
    expect(screen.getByText('alpha')).toBeDefined();
    await user.keyboard('{ArrowLeft}');
    expect(screen.queryByText('alpha')).toBeNull();
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('group:replace');
    await user.keyboard('{ArrowUp}{ArrowRight}');
    expect(screen.getByText('alpha')).toBeDefined();
  });

  it('puts the content of a row below it, and steps over it', async () => {
    const { user } = drawGroups({
      renderDetail: (item) => item.id === 'alpha' && <p>Five shards against one</p>,
    });
    const detail = screen.getByText('Five shards against one').closest('tr');
    expect(row('alpha').nextElementSibling).toBe(detail);
    row('alpha').focus();
    await user.keyboard('{ArrowDown}');
    expect(focused()).toBe('group:replace');
  });
});
