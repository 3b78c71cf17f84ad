import type { AppError } from '#shared/errors/app-error.ts';
import type { GatewayProfile } from '#shared/model/gateway.ts';
import type { Trust } from '#shared/model/trust.ts';
import { Backups } from './backups/backups.ts';
import { BackupsInFlight } from './backups/in-flight.ts';
import { Listings } from './backups/listing.ts';
import { Manifests } from './backups/manifest.ts';
import { notedChanges } from './changes.ts';
import { readHealth, readRunningWork, workInWords } from './elasticsearch/cluster.ts';
import { readNodeProcesses } from './elasticsearch/node-process.ts';
import type { Engine } from './engine-api.ts';
import { testConnection } from './gateways/connection-test.ts';
import { Connections } from './gateways/connections.ts';
import { Nodes } from './gateways/nodes.ts';
import { Profiles } from './gateways/profiles.ts';
import { statusOf } from './gateways/status.ts';
import { Reaches } from './hosts/reaches.ts';
import { Installations } from './installation/installations.ts';
import { atWork, refuseChange } from './operations/change.ts';
import { exportOf } from './operations/export.ts';
import { giveLocksBack } from './operations/lock.ts';
import { lookAgain } from './operations/look-again.ts';
import { Operations } from './operations/registry.ts';
import { overviewOf } from './overview/overview.ts';
import type { EnginePorts } from './ports.ts';
import { Repositories } from './repositories/repositories.ts';
import { ASKED_FOLDER, RESTARTS_FOLDER } from './restart/restart-store.ts';
import { Restarts } from './restart/restarts.ts';
import { storeWayOf, wayOf } from './restart/ways.ts';
import { JOURNALS_FOLDER, Journals } from './restore/journal.ts';
import { Restores } from './restore/restores.ts';

/** Where other processes of the account leave word of what they do. */
const FOLDERS_OF_OTHERS = [...Operations.FOLDERS, JOURNALS_FOLDER, RESTARTS_FOLDER, ASKED_FOLDER];
/** So long a data store is asked that may be away for a restart. */
const STORE_LOOK_MS = 5_000;

