import { describe, expect, it } from 'vitest';
import { createEngine } from '#core/engine.ts';
import { DEFAULT_TIMING } from '#core/ports.ts';
import { MemoryFiles, quietPorts } from '../memory.ts';

describe('a file of the utility of the product', () => {
  it('makes its keys known to the log before its answer is told', () => {
    const learned: string[] = [];
    const ports = quietPorts(new MemoryFiles(), DEFAULT_TIMING, () => undefined);
    const engine = createEngine({ ...ports, learnSecret: (secret) => void learned.push(secret) });
    const text = 'type=s3\nbucket=b\naccess_key=AKIA0001\nsecret_key=staple';
    void engine.repositories.import({ text });
    expect(learned).toEqual(['AKIA0001', 'staple']);
  });
});
