import type { SetupPlace, SetupStep } from '#shared/model/setup.ts';
import type { Capabilities } from '../elasticsearch/capabilities.ts';
import type { NodeSetup } from '../elasticsearch/node-setup.ts';
import { join } from '../repositories/folders.ts';
import { keysOf } from './checklist.ts';
import { lineOf } from './path-repo-edit.ts';

/** The lines an administrator copies, in the way of the node's own system. */
export function byHandOf(
  id: SetupStep['id'],
  place: SetupPlace,
  node: NodeSetup,
  can: Capabilities,
): SetupStep['byHand'] {
  const home = node.home ?? 'InternalDataStore';
  const windows = /^[A-Za-z]:|\\/.test(home);
  const bin = join(home, 'bin');
  const script = (name: string): string => (windows ? `${name}.bat` : `./${name}`);
  const inBin = (lines: string[]): SetupStep['byHand'] => ({
    where: `On ${node.name}, as the user of the data store`,
    lines: [windows ? `cd /d "${bin}"` : `cd ${bin.includes(' ') ? `'${bin}'` : bin}`, ...lines],
  });
  if (id === 'path-repo' && place.kind === 'folder')
    return {
      where: `On ${node.name}, in ${join(join(home, 'config'), 'elasticsearch.yml')}`,
      lines: [lineOf([...node.pathRepo, place.folder])],
    };
  if (id === 'plugin') {
    const tool = script(can.s3Tool);
    return inBin([`${tool} install ${can.s3Plugin}`, `${tool} list`]);
  }
  if (id === 'keys' && place.kind === 's3')
    return inBin(keysOf(place.client).map((key) => `${script('elasticsearch-keystore')} add ${key}`));
  return null;
}