/** Builds the engine. It composes the parts; every rule is in one of them. */
export function createEngine(ports: EnginePorts): Engine {
  const { clock } = ports;
  const connections: Connections = new Connections(
    () => profiles,
    clock,
    (gatewayId) => operations.idle(gatewayId),
  );
  const profiles = new Profiles(ports, (gatewayId) => {
    listings.forget(gatewayId);
    connections.forget(gatewayId);
  });
  const operations = new Operations(ports);
  const journals = new Journals(ports.files, () => ports.emit('changed', { what: 'journals' }));
  const manifests = new Manifests(ports.files, ports.logger);
  const listings = new Listings({ ports, connections, manifests, operations });
  const nodes = new Nodes(profiles, connections, clock);
  const reaches = new Reaches(
    (gatewayId, nodeId) => profiles.keyPassphrase(gatewayId, nodeId),
    ports.surroundings,
  );
  const installations = new Installations(clock, reaches, ports.learnSecret ?? (() => undefined));
  const parts = { ports, operations, journals, connections, profiles, manifests };
  const repositories = new Repositories(parts);
  const inFlight = new BackupsInFlight(ports.files, ports.logger);
  const nodesOf = (gateway: GatewayProfile) => nodes.quiescable(gateway);
  const backups = new Backups({ ...parts, inFlight, nodesOf, listings });
  const running = new AbortController();
  const restarts = new Restarts({
    ports,
    operations,
    clientOf: (gateway, nodeId) => nodes.one(gateway, nodeId),
    wayOf: (gateway, nodeId) => wayOf(reaches, gateway, nodeId),
    store: {
      processes: async (gatewayId) =>
        readNodeProcesses((await connections.of(gatewayId, STORE_LOOK_MS)).store, STORE_LOOK_MS),
      work: async (gatewayId) => workInWords(await readRunningWork((await connections.of(gatewayId)).store)),
      wayOf: (gateway, part) => storeWayOf(reaches, gateway, part),
      isHere: async (gateway, node) => (await import('./setup/stores.ts')).isStoreHere(gateway, node),
    },
    storeKey: async (gateway) => (await connections.of(gateway.id, STORE_LOOK_MS)).storeKey,
    storeHealth: async (gateway) => readHealth((await connections.of(gateway.id)).store),
  });
  // With it come the readers of YAML, XML and zip files: most commands of the command line need none of them.
  const setups = async () =>
    new (await import('./setup/setups.ts')).Setups({
      connections,
      profiles,
      reaches,
      ports,
      restartDue: async (gateway, nodeIds, why, store) => {
        await restarts.requestOn(gateway, nodeIds, why, store);
      },
    });
  const restores = new Restores({
    ...parts,
    nodesOf,
    restartDue: async (gateway, why, operationId) => {
      await restarts.request(gateway, why, operationId);
    },
  });
  const notices: AppError[] = [];
  const lookAtOthers = async (): Promise<void> => {
    await profiles.look();
    // Before the others: what goes on here is not to be heard of as interrupted.
    await backups.look(running.signal);
    await operations.look();
    await journals.look();
    await restarts.look();
  };

  const stop = async (): Promise<void> => {
    running.abort();
    await backups.stop();
    await listings.stop();
    await restarts.stop();
    await operations.stop();
    await connections.closeAll();
  };

  const plain: Engine = {
    start: async ({ goOn } = { goOn: true }) => {
      await profiles.load();
      await operations.load();
      const setAside = await restarts.load();
      const notice = profiles.notice();
      notices.push(...setAside, ...(notice === null ? [] : [notice]));
      if (goOn) backups.adopt(running.signal);
      await journals.look();
      if (goOn) void lookAgain(ports, FOLDERS_OF_OTHERS, lookAtOthers, running.signal);
    },
    stop,
    leave: async () => {
      // Without its lock a backup that is not at its end leaves its record for the next process.
      const ending = operations.running().filter((operation) => !operation.cancellable);
      await giveLocksBack(ports.files);
      await Promise.all(ending.map((operation) => operations.ended(operation.id)));
      await stop();
    },
    notices: () => [...notices],
    gateways: {
      list: () => profiles.views(),
      test: async ({ draft, secrets, gatewayId }) => {
        const kept = gatewayId === undefined ? {} : await profiles.storeSecrets(gatewayId);
        const subject = {
          draft,
          secrets: { ...kept, ...installations.secretsOf(secrets) },
          knownTenants: [...profiles.all().map((profile) => profile.tenant), draft.tenant],
          nodeIsUp: (address: string, trust: Trust) => nodes.isUp(address, trust),
        };
        return testConnection(subject, clock);
      },
      checkHost: (input) => reaches.check(input),
      add: async ({ draft, secrets }) => profiles.add(draft, installations.secretsOf(secrets)),
      update: async ({ gatewayId, draft, secrets }) =>
        profiles.update(gatewayId, draft, installations.secretsOf(secrets)),
      remove: async ({ gatewayId }) => {
        // Without its gateway a restore could neither be continued nor undone.
        const running = operations.list(gatewayId).find(({ status }) => status === 'running');
        if (running !== undefined) throw atWork(running);
        await journals.refuseIfOpenOf(gatewayId);
        await profiles.remove(gatewayId);
        await restarts.forget(gatewayId);
        return {};
      },
      status: ({ gatewayId }) => statusOf(connections, gatewayId, clock),
      calls: ({ gatewayId }) => Promise.resolve(connections.calls(gatewayId).all()),
    },
    installation: {
      read: (input) => installations.read(input),
      readOver: (input) => installations.readOver(input),
    },
    overview: {
      get: ({ gatewayId }) => {
        profiles.get(gatewayId);
        return overviewOf({
          status: () => statusOf(connections, gatewayId, clock),
          backups: () => listings.complete({ gatewayId }),
          operations: () => operations.list(gatewayId),
          journals: async () =>
            (await restores.journals()).filter((journal) => journal.gatewayId === gatewayId),
          pendingRestart: () => restarts.pending(gatewayId),
          now: () => clock.now(),
        });
      },
    },
    repositories: {
      list: (input) => repositories.list(input),
      verify: (input) => repositories.verify(input),
      register: (input) => repositories.register(input),
      edit: (input) => repositories.edit(input),
      form: (input) => repositories.form(input),
      calls: (input) => repositories.calls(input),
      import: async (input) => Promise.resolve(repositories.import(input)),
      setReadOnly: (input) => repositories.setReadOnly(input),
      remove: (input) => repositories.remove(input),
      cleanUp: (input) => repositories.cleanUp(input),
      rehearse: (change) => repositories.rehearse(change),
    },
    setup: {
      check: async (input) => (await setups()).check(input),
      planPathRepo: async (input) => (await setups()).planPathRepo(input),
      changePathRepo: async (input) => (await setups()).changePathRepo(input),
      lookAtPlugin: async (input) => (await setups()).lookAtPlugin(input),
      installPlugin: async (input) => (await setups()).installPlugin(input),
      addKeys: async (input) => (await setups()).addKeys(input),
    },
    backups: {
      list: (input) => backups.list(input),
      complete: (input) => backups.complete(input),
      look: (input) => listings.look(input),
      follow: (input) => backups.follow(input),
      detail: (input) => backups.detail(input),
      choices: (input) => backups.choices(input),
      checkName: (input) => backups.checkName(input),
      calls: (input) => backups.calls(input),
      create: (input) => backups.create(input),
      delete: (input) => backups.delete(input),
      preview: (input) => backups.preview(input),
    },
    restores: {
      plan: (input) => restores.plan(input),
      start: (input) => restores.start(input),
      status: (input) => restores.status(input),
    },
    indices: {
      openAll: (input) => restores.openAll(input),
      closed: (input) => restores.closed(input),
    },
    operations: {
      list: ({ gatewayId }) => Promise.resolve(operations.list(gatewayId)),
      get: ({ operationId }) => operations.found(operationId),
      cancel: ({ operationId }) => operations.cancelled(operationId),
      mayChange: async ({ gatewayId }) => {
        profiles.changeable(gatewayId);
        await refuseChange(parts, await connections.of(gatewayId));
      },
      ended: (operationId) => operations.ended(operationId),
      unfinished: () => operations.unfinished(),
      history: (part) => operations.history(part),
      export: ({ filter, format }, scrub) =>
        Promise.resolve(exportOf({ operations: operations.everything(), filter, format, scrub })),
    },
    journals: { list: () => restores.journals(), resolve: (input) => restores.resolve(input) },
    restarts: {
      pending: ({ gatewayId }) => restarts.pending(gatewayId),
      start: async ({ gatewayId, nodeIds, together }) => ({
        operationId: await restarts.start(profiles.changeable(gatewayId), nodeIds, together),
      }),
      tickOff: ({ gatewayId, nodeId, unchecked }) => restarts.tickOff(gatewayId, nodeId, unchecked),
      request: ({ gatewayId, withStore }) => {
        const gateway = profiles.changeable(gatewayId);
        const why = 'Asked for by hand';
        return withStore === true ? restarts.requestAll(gateway, why) : restarts.request(gateway, why, null);
      },
    },
  };
  return { ...plain, ...notedChanges({ operations, profiles, plain }) };
}
