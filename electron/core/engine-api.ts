import type { z } from 'zod';
import type { AppError } from '#shared/errors/app-error.ts';
import type { CONTRACT, RequestName, RequestOutput } from '#shared/ipc/contract.ts';
import type { Operation } from '#shared/model/operation.ts';
import type { ImportedRepository } from '#shared/model/repository-place.ts';
import type { Export } from './operations/export.ts';
import type { RepositoryChange } from './repositories/rehearse.ts';
import type { Inside } from './setup/stores.ts';

type Input<Name extends RequestName> = z.output<(typeof CONTRACT)[Name]['input']>;
type Method<Name extends RequestName> = (input: Input<Name>) => Promise<RequestOutput<Name>>;
type MethodInside<Name extends RequestName> = (input: Input<Name> & Inside) => Promise<RequestOutput<Name>>;

/**
 * The engine as its callers see it: the shell's request handlers, the command line and the tests.
 * Inputs are already parsed. Every method rejects with an AppFailure, and with nothing else that is expected.
 */
export interface Engine {
  /**
   * Reads gateways, journals and history; marks what an earlier run left unfinished. Goes on with its backups,
   * and keeps looking at what other processes do, unless the caller is there for a moment only.
   */
  start(options?: { goOn: boolean }): Promise<void>;
  /** Ends polling and releases locks; work on servers goes on. */
  stop(): Promise<void>;
  /**
   * The same for a process that ends now while a backup goes on at a server: the next process follows it from there.
   * What is at its end is waited for.
   */
  leave(): Promise<void>;
  /** What was set aside at the start. */
  notices(): AppError[];
  gateways: {
    list: Method<'gateways.list'>;
    test: Method<'gateways.test'>;
    checkHost: Method<'gateways.checkHost'>;
    add: Method<'gateways.add'>;
    update: Method<'gateways.update'>;
    remove: Method<'gateways.remove'>;
    status: Method<'gateways.status'>;
    calls: Method<'calls.list'>;
  };
  installation: { read: Method<'installation.read'>; readOver: Method<'installation.readOver'> };
  overview: { get: Method<'overview.get'> };
  repositories: {
    list: Method<'repositories.list'>;
    verify: Method<'repositories.verify'>;
    register: Method<'repositories.register'>;
    edit: Method<'repositories.edit'>;
    form: Method<'repositories.form'>;
    calls: Method<'repositories.calls'>;
    /** The text of a file; choosing one is the shell's affair. */
    import(input: { text: string }): Promise<ImportedRepository>;
    setReadOnly: Method<'repositories.setReadOnly'>;
    remove: Method<'repositories.remove'>;
    cleanUp: Method<'repositories.cleanUp'>;
    /** Rejects with what refuses a change before anything is sent, and changes nothing: for the command line. */
    rehearse(change: RepositoryChange): Promise<void>;
  };
  setup: {
    check: MethodInside<'setup.check'>;
    planPathRepo: MethodInside<'setup.planPathRepo'>;
    changePathRepo: MethodInside<'setup.changePathRepo'>;
    lookAtPlugin: Method<'setup.lookAtPlugin'>;
    installPlugin: Method<'setup.installPlugin'>;
    addKeys: Method<'setup.addKeys'>;
  };
  backups: {
    list: Method<'backups.list'>;
    /** The same with all details, for callers that do not hear events. */
    complete: Method<'backups.list'>;
    /** Begins once to follow what earlier runs left unfinished. Resolves with the ids of those operations. */
    follow(input: { gatewayId: string }): Promise<string[]>;
    look: Method<'backups.look'>;
    detail: Method<'backups.detail'>;
    choices: Method<'backups.choices'>;
    checkName: Method<'backups.checkName'>;
    calls: Method<'backups.calls'>;
    create: Method<'backups.create'>;
    delete: Method<'backups.delete'>;
    /** The indices that `create` would save. Rejects with what would refuse it now, and changes nothing. */
    preview(input: Input<'backups.create'>): Promise<{ indices: string[] }>;
  };
  restores: {
    plan: Method<'restore.plan'>;
    start: Method<'restore.start'>;
    status: Method<'restore.status'>;
  };
  indices: {
    openAll: Method<'indices.openAll'>;
    /** The closed indices of the tenant: what `openAll` would open. */
    closed(input: { gatewayId: string }): Promise<string[]>;
  };
  operations: {
    list: Method<'operations.list'>;
    get: Method<'operations.get'>;
    cancel: Method<'operations.cancel'>;
    /** Rejects with what would refuse a change of the data store at this moment. Takes no lock and changes nothing. */
    mayChange(input: { gatewayId: string }): Promise<void>;
    /** Resolves with the final state of an operation. */
    ended(operationId: string): Promise<RequestOutput<'operations.get'>>;
    /** Work and changes that are not done at this moment. */
    unfinished(): Operation[];
    history: Method<'operations.history'>;
    /** The lines that a filter leaves, as a file in pieces; `scrub` takes secrets out of each text. */
    export(input: Input<'operations.export'>, scrub: (text: string) => string): Promise<Export>;
  };
  journals: { list: Method<'journals.list'>; resolve: Method<'journals.resolve'> };
  restarts: {
    pending: Method<'restart.pending'>;
    start: Method<'restart.start'>;
    tickOff: Method<'restart.tickOff'>;
    request: Method<'restart.request'>;
  };
}
