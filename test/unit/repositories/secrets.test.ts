import { expect, it } from 'vitest';
import { Repositories } from '#core/repositories/repositories.ts';
import type { RepositoryDraft } from '#shared/model/repository-place.ts';
import { NO_BUCKET } from '#shared/rules/repository-settings.ts';

const BUCKET: RepositoryDraft = {
  gatewayId: 'g',
  name: 'far',
  place: { ...NO_BUCKET, bucket: 'b' },
  keys: { from: 'typed', accessKey: 'AKIA0001', secretKey: 'staple' },
};
const OTHER: RepositoryDraft = {
  gatewayId: 'g',
  name: 'far',
  place: { kind: 'other', type: 's3', settings: '{"bucket":"b","secret_key":"staple"}' },
};
const CNF = 'type=s3\nbucket=b\naccess_key=AKIA0001\nsecret_key=staple';

/** Repositories that get as far as to ask which gateway is meant, or to reach it, and note what was learned by then. */
function noting() {
  const learned: string[] = [];
  const seen: string[][] = [];
  const asked = (): never => {
    seen.push([...learned]);
    throw new Error('nobody answers');
  };
  const parts = {
    ports: { clock: { now: () => 0 }, learnSecret: (secret: string) => learned.push(secret) },
    operations: { running: asked },
    profiles: { changeable: asked },
    connections: { of: asked },
  };
  return { repositories: new Repositories(parts as never), learned, seen };
}

it.each([
  ['register', BUCKET, ['AKIA0001', 'staple']],
  ['register', OTHER, ['staple']],
  ['edit', BUCKET, ['AKIA0001', 'staple']],
  ['edit', OTHER, ['staple']],
] as const)('keys are made known to the log before %s begins', async (kind, draft, secrets) => {
  for (const work of [
    (repositories: Repositories) => repositories[kind](draft),
    (repositories: Repositories) => repositories.rehearse({ kind, draft }),
  ]) {
    const { repositories, seen } = noting();
    await expect(work(repositories)).rejects.toThrow('nobody answers');
    expect(seen).toEqual([secrets]);
  }
});

it('keys in a file are made known with the reading of it', () => {
  const { repositories, learned } = noting();
  expect(JSON.stringify(repositories.import({ text: CNF }))).not.toContain('staple');
  expect(learned).toEqual(['AKIA0001', 'staple']);
});
