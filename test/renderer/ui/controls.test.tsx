import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it, vi } from 'vitest';
import {
  Button,
  Callout,
  CopyButton,
  FilterChip,
  IndexName,
  ProgressBar,
  Segmented,
  StateMark,
  TextArea,
  TextField,
  type Tone,
  UiProvider,
} from '../../../renderer/ui/index.ts';
import { draw } from './draw.tsx';

describe('Button', () => {
  it('with a reason stays reachable, says why, and does nothing', async () => {
    const onClick = vi.fn();
    const { user } = draw(
      <Button onClick={onClick} disabledReason="Choose a fix first">
        Next
      </Button>,
    );
    const button = screen.getByRole<HTMLButtonElement>('button', { name: 'Next' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(button.disabled).toBe(false);
    expect(document.getElementById(button.getAttribute('aria-describedby') ?? '')?.textContent).toBe(
      'Choose a fix first',
    );
    await user.tab();
    expect(document.activeElement).toBe(button);
    await user.keyboard('{Enter}');
    await user.click(button);
    expect(onClick).not.toHaveBeenCalled();
  });

  it('without a reason works, and does not while busy', async () => {
    const onClick = vi.fn();
    const { user, rerender } = draw(<Button onClick={onClick}>Save</Button>);
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onClick).toHaveBeenCalledOnce();
    rerender(
      <Button onClick={onClick} busy>
        Save
      </Button>,
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(onClick).toHaveBeenCalledOnce();
  });
});

describe('StateMark', () => {
  const tones: Tone[] = ['good', 'warn', 'bad', 'run', 'wait', 'lost'];
  it.each(tones)('%s is a shape that is not read and a word that is', (tone) => {
    draw(<StateMark tone={tone}>Word</StateMark>);
    expect(screen.getByText('Word')).toBeDefined();
    const mark = document.querySelector(`[data-mark="${tone}"]`);
    expect(mark?.getAttribute('aria-hidden')).toBe('true');
    expect(mark?.textContent).toBe('');
  });
});

describe('IndexName', () => {
  it('keeps the whole name for reading and copying, with the end in one piece', () => {
    const { container } = draw(<IndexName name="gateway_default_analytics_events-000001" tenant="default" />);
    const parts = container.querySelectorAll('[title] > span');
    expect(container.querySelector('[title]')?.textContent).toBe('gateway_default_analytics_events-000001');
    expect(parts[0]?.textContent).toBe('gateway_default_');
    expect(parts[parts.length - 1]?.textContent).toBe('vents-000001');
  });

  it('dims no prefix of another tenant', () => {
    const { container } = draw(<IndexName name="gateway_default2_apis-000001" tenant="default" />);
    expect(container.querySelector('[title] > span')?.textContent).toBe('gateway_default2');
  });
});

describe('fields', () => {
  it('tie hint and error to the control', () => {
    draw(<TextField label="Name" value="" onChange={vi.fn()} hint="Small letters" error="It is taken" />);
    const input = screen.getByRole('textbox', { name: 'Name' });
    const ids = (input.getAttribute('aria-describedby') ?? '').split(' ');
    expect(ids.map((id) => document.getElementById(id)?.textContent)).toEqual([
      'It is taken',
      'Small letters',
    ]);
    expect(input.getAttribute('aria-invalid')).toBe('true');
  });

  it('count characters in words', () => {
    draw(
      <TextArea label="Reason" value="abcd" onChange={vi.fn()} counter={(length) => `${length} of 500`} />,
    );
    expect(screen.getByText('4 of 500')).toBeDefined();
  });

  it('change segments by arrows', async () => {
    const onChange = vi.fn();
    const { user } = draw(
      <Segmented
        label="Verdict"
        segments={[
          { value: 'all', label: 'All', count: 9 },
          { value: 'bad', label: 'Refused', count: 1, mark: 'bad' },
        ]}
        value="all"
        onChange={onChange}
      />,
    );
    await user.click(screen.getByRole('radio', { name: /Refused/ }));
    expect(onChange).toHaveBeenCalledExactlyOnceWith('bad');
  });
});

describe('FilterChip', () => {
  function Chip() {
    const [value, setValue] = useState<('a' | 'b')[]>([]);
    return (
      <FilterChip
        label="State"
        clearLabel="Clear state"
        options={[
          { value: 'a', label: 'Good' },
          { value: 'b', label: 'Bad' },
        ]}
        value={value}
        onChange={setValue}
      />
    );
  }

  it('collects what is ticked, shows it, and clears it', async () => {
    const { user } = draw(<Chip />);
    await user.click(screen.getByRole('button', { name: 'State' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Good' }));
    await user.click(screen.getByRole('checkbox', { name: 'Bad' }));
    expect(screen.getByRole('button', { name: /State/, expanded: true }).textContent).toBe('StateGood, Bad');
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('checkbox')).toBeNull());
    await user.click(screen.getByRole('button', { name: 'Clear state' }));
    expect(screen.getByRole('button', { name: 'State' }).textContent).toBe('State');
  });

  it('says the first and how many more where all of them have no room', () => {
    const labels = ['10 MB to 1 GB', '1 GB to 100 GB', '100 GB and more'];
    draw(
      <FilterChip
        label="Size"
        clearLabel="Clear size"
        options={labels.map((label) => ({ value: label, label }))}
        value={labels}
        onChange={() => undefined}
      />,
    );
    expect(screen.getByText('10 MB to 1 GB +2').title).toBe(labels.join(', '));
  });
});

describe('ProgressBar', () => {
  it('tells how far it is, and nothing while that is unknown', () => {
    const { rerender } = draw(<ProgressBar label="Shards" value={0.663} />);
    expect(screen.getByRole('progressbar', { name: 'Shards' }).getAttribute('aria-valuenow')).toBe('66');
    rerender(<ProgressBar label="Shards" value={null} />);
    expect(screen.getByRole('progressbar').getAttribute('aria-valuenow')).toBeNull();
  });
});

describe('Callout', () => {
  const raw = {
    label: 'Raw reason',
    summary: 'HTTP 500',
    text: '{"type":"repository_exception"}',
    copyLabel: 'Copy',
    copiedLabel: 'Copied',
  };

  it('folds the raw reason until it is asked for', async () => {
    const { user } = draw(<Callout tone="bad" title="Not readable" raw={raw} alert />);
    expect(screen.getByRole('alert').textContent).toContain('HTTP 500');
    expect(screen.queryByText(raw.text)).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Raw reason' }));
    expect(screen.getByText(raw.text)).toBeDefined();
  });

  it('copies through the given clipboard and says so only when it worked', async () => {
    const copyText = vi.fn().mockRejectedValueOnce(new Error('refused')).mockResolvedValue(undefined);
    const { user } = draw(
      <UiProvider env="test" copyText={copyText}>
        <CopyButton text="abc" label="Copy" copiedLabel="Copied" />
      </UiProvider>,
    );
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(screen.queryByRole('button', { name: 'Copied' })).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Copy' }));
    expect(await screen.findByRole('button', { name: 'Copied' })).toBeDefined();
    expect(copyText).toHaveBeenLastCalledWith('abc');
  });
});
